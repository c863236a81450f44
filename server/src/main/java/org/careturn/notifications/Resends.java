package org.careturn.notifications;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.facilities.Facilities;
import org.careturn.identity.Vault;
import org.careturn.notifications.jdbc.NotificationStore;
import org.careturn.notifications.texts.Argument;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends a message once more because somebody at the desk wants it, for a reason. It is a message of its own, goes through
 * the same limits, and what the patient has said no to is not sent by it either.
 */
@Service
@Transactional
public class Resends {
    static final int MOST = 3;
    private static final String FAMILY = """
            select n.id, n.state, n.error from notification n
            where n.facility_id = ? and (n.id = ? or n.resend_of = ?) order by n.id for no key update""";

    private final JdbcTemplate jdbc;
    private final NotificationStore store;
    private final Notifications notifications;
    private final Pointless pointless;
    private final Facilities facilities;
    private final Vault vault;
    private final AuditLog audit;
    private final Clock clock;

    Resends(
            JdbcTemplate jdbc,
            NotificationStore store,
            Notifications notifications,
            Pointless pointless,
            Facilities facilities,
            Vault vault,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.notifications = notifications;
        this.pointless = pointless;
        this.facilities = facilities;
        this.vault = vault;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The message that was staged.
     *
     * @param resendOf the first one
     */
    public record Resent(UUID id, UUID resendOf, NotificationKind kind, Instant usefulUntil) {}

    private record Member(
            UUID id, NotificationState state, @Nullable String error) {}

    /** Stages it once more; three times at most, and only once nothing is on its way any more. */
    public Outcome<Resent> resend(Actor actor, UUID facilityId, UUID asked, String reason) {
        UUID first =
                actor.mayIn(facilityId) && facilities.findFacility(facilityId).isPresent()
                        ? firstOf(facilityId, asked)
                        : null;
        Notification message = first == null ? null : store.find(first).orElse(null);
        if (first == null || message == null) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        List<Member> family = jdbc.query(
                FAMILY,
                (row, n) -> new Member(
                        Columns.id(row, "id"),
                        NotificationState.valueOf(row.getString("state")),
                        row.getString("error")),
                facilityId,
                first,
                first);
        if (family.stream().anyMatch(one -> one.state.compareTo(NotificationState.SENT) < 0)) {
            return Outcome.refused(NotificationProblem.MESSAGE_ON_ITS_WAY);
        }
        UUID patientId = message.patientId();
        boolean erased = family.stream().anyMatch(one -> "ERASED".equals(one.error));
        if (patientId == null || erased || message.kind() == NotificationKind.ANSWER) {
            return Outcome.refused(NotificationProblem.MESSAGE_OVERTAKEN);
        }
        Withheld overtaken = pointless.why(message);
        if (overtaken != null) {
            return Outcome.refused(
                    NotificationProblem.MESSAGE_OVERTAKEN,
                    "What it is about has changed meanwhile.",
                    Map.of("because", overtaken));
        }
        if (family.size() > MOST) {
            return Outcome.refused(NotificationProblem.MESSAGE_RESENT_ENOUGH);
        }
        return Outcome.done(stage(actor, facilityId, patientId, message, family.size(), reason));
    }

    private Resent stage(
            Actor actor, UUID facilityId, UUID patientId, Notification message, int number, String reason) {
        Instant now = clock.instant();
        Instant until = usefulUntil(message, now);
        String key = "RESEND:" + message.id() + ":" + number;
        notifications.stage(again(message, key, now, until));
        UUID id = Objects.requireNonNull(
                jdbc.queryForObject("select id from notification where dedupe_key = ?", UUID.class, key));
        jdbc.update(
                "update notification set resend_of = ?, resend_reason = ? where id = ?",
                message.id(),
                vault.seal(NotificationStore.VAULT_USE, id.toString(), reason.getBytes(StandardCharsets.UTF_8)),
                id);
        audit.record(
                actor,
                "NOTIFICATION_RESENT",
                new Subject("notification", id, facilityId, patientId),
                Map.of("resendOf", message.id(), "kind", message.kind(), "number", number),
                AuditLog.reason(reason));
        return new Resent(id, message.id(), message.kind(), until);
    }

    private static NewNotification again(Notification message, String key, Instant now, Instant until) {
        Map<String, String> arguments = new HashMap<>();
        Map<String, String> secrets = new HashMap<>();
        message.arguments()
                .forEach((name, value) ->
                        (Argument.isSecret(message.kind(), name) ? secrets : arguments).put(name, value));
        return new NewNotification(
                message.kind(),
                key,
                message.facilityId(),
                message.patientId(),
                message.accountId(),
                message.visitId(),
                message.entryId(),
                message.appointmentId(),
                message.phone(),
                message.language(),
                arguments,
                secrets,
                now,
                until);
    }

    /** As long as the first was of use, but not past what it is about. */
    private static Instant usefulUntil(Notification message, Instant now) {
        Instant until = now.plus(Duration.between(message.notBefore(), message.usefulUntil()));
        String end = message.kind() == NotificationKind.SLOT_OFFERED
                ? message.arguments().get("until")
                : message.arguments().get("start");
        Instant latest = end == null ? until : Instant.parse(end);
        return latest.isAfter(now) && latest.isBefore(until) ? latest : until;
    }

    /** The message that was staged by the event, whichever of its repetitions was named; null: none of this facility's. */
    private @Nullable UUID firstOf(UUID facilityId, UUID asked) {
        return jdbc
                .query(
                        "select coalesce(resend_of, id) as first from notification where id = ? and facility_id = ?",
                        (row, n) -> Columns.id(row, "first"),
                        asked,
                        facilityId)
                .stream()
                .findFirst()
                .orElse(null);
    }
}
