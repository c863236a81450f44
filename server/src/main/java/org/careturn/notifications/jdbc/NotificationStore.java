package org.careturn.notifications.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.careturn.identity.Vault;
import org.careturn.notifications.Channel;
import org.careturn.notifications.Notification;
import org.careturn.notifications.NotificationKind;
import org.careturn.notifications.NotificationState;
import org.careturn.notifications.domain.Answer;
import org.careturn.notifications.domain.Attempt;
import org.careturn.notifications.domain.NotificationTransitions;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Messages and their attempts. Each statement commits by itself; who holds an older claim changes nothing. */
@Repository
public class NotificationStore {
    public static final String VAULT_USE = "notification";

    private static final TypeReference<Map<String, String>> ARGUMENTS = new TypeReference<>() {};

    private static final String CLAIM = """
            with due as (
              select id from notification where next_at <= ? and priority between ? and ? order by priority, next_at limit ?
              for update skip locked
            )
            update notification n set claim = n.claim + 1, next_at = ?, changed_at = ?
            from due where n.id = due.id
            returning n.*""";

    private static final String BEGIN = """
            with held as (
              update notification set attempts = attempts + 1, channel = ?, next_at = ?, changed_at = ?,
                state = case state when 'PENDING' then 'SENDING' else state end
              where id = ? and claim = ? returning id
            )
            insert into notification_attempt (id, notification_id, channel, state, recipient_hash, text, started_at, changed_at)
            select ?, id, ?, 'STARTED', ?, ?, ?, ? from held""";

    private static final String COUNT = """
            insert into notification_day (facility_id, day, sent) values (?, ?, 1)
            on conflict (facility_id, day) do update set sent = notification_day.sent + 1 where notification_day.sent < ?""";

    private static final String ANSWER = """
            update notification_attempt set state = ?, answered_at = coalesce(answered_at, ?), changed_at = ?,
              provider_id = coalesce(?, provider_id), provider_state = coalesce(?, provider_state), error = ?,
              cost = coalesce(?, cost), currency = coalesce(?, currency)
            where id = ? and state = any (?)""";

    private final JdbcTemplate jdbc;
    private final Vault vault;
    private final JsonMapper json;

    public NotificationStore(JdbcTemplate jdbc, Vault vault, JsonMapper json) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.json = json;
    }

    /** Takes what is due, the urgent first, for as long as a lease lasts. */
    public List<Notification> claim(Instant now, Duration lease, int fromPriority, int toPriority, int limit) {
        List<UUID> unreadable = new ArrayList<>();
        List<Optional<Notification>> taken = jdbc.query(
                CLAIM,
                (row, n) -> readable(row, unreadable),
                Columns.utc(now),
                fromPriority,
                toPriority,
                limit,
                Columns.utc(now.plus(lease)),
                Columns.utc(now));
        for (UUID id : unreadable) {
            jdbc.update(
                    "update notification set state = 'DEAD', error = 'UNREADABLE', next_at = null, changed_at = ? where id = ?",
                    Columns.utc(now),
                    id);
        }
        return taken.stream().flatMap(Optional::stream).toList();
    }

    /** One that can't be read keeps none of those from its place that were taken with it. */
    private Optional<Notification> readable(ResultSet row, List<UUID> unreadable) throws SQLException {
        try {
            return Optional.of(notification(row));
        } catch (RuntimeException broken) {
            unreadable.add(Columns.id(row, "id"));
            return Optional.empty();
        }
    }

    /** A message, and why it ended as it did. */
    public record Latest(
            Notification notification, @Nullable String error) {}

    /** The newest first. */
    public List<Latest> latest(int limit) {
        return jdbc.query(
                "select * from notification order by id desc limit ?",
                (row, n) -> new Latest(notification(row), row.getString("error")),
                limit);
    }

    public Optional<Notification> find(UUID id) {
        return jdbc.query("select * from notification where id = ?", (row, n) -> notification(row), id).stream()
                .findFirst();
    }

    public List<Attempt> attempts(UUID notificationId) {
        return jdbc.query(
                "select id, channel, state, started_at, changed_at, error from notification_attempt where notification_id = ? order by started_at, id",
                NotificationStore::attempt,
                notificationId);
    }

    /** Whose caller has died before it told what became of them: nobody knows. */
    public boolean lost(UUID notificationId, Instant now) {
        return jdbc.update(
                        "update notification_attempt set state = 'UNKNOWN', error = 'NO_ANSWER', changed_at = ? where notification_id = ? and state = 'STARTED'",
                        Columns.utc(now),
                        notificationId)
                > 0;
    }

    /**
     * Stores that a provider is about to be called; false where another worker has taken the message meanwhile, or it may
     * have gone by this channel already.
     */
    public boolean begin(
            Notification held,
            UUID attemptId,
            Channel channel,
            byte @Nullable [] recipientHash,
            String text,
            Instant now,
            Duration lease) {
        byte[] sealed = vault.seal(VAULT_USE, attemptId.toString(), text.getBytes(StandardCharsets.UTF_8));
        try {
            return jdbc.update(
                            BEGIN,
                            channel.name(),
                            Columns.utc(now.plus(lease)),
                            Columns.utc(now),
                            held.id(),
                            held.claim(),
                            attemptId,
                            channel.name(),
                            recipientHash,
                            sealed,
                            Columns.utc(now),
                            Columns.utc(now))
                    == 1;
        } catch (DuplicateKeyException sentAlready) {
            return false;
        }
    }

    /** Counts a message of the facility's day; false where it has had as many as it may. */
    public boolean count(UUID facilityId, LocalDate day, int cap) {
        return jdbc.update(COUNT, facilityId, day, cap) == 1;
    }

    /** True once a facility and day: somebody is to be told. */
    public boolean alert(UUID facilityId, LocalDate day, Instant now) {
        return jdbc.update(
                        "update notification_day set alerted_at = ? where facility_id = ? and day = ? and alerted_at is null",
                        Columns.utc(now),
                        facilityId,
                        day)
                == 1;
    }

    /** How many attempts went to this number since then, and when the oldest of them did. */
    public Recent recent(byte[] recipientHash, Instant since) {
        return jdbc.query(
                        "select count(*), min(started_at) as oldest from notification_attempt where recipient_hash = ? and started_at > ?",
                        (row, n) -> new Recent(row.getInt(1), Columns.instantOrNull(row, "oldest")),
                        recipientHash,
                        Columns.utc(since))
                .getFirst();
    }

    public record Recent(int count, @Nullable Instant oldest) {}

    /** What a provider has said, unless more is known already; false where that is so. */
    public boolean answered(UUID attemptId, Answer answer, Instant now) {
        try {
            return answered(attemptId, answer, answer.providerId(), now);
        } catch (DuplicateKeyException anothers) {
            // the same words to the same phone: its message was taken for another attempt's
            return answered(attemptId, answer, null, now);
        }
    }

    private boolean answered(UUID attemptId, Answer answer, @Nullable String providerId, Instant now) {
        String[] from = from(answer.state());
        return jdbc.update(
                        ANSWER,
                        answer.state().name(),
                        Columns.utc(now),
                        Columns.utc(now),
                        providerId,
                        answer.providerState(),
                        answer.error(),
                        answer.cost(),
                        answer.currency(),
                        attemptId,
                        from)
                == 1;
    }

    private static String[] from(Attempt.State to) {
        return switch (to) {
            case STARTED -> new String[0];
            case UNKNOWN -> new String[] {"STARTED", "UNKNOWN"};
            case REFUSED -> new String[] {"STARTED", "UNKNOWN"};
            case SENT -> new String[] {"STARTED", "UNKNOWN", "SENT", "REFUSED"};
            case DELIVERED, FAILED -> new String[] {"STARTED", "UNKNOWN", "SENT", "REFUSED"};
        };
    }

    /** Puts a message into this state, unless its claim is older or its state doesn't lead there; next to be looked at then. */
    public boolean move(
            Notification held, NotificationState to, @Nullable String error, @Nullable Instant nextAt, Instant now) {
        return jdbc.update(
                        """
                        update notification set state = ?, error = coalesce(?, error), next_at = ?, changed_at = ?
                        where id = ? and claim = ? and state = any (?)""",
                        to.name(),
                        error,
                        Columns.utcOrNull(nextAt),
                        Columns.utc(now),
                        held.id(),
                        held.claim(),
                        fromOrSame(to))
                == 1;
    }

    /** As {@link #move}, for who holds no claim: a callback, an acknowledgement. */
    public void tell(UUID notificationId, NotificationState to, Instant now) {
        jdbc.update("""
                update notification set state = ?, changed_at = ?, next_at = case when ? then null else next_at end
                where id = ? and state = any (?)""", to.name(), Columns.utc(now), to.isFinal(), notificationId, fromOrSame(to));
    }

    /** Has a worker look at it at once, unless one is at it or it has ended. */
    public void lookAgain(UUID notificationId, Instant now) {
        jdbc.update("""
                update notification n set next_at = ? where id = ? and state in ('UNKNOWN', 'SENT')
                  and not exists (select from notification_attempt a where a.notification_id = n.id and a.state = 'STARTED')""", Columns.utc(now), notificationId);
    }

    /** Preparing it has failed once more. */
    public void fault(Notification held, Instant nextAt, Instant now) {
        jdbc.update(
                "update notification set faults = faults + 1, next_at = ?, changed_at = ? where id = ? and claim = ?",
                Columns.utc(nextAt),
                Columns.utc(now),
                held.id(),
                held.claim());
    }

    public Optional<UUID> notificationOf(UUID attemptId) {
        return jdbc
                .query(
                        "select notification_id from notification_attempt where id = ?",
                        (row, n) -> Columns.id(row, "notification_id"),
                        attemptId)
                .stream()
                .findFirst();
    }

    /** Whether another attempt is known under this name of the provider's. */
    public boolean isKnown(String providerId, UUID exceptAttempt) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from notification_attempt where provider_id = ? and id <> ?)",
                Boolean.class,
                providerId,
                exceptAttempt));
    }

    /** Under which name the provider knows an attempt; empty: nobody has heard it yet. */
    public Optional<String> providerId(UUID attemptId) {
        return jdbc
                .query(
                        "select provider_id from notification_attempt where id = ? and provider_id is not null",
                        (row, n) -> row.getString(1),
                        attemptId)
                .stream()
                .findFirst();
    }

    /** The text of an attempt; empty where it was erased. */
    public Optional<String> text(UUID attemptId) {
        return jdbc
                .query("select text from notification_attempt where id = ?", (row, n) -> row.getBytes(1), attemptId)
                .stream()
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .map(encrypted ->
                        new String(vault.open(VAULT_USE, attemptId.toString(), encrypted), StandardCharsets.UTF_8));
    }

    private static String[] fromOrSame(NotificationState to) {
        return java.util.stream.Stream.concat(
                        NotificationTransitions.before(to).stream(),
                        to.isFinal() ? java.util.stream.Stream.empty() : java.util.stream.Stream.of(to))
                .map(Enum::name)
                .collect(Collectors.toSet())
                .toArray(String[]::new);
    }

    private Notification notification(ResultSet row) throws SQLException {
        UUID id = Columns.id(row, "id");
        Map<String, String> arguments = new HashMap<>(json.readValue(row.getString("arguments"), ARGUMENTS));
        byte[] secrets = row.getBytes("secrets");
        if (secrets != null) {
            arguments.putAll(json.readValue(vault.open(VAULT_USE, id.toString(), secrets), ARGUMENTS));
        }
        return new Notification(
                id,
                NotificationKind.valueOf(row.getString("kind")),
                Columns.idOrNull(row, "facility_id"),
                Columns.idOrNull(row, "patient_id"),
                Columns.idOrNull(row, "account_id"),
                Columns.idOrNull(row, "visit_id"),
                Columns.idOrNull(row, "entry_id"),
                Columns.idOrNull(row, "appointment_id"),
                row.getString("phone"),
                row.getString("language"),
                Map.copyOf(arguments),
                Columns.instant(row, "not_before"),
                Columns.instant(row, "useful_until"),
                NotificationState.valueOf(row.getString("state")),
                row.getInt("claim"),
                row.getInt("attempts"),
                row.getInt("faults"));
    }

    private static Attempt attempt(ResultSet row, int n) throws SQLException {
        return new Attempt(
                Columns.id(row, "id"),
                Channel.valueOf(row.getString("channel")),
                Attempt.State.valueOf(row.getString("state")),
                Columns.instant(row, "started_at"),
                Columns.instant(row, "changed_at"),
                row.getString("error"));
    }
}
