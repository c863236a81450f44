package org.careturn.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.careturn.identity.Account;
import org.careturn.identity.Accounts;
import org.careturn.identity.FirstPasswords;
import org.careturn.identity.NewAccount;
import org.careturn.identity.PasswordHash;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.Outcome;
import org.careturn.platform.ProblemType;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Staff of a file, each an account. Who has a phone and no password sets one by the code that is sent there. */
@Component
class StaffRows implements Wish.Reader {
    private static final Pattern USER_NAME = Pattern.compile("[A-Za-z0-9._@-]{3,100}");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final List<Role> ROLES = List.of(Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST);

    private final Accounts accounts;
    private final FirstPasswords firstPasswords;

    StaffRows(Accounts accounts, FirstPasswords firstPasswords) {
        this.accounts = accounts;
        this.firstPasswords = firstPasswords;
    }

    @Override
    public ImportKind kind() {
        return ImportKind.STAFF;
    }

    @Override
    public @Nullable Wish read(UUID facilityId, Cells cells) {
        String userName = cells.needed("userName");
        if (!userName.isEmpty() && !USER_NAME.matcher(userName).matches()) {
            cells.fault(
                    "userName", "invalid-value", "A user name has 3 to 100 letters from a to z, digits and . _ @ -.");
        }
        String displayName = cells.needed("displayName");
        if (displayName.length() > 200) {
            cells.fault("displayName", "invalid-value", "A name has at most 200 letters.");
        }
        String phone = cells.text("loginPhone");
        if (phone != null) {
            phone = phone.replaceAll("[ ()/.-]", "");
            if (!PHONE.matcher(phone).matches()) {
                cells.fault("loginPhone", "invalid-value", "A phone number begins with + and the country's code.");
            }
        }
        String password = cells.text("password");
        if (password == null && phone == null) {
            cells.fault("loginPhone", "missing-value", "A phone for the code, or a password, must be filled in.");
        } else if (password != null && password.length() > 1000) {
            cells.fault("password", "invalid-value", "A password has at most 1000 characters.");
        }
        List<Grant> grants = grants(facilityId, cells);
        return cells.areSound() ? new NewStaff(userName, displayName, phone, password, grants) : null;
    }

    private static List<Grant> grants(UUID facilityId, Cells cells) {
        List<Grant> grants = new ArrayList<>();
        for (String word : cells.needed("roles").split("[\\s|,;/+]+", -1)) {
            Role role = ROLES.stream()
                    .filter(one -> one.name().equalsIgnoreCase(word))
                    .findFirst()
                    .orElse(null);
            if (role != null) {
                grants.add(new Grant(role, facilityId));
            } else if (!word.isEmpty()) {
                cells.fault("roles", "invalid-value", "Roles are " + ROLES + ", with a space between two.");
                break;
            }
        }
        return grants;
    }

    private final class NewStaff implements Wish {
        private final String userName;
        private final String displayName;
        private final @Nullable String phone;
        private final @Nullable String password;
        private final List<Grant> grants;
        private PasswordHash hash = PasswordHash.NONE;

        NewStaff(
                String userName,
                String displayName,
                @Nullable String phone,
                @Nullable String password,
                List<Grant> grants) {
            this.userName = userName;
            this.displayName = displayName;
            this.phone = phone;
            this.password = password;
            this.grants = grants;
        }

        @Override
        public String identity() {
            return userName.toLowerCase(Locale.ROOT);
        }

        @Override
        public @Nullable ProblemType prepare() {
            if (password == null) {
                return null;
            }
            return switch (accounts.hash(password, userName)) {
                case Outcome.Refused<PasswordHash>(var refusal) -> refusal.type();
                case Outcome<PasswordHash> hashed -> {
                    hash = hashed.orElseThrow();
                    yield null;
                }
            };
        }

        @Override
        public Outcome<?> write(Actor actor) {
            return firstPasswords.create(
                    actor, new NewAccount(Account.Kind.STAFF, userName, phone, hash, displayName, grants));
        }
    }
}
