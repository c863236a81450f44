package org.careturn.identity.tokens;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.identity.Actors;
import org.careturn.identity.IdentityConfiguration;
import org.careturn.identity.Staff;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The sign-ins that a person has open: to see them, and to end them. An administrator sees and ends those of his staff. */
@Service
public class SignInList {
    private static final String OPEN = """
            select s.id, s.client_label, s.created_at,
              (select max(r.created_at) from refresh_token r where r.session_id = s.id) as last_used_at
            from session s
            where s.account_id = ? and s.revoked_at is null and s.expires_at > ?
              and exists (select from refresh_token r where r.session_id = s.id and r.rotated_at is null and r.expires_at > ?)
              and (?::uuid is null or s.id < ?::uuid)
            order by s.id desc limit ?""";
    private static final String END = """
            update session set revoked_at = ?, revoked_for = ?
            where account_id = ? and revoked_at is null
              and (?::uuid is null or id = ?::uuid) and id is distinct from ?::uuid""";

    private final JdbcTemplate jdbc;
    private final Staff staff;
    private final Actors actors;
    private final AuditLog audit;
    private final Clock machine;

    SignInList(
            JdbcTemplate jdbc,
            Staff staff,
            Actors actors,
            AuditLog audit,
            @Qualifier(IdentityConfiguration.MACHINE) Clock machine) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.actors = actors;
        this.audit = audit;
        this.machine = machine;
    }

    /**
     * A sign-in on one client.
     *
     * @param lastUsedAt when its tokens were last renewed
     * @param current whether it is the one that asks
     */
    public record SignIn(UUID id, @Nullable String label, Instant signedInAt, Instant lastUsedAt, boolean current) {}

    /** How many sign-ins were ended. */
    public record Ended(int ended) {}

    /**
     * The actor's own, the newest first.
     *
     * @param before the last one of the page before
     */
    public List<SignIn> own(Actor actor, @Nullable UUID before, int limit) {
        return open(actor, actor.accountId(), before, limit);
    }

    /** Ends one of the actor's own; NOT_FOUND where it isn't. */
    @Transactional
    public Outcome<Ended> endOwn(Actor actor, UUID sessionId) {
        return end(actor, actor.accountId(), sessionId, null, "OWNER") == 0
                ? Outcome.refused(CommonProblem.NOT_FOUND)
                : Outcome.done(new Ended(1));
    }

    /** Ends all of the actor's own but the one that asks. */
    @Transactional
    public Outcome<Ended> endOthers(Actor actor) {
        int ended = end(actor, actor.accountId(), null, actor.sessionId(), "OWNER");
        return ended == 0 ? Outcome.noop(new Ended(0)) : Outcome.done(new Ended(ended));
    }

    /** As {@link #own}, of somebody whom the actor administers. */
    public Outcome<List<SignIn>> ofStaff(Actor actor, UUID staffId, @Nullable UUID before, int limit) {
        return staff.mayManage(actor, staffId).map(_ -> open(actor, staffId, before, limit));
    }

    /** Ends all sign-ins of somebody whom the actor administers. */
    @Transactional
    public Outcome<Ended> endOfStaff(Actor actor, UUID staffId) {
        if (staff.mayManage(actor, staffId) instanceof Outcome.Refused<?>(var refusal)) {
            return new Outcome.Refused<>(refusal);
        }
        int ended = end(actor, staffId, null, null, "ADMIN");
        return ended == 0 ? Outcome.noop(new Ended(0)) : Outcome.done(new Ended(ended));
    }

    private List<SignIn> open(Actor actor, UUID account, @Nullable UUID before, int limit) {
        Timestamp now = Timestamp.from(machine.instant());
        return jdbc.query(
                OPEN,
                (row, n) -> new SignIn(
                        row.getObject("id", UUID.class),
                        row.getString("client_label"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("last_used_at").toInstant(),
                        row.getObject("id", UUID.class).equals(actor.sessionId())),
                account,
                now,
                now,
                before,
                before,
                limit);
    }

    private int end(Actor actor, UUID account, @Nullable UUID one, @Nullable UUID but, String cause) {
        int ended = jdbc.update(END, Timestamp.from(machine.instant()), cause, account, one, one, but);
        if (ended > 0) {
            audit.record(
                    actor, "SIGN_INS_ENDED", new Subject("account", account, null, null), Map.of("signIns", ended));
            actors.forget(account);
        }
        return ended;
    }
}
