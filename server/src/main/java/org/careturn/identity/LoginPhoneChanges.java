package org.careturn.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.identity.OneTimeCodes.Asked;
import org.careturn.identity.OneTimeCodes.Right;
import org.careturn.identity.OpenSignIns.Cause;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A patient signs in by another phone: the password and a code to the new phone say that it is the same person. Whether the
 * new phone has an account shows neither in the answer nor in the work. None of its methods belongs in a transaction.
 */
@Service
public class LoginPhoneChanges {
    private static final String HASH = "select password_hash from account where id = ? and active and kind = 'PATIENT'";
    private static final String HAS_ACCOUNT = "select exists (select from account where login_phone = ?)";
    private static final String KEEP = "insert into login_phone_change (code_id, phone) values (?, ?)";
    private static final String TAKE = "delete from login_phone_change where code_id = ? returning phone";
    private static final String FORMER = """
            select login_phone from account where id = ? for no key update""";
    private static final String CHANGE = """
            update account set login_phone = ?, version = version + 1 where id = ? and active and kind = 'PATIENT'""";

    private final Passwords passwords;
    private final OneTimeCodes codes;
    private final Actors actors;
    private final OpenSignIns signIns;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    LoginPhoneChanges(
            Passwords passwords,
            OneTimeCodes codes,
            Actors actors,
            OpenSignIns signIns,
            AuditLog audit,
            ApplicationEventPublisher events,
            JdbcTemplate jdbc,
            TransactionTemplate transaction) {
        this.passwords = passwords;
        this.codes = codes;
        this.actors = actors;
        this.signIns = signIns;
        this.audit = audit;
        this.events = events;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Sends a code to the new phone or, where it has an account, tells its owner. Refused with WRONG_PASSWORD.
     *
     * @param phone E.164
     * @param language BCP 47; in which the code is sent
     */
    public Outcome<Asked> ask(Actor actor, String password, String phone, @Nullable String language) {
        String hash = first(HASH, actor.accountId()).orElse(null);
        if (!passwords.matches(password, hash) || hash == null) {
            return Outcome.refused(IdentityProblem.WRONG_PASSWORD);
        }
        return Outcome.done(transaction.execute(tx -> {
            Asked asked;
            if (Boolean.TRUE.equals(jdbc.queryForObject(HAS_ACCOUNT, Boolean.class, phone))) {
                asked = codes.sendNobody(CodePurpose.LOGIN_PHONE, actor.accountId());
                events.publishEvent(new PhoneRegisteredAgain(phone, language));
            } else {
                asked = codes.send(CodePurpose.LOGIN_PHONE, actor.accountId(), phone, language);
            }
            jdbc.update(KEEP, asked.id(), phone);
            return asked;
        }));
    }

    /**
     * Changes the phone and ends the other sign-ins. Refused with WRONG_CODE where the code doesn't open this change,
     * NOT_FOUND where it isn't the actor's.
     */
    public Outcome<UUID> confirm(Actor actor, UUID id, String code) {
        if (!codes.isOf(id, actor.accountId())) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        Right right = codes.check(id, CodePurpose.LOGIN_PHONE, code).orElse(null);
        if (right == null) {
            return Outcome.refused(IdentityProblem.WRONG_CODE);
        }
        try {
            return transaction.execute(tx -> {
                Outcome<UUID> outcome =
                        codes.use(right) ? change(actor, id) : Outcome.refused(IdentityProblem.WRONG_CODE);
                if (outcome instanceof Outcome.Refused<UUID>) {
                    tx.setRollbackOnly();
                }
                return outcome;
            });
        } catch (DuplicateKeyException taken) {
            return Outcome.refused(IdentityProblem.WRONG_CODE); // registered meanwhile: nobody learns that here
        }
    }

    private Outcome<UUID> change(Actor actor, UUID id) {
        UUID account = actor.accountId();
        String phone = first(TAKE, id).orElse(null);
        String former = first(FORMER, account).orElse(null);
        if (phone == null || jdbc.update(CHANGE, phone, account) == 0) {
            return Outcome.refused(IdentityProblem.WRONG_CODE);
        }
        int ended = signIns.endBut(actor.sessionId(), account, Cause.OWNER);
        audit.record(
                actor,
                "LOGIN_PHONE_CHANGED",
                new Subject("account", account, null, null),
                Map.of("signInsEnded", ended));
        events.publishEvent(new LoginPhoneChanged(account, former, phone));
        actors.forget(account);
        return Outcome.done(account);
    }

    private Optional<String> first(String sql, UUID id) {
        List<String> found = jdbc.query(sql, (row, n) -> row.getString(1), id);
        return found.isEmpty() ? Optional.empty() : Optional.ofNullable(found.getFirst());
    }
}
