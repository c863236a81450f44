package org.careturn.identity;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.identity.OpenSignIns.Cause;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.careturn.platform.openapi.ApiName;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Passwords of the staff that somebody else knows, too: an administrator chose them or handed them over. Whoever signs in
 * by one chooses another in the same request, so that it opens nothing by itself.
 */
@Service
public class FirstPasswords {
    public static final Duration LASTS = Duration.ofDays(14);

    private static final int GROUPS = 4;
    private static final int OF_GROUP = 4;

    private static final String MARK = "update account set first_password_until = ? where id = ?";
    private static final String HAND_OVER = """
            update account set password_hash = ?, first_password_until = ?, version = version + 1
            where id = ? and kind = 'STAFF'""";
    private static final String UNTIL =
            "select first_password_until from account where id = ? and first_password_until is not null";
    private static final String REPLACE = """
            update account set password_hash = ?, first_password_until = null, version = version + 1
            where id = ? and active and first_password_until is not null""";

    private final Accounts accounts;
    private final Staff staff;
    private final Passwords passwords;
    private final Actors actors;
    private final OpenSignIns signIns;
    private final AuditLog audit;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock machine;

    FirstPasswords(
            Accounts accounts,
            Staff staff,
            Passwords passwords,
            Actors actors,
            OpenSignIns signIns,
            AuditLog audit,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            @Qualifier(IdentityConfiguration.MACHINE) Clock machine) {
        this.accounts = accounts;
        this.staff = staff;
        this.passwords = passwords;
        this.actors = actors;
        this.signIns = signIns;
        this.audit = audit;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.machine = machine;
    }

    /** A password to hand over; nobody can read it again. */
    @ApiName("FirstPassword")
    public record Issued(String password, Instant lapsesAt) {
        @Override
        public String toString() {
            return "Issued[" + lapsesAt + "]";
        }
    }

    /** Makes an account of the staff whose password the actor chose. Refused as {@link Accounts#create} refuses. */
    @Transactional
    public Outcome<Account> create(Actor actor, NewAccount account) {
        Outcome<Account> made = accounts.create(actor, account);
        if (made instanceof Outcome.Done<Account>(Account created)) {
            jdbc.update(MARK, Timestamp.from(machine.instant().plus(LASTS)), created.id());
        }
        return made;
    }

    /**
     * Makes a password for somebody who has lost theirs, and ends their sign-ins. A second factor stays on. The actor must
     * be an administrator wherever that person holds a role. Not within a transaction, as it hashes.
     */
    public Outcome<Issued> issue(Actor actor, UUID staffId) {
        Outcome<Account> may = staff.mayManage(actor, staffId);
        if (may instanceof Outcome.Refused<Account>(var refusal)) {
            return new Outcome.Refused<>(refusal);
        }
        if (actor.accountId().equals(staffId)) {
            return Outcome.refused(IdentityProblem.OWN_ACCOUNT);
        }
        String password = RandomCode.of(RandomCode.SMALL, GROUPS, OF_GROUP);
        PasswordHash hash = passwords.hash(password);
        Instant now = machine.instant();
        Instant until = now.plus(LASTS);
        return transaction.execute(tx -> {
            if (jdbc.update(HAND_OVER, hash.value(), Timestamp.from(until), staffId) == 0) {
                return Outcome.<Issued>refused(CommonProblem.NOT_FOUND);
            }
            int ended = signIns.end(staffId, Cause.PASSWORD);
            record(actor, "FIRST_PASSWORD_HANDED_OVER", staffId, Map.of("signInsEnded", ended));
            actors.forget(staffId);
            return Outcome.done(new Issued(password, until));
        });
    }

    /**
     * Whoever has shown the right password, with the one to replace it where it is a first one.
     *
     * @param replacement null: the password is the owner's own
     */
    public record Checked(Account account, @Nullable PasswordHash replacement) {}

    /**
     * To be asked before a second factor, whose codes count once.
     *
     * @throws RefusedException NEW_PASSWORD_NEEDED, FIRST_PASSWORD_LAPSED, or as a new password may be refused
     */
    public Checked check(Account account, String password, @Nullable String newPassword) {
        Instant until =
                jdbc
                        .query(
                                UNTIL,
                                (row, n) ->
                                        row.getTimestamp("first_password_until").toInstant(),
                                account.id())
                        .stream()
                        .findFirst()
                        .orElse(null);
        if (until == null) {
            return new Checked(account, null);
        }
        if (!machine.instant().isBefore(until)) {
            throw new RefusedException(IdentityProblem.FIRST_PASSWORD_LAPSED);
        }
        if (newPassword == null || newPassword.equals(password)) {
            throw new RefusedException(IdentityProblem.NEW_PASSWORD_NEEDED);
        }
        return new Checked(
                account, accounts.hash(newPassword, account.userName()).orElseThrow());
    }

    /**
     * Puts the owner's password in place of the first one, if it was one.
     *
     * @throws RefusedException WRONG_CREDENTIALS where another request was first
     */
    @Transactional
    public Account replace(Checked checked) {
        UUID id = checked.account.id();
        PasswordHash own = checked.replacement;
        if (own != null) {
            if (jdbc.update(REPLACE, own.value(), id) == 0) {
                throw new RefusedException(IdentityProblem.WRONG_CREDENTIALS);
            }
            record(new Actor(id, new UUID(0, 0), List.of(), null), "PASSWORD_CHANGED", id, Map.of("first", true));
        }
        return checked.account;
    }

    private void record(Actor actor, String action, UUID account, Map<String, ?> detail) {
        audit.record(actor, action, new Subject("account", account, null, null), detail);
    }
}
