package org.careturn.notifications;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.careturn.notifications.domain.Answer;
import org.careturn.notifications.domain.Attempt;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.database.Columns;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The devices that push messages go to, each of one account. */
@Service
public class PushDevices {
    private static final int PER_ACCOUNT = 5;

    private static final String PUT = """
            insert into push_device (id, account_id, token, platform, created_at, changed_at) values (?, ?, ?, ?, ?, ?)
            on conflict (id) do update set account_id = excluded.account_id, token = excluded.token,
              platform = excluded.platform, changed_at = excluded.changed_at""";

    private final JdbcTemplate jdbc;
    private final Receipts receipts;
    private final Clock clock;

    PushDevices(JdbcTemplate jdbc, @org.springframework.context.annotation.Lazy Receipts receipts, Clock clock) {
        this.jdbc = jdbc;
        this.receipts = receipts;
        this.clock = clock;
    }

    public enum Platform {
        ANDROID,
        IOS
    }

    /** An installation of the app. */
    public record PushDevice(UUID id, Platform platform, Instant changedAt) {}

    /** A message that the app has shown. */
    public record Acknowledgement(UUID notificationId) {}

    /** The newest first; five at most. */
    public List<String> tokens(UUID accountId) {
        return jdbc.query(
                "select token from push_device where account_id = ? order by changed_at desc limit ?",
                (row, n) -> row.getString("token"),
                accountId,
                PER_ACCOUNT);
    }

    /** Registers it, or changes its token; whoever signs in on it last has it. Older devices than the fifth go. */
    @Transactional
    public Outcome<PushDevice> put(Actor actor, UUID id, String token, Platform platform) {
        if (id.version() != 4 && id.version() != 7) {
            return Outcome.refused(CommonProblem.INVALID_REQUEST);
        }
        Instant now = clock.instant();
        jdbc.update("delete from push_device where token = ? and id <> ?", token, id);
        jdbc.update(PUT, id, actor.accountId(), token, platform.name(), Columns.utc(now), Columns.utc(now));
        jdbc.update("""
                delete from push_device where account_id = ? and id not in (
                  select id from push_device where account_id = ? order by changed_at desc, id limit ?)""", actor.accountId(), actor.accountId(), PER_ACCOUNT);
        return Outcome.done(new PushDevice(id, platform, now));
    }

    /** Nothing goes to it any more. */
    @Transactional
    public Outcome<PushDevice> remove(Actor actor, UUID id) {
        List<PushDevice> removed = jdbc.query(
                "delete from push_device where id = ? and account_id = ? returning id, platform, changed_at",
                (row, n) -> new PushDevice(
                        Columns.id(row, "id"),
                        Platform.valueOf(row.getString("platform")),
                        Columns.instant(row, "changed_at")),
                id,
                actor.accountId());
        return removed.isEmpty() ? Outcome.refused(CommonProblem.NOT_FOUND) : Outcome.done(removed.getFirst());
    }

    /** The provider no longer knows it. */
    public void removeToken(String token) {
        jdbc.update("delete from push_device where token = ?", token);
    }

    /** The app of the person whom it was for has shown it: it has arrived. */
    @Transactional
    public Outcome<Acknowledgement> acknowledge(Actor actor, UUID deviceId, UUID notificationId) {
        Optional<UUID> attempt = jdbc
                .query(
                        """
                        select a.id from notification_attempt a join notification n on n.id = a.notification_id
                        left join patient p on p.id = n.patient_id left join patient m on m.id = p.merged_into
                        where n.id = ? and a.channel = 'PUSH' and a.state <> 'FAILED'
                          and ? in (n.account_id, p.account_id, m.account_id)
                          and exists (select from push_device where id = ? and account_id = ?)
                        order by a.started_at desc limit 1""",
                        (row, n) -> Columns.id(row, "id"),
                        notificationId,
                        actor.accountId(),
                        deviceId,
                        actor.accountId())
                .stream()
                .findFirst();
        if (attempt.isEmpty()) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        Answer arrived = new Answer(Attempt.State.DELIVERED, null, "acknowledged", null, null, null, null);
        Acknowledgement answer = new Acknowledgement(notificationId);
        return receipts.told(attempt.get(), arrived) ? Outcome.done(answer) : Outcome.noop(answer);
    }
}
