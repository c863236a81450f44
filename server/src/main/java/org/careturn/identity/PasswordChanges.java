package org.careturn.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.identity.OneTimeCodes.Asked;
import org.careturn.identity.OneTimeCodes.Right;
import org.careturn.identity.OpenSignIns.Cause;
import org.careturn.platform.Actor;
import org.careturn.platform.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** A new password: by the old one, or by a code to the phone. None of its methods belongs in a transaction, as they hash. */
@Service
public class PasswordChanges {
    private static final String FIND = "select user_name, password_hash from account where id = ? and active";
    private static final String OF_PHONE = "select id from account where login_phone = ? and active";
    private static final String REPLACE = """
            update account set password_hash = ?, first_password_until = null, version = version + 1
            where id = ? and active and password_hash = ?""";
    private static final String RESET = """
            update account set password_hash = ?, first_password_until = null, version = version + 1
            where id = ? and active""";

    private final Accounts accounts;
    private final Passwords passwords;
    private final OneTimeCodes codes;
    private final KnownBirthDates births;
    private final Actors actors;
    private final OpenSignIns signIns;
    private final AuditLog audit;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    PasswordChanges(
            Accounts accounts,
            Passwords passwords,
            OneTimeCodes codes,
            KnownBirthDates births,
            Actors actors,
            OpenSignIns signIns,
            AuditLog audit,
            JdbcTemplate jdbc,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.codes = codes;
        this.births = births;
        this.actors = actors;
        this.signIns = signIns;
        this.audit = audit;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    private record Present(@Nullable String userName, String hash) {}

    /** Changes the actor's own password and ends the other sign-ins. Refused with WRONG_PASSWORD, or as a new one may be. */
    public Outcome<UUID> change(Actor actor, String oldPassword, String newPassword) {
        Present present = present(actor.accountId()).orElse(null);
        if (!passwords.matches(oldPassword, present == null ? null : present.hash) || present == null) {
            return Outcome.refused(IdentityProblem.WRONG_PASSWORD);
        }
        Outcome<PasswordHash> hashed = accounts.hash(newPassword, present.userName);
        return hashed instanceof Outcome.Refused<PasswordHash>(var refusal)
                ? new Outcome.Refused<>(refusal)
                : replace(actor, present, hashed.orElseThrow());
    }

    private Outcome<UUID> replace(Actor actor, Present present, PasswordHash hash) {
        return transaction.execute(tx -> {
            if (jdbc.update(REPLACE, hash.value(), actor.accountId(), present.hash) == 0) {
                return Outcome.<UUID>refused(IdentityProblem.WRONG_PASSWORD); // changed meanwhile
            }
            ended(actor, actor.accountId(), actor.sessionId(), "PASSWORD_CHANGED");
            return Outcome.done(actor.accountId());
        });
    }

    /** Sends a code to the phone where somebody signs in by it. The answer and the work are the same where nobody does. */
    public Asked askReset(String phone, @Nullable String language) {
        return transaction.execute(tx ->
                jdbc.query(OF_PHONE, (row, n) -> row.getObject("id", UUID.class), phone).stream()
                        .findFirst()
                        .map(account -> codes.send(CodePurpose.PASSWORD_RESET, account, phone, language))
                        .orElseGet(() -> codes.sendNobody(CodePurpose.PASSWORD_RESET)));
    }

    /**
     * Sets a new password and ends all sign-ins. Refused with WRONG_CODE, after some tries with RESET_AT_RECEPTION, or as a
     * new password may be.
     *
     * @param birthDate must be that of the account's record where it is known to the day, as phones change hands
     */
    public Outcome<UUID> reset(UUID id, String code, String newPassword, @Nullable LocalDate birthDate) {
        Outcome<PasswordHash> hashed = accounts.hash(newPassword, null);
        if (hashed instanceof Outcome.Refused<PasswordHash>(var refusal)) {
            return new Outcome.Refused<>(refusal);
        }
        PasswordHash hash = hashed.orElseThrow();
        Right right = codes.check(id, CodePurpose.PASSWORD_RESET, code).orElse(null);
        UUID account = right == null ? null : right.accountId();
        LocalDate known =
                births.of(account == null ? id : account).orElse(null); // for nobody too: it takes the same time
        if (right == null || account == null || (known != null && !Objects.equals(known, birthDate))) {
            return Outcome.refused(
                    codes.isTriedOften(id, CodePurpose.PASSWORD_RESET)
                            ? IdentityProblem.RESET_AT_RECEPTION
                            : IdentityProblem.WRONG_CODE);
        }
        return transaction.execute(tx -> {
            if (!codes.use(right) || jdbc.update(RESET, hash.value(), account) == 0) {
                tx.setRollbackOnly();
                return Outcome.<UUID>refused(IdentityProblem.WRONG_CODE);
            }
            ended(new Actor(account, new UUID(0, 0), List.of(), null), account, null, "PASSWORD_RESET");
            return Outcome.done(account);
        });
    }

    private void ended(Actor by, UUID account, @Nullable UUID but, String action) {
        int ended = signIns.endBut(but, account, Cause.PASSWORD);
        audit.record(by, action, new Subject("account", account, null, null), Map.of("signInsEnded", ended));
        actors.forget(account);
    }

    private Optional<Present> present(UUID account) {
        return jdbc
                .query(
                        FIND,
                        (row, n) -> new Present(row.getString("user_name"), row.getString("password_hash")),
                        account)
                .stream()
                .findFirst();
    }
}
