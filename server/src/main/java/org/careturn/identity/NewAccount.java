package org.careturn.identity;

import java.util.List;
import org.careturn.platform.Actor.Grant;
import org.jspecify.annotations.Nullable;

/**
 * An account to be made. It has a user name or a login phone or both.
 *
 * @param userName 3 to 100 of letters a-z, digits and {@code . _ @ -}, kept in lower case
 * @param loginPhone E.164, such as {@code +9779812345678}
 */
public record NewAccount(
        Account.Kind kind,
        @Nullable String userName,
        @Nullable String loginPhone,
        PasswordHash password,
        String displayName,
        List<Grant> roles) {

    public static NewAccount staff(String userName, PasswordHash password, String displayName, List<Grant> roles) {
        return new NewAccount(Account.Kind.STAFF, userName, null, password, displayName, roles);
    }

    @Override
    public String toString() {
        return "NewAccount[" + kind + ", " + roles + "]";
    }
}
