package org.careturn.identity;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.identity.OneTimeCodes.Asked;
import org.careturn.identity.OneTimeCodes.Right;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.Outcome;
import org.careturn.platform.Phones;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * People register themselves by phone. Whether a phone has an account already shows neither in the answer nor in the
 * work: the password is hashed, a code is made and a message is published either way.
 */
@Service
public class Registrations {
    private static final String HAS_ACCOUNT = "select exists (select from account where login_phone = ?)";
    private static final String KEEP = """
            insert into registration (code_id, phone, name, language, password_hash) values (?, ?, ?, ?, ?)""";
    private static final String TAKE =
            "delete from registration where code_id = ? returning phone, name, language, password_hash";

    private final Accounts accounts;
    private final OneTimeCodes codes;
    private final Usage usage;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    Registrations(
            Accounts accounts,
            OneTimeCodes codes,
            Usage usage,
            AuditLog audit,
            ApplicationEventPublisher events,
            JdbcTemplate jdbc,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.codes = codes;
        this.usage = usage;
        this.audit = audit;
        this.events = events;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Somebody who wants to register.
     *
     * @param phone international
     * @param language BCP 47; in which the code is sent
     */
    public record Registration(
            String phone, String name, @Nullable String language, String password) {
        @Override
        public String toString() {
            return "Registration[]";
        }
    }

    private record Kept(String phone, String name, @Nullable String language, String passwordHash) {}

    /** The number in E.164; refused where there can be none. */
    public static Outcome<String> phone(String written) {
        return Phones.read(written)
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(IdentityProblem.LOGIN_PHONE_INVALID));
    }

    /** Sends a code to the phone or, where it has an account, tells its owner. Hashes, hence belongs in no transaction. */
    public Outcome<Asked> start(Registration wanted) {
        return accounts.hash(wanted.password, wanted.phone).map(hash -> keep(wanted, hash));
    }

    private Asked keep(Registration wanted, PasswordHash password) {
        return transaction.execute(tx -> {
            boolean known = Boolean.TRUE.equals(jdbc.queryForObject(HAS_ACCOUNT, Boolean.class, wanted.phone));
            Asked asked;
            if (known) {
                asked = codes.sendNobody(CodePurpose.REGISTRATION);
                events.publishEvent(new PhoneRegisteredAgain(wanted.phone, wanted.language));
            } else {
                asked = codes.send(CodePurpose.REGISTRATION, null, wanted.phone, wanted.language);
            }
            jdbc.update(KEEP, asked.id(), wanted.phone, wanted.name, wanted.language, password.value());
            return asked;
        });
    }

    /** Makes the account and has its record made. Refused with WRONG_CODE where the code doesn't open this registration. */
    public Outcome<Account> confirm(UUID id, String code) {
        Optional<Right> right = codes.check(id, CodePurpose.REGISTRATION, code);
        if (right.isEmpty()) {
            return Outcome.refused(IdentityProblem.WRONG_CODE);
        }
        Outcome<Account> made = transaction.execute(tx -> {
            Outcome<Account> outcome = codes.use(right.get()) ? make(id) : Outcome.refused(IdentityProblem.WRONG_CODE);
            if (outcome instanceof Outcome.Refused<Account>) {
                tx.setRollbackOnly();
            }
            return outcome;
        });
        return made;
    }

    private Outcome<Account> make(UUID id) {
        Kept kept = jdbc.query(
                        TAKE,
                        (row, n) -> new Kept(
                                row.getString("phone"),
                                row.getString("name"),
                                row.getString("language"),
                                row.getString("password_hash")),
                        id)
                .getFirst();
        Outcome<Account> outcome = accounts.create(
                Actor.SYSTEM,
                new NewAccount(
                        Account.Kind.PATIENT,
                        null,
                        kept.phone,
                        new PasswordHash(kept.passwordHash),
                        kept.name,
                        List.of(new Grant(Role.PATIENT, null))));
        if (!(outcome instanceof Outcome.Done<Account>(Account account))) {
            return Outcome.refused(IdentityProblem.WRONG_CODE); // registered meanwhile: nobody learns that here
        }
        events.publishEvent(new PatientRegistered(account.id(), kept.name, kept.phone, kept.language));
        audit.record(
                new Actor(account.id(), new UUID(0, 0), List.of(), null),
                "PATIENT_SELF_REGISTERED",
                new AuditLog.Subject("account", account.id(), null, null),
                java.util.Map.of());
        usage.registered(Usage.Channel.SELF);
        return outcome;
    }
}
