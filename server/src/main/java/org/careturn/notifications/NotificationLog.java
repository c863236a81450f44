package org.careturn.notifications;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.notifications.domain.Attempt;
import org.careturn.patients.PatientAliases;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.database.Columns;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was sent and what became of it, for a facility's staff. The words aren't shown: they are the patient's. */
@Service
public class NotificationLog {
    private static final String ATTEMPTS = """
            select notification_id, channel, state, started_at, changed_at, provider_id, error, cost, currency
            from notification_attempt where notification_id = any(?::text[]::uuid[]) order by started_at, id""";

    private final JdbcTemplate jdbc;
    private final Facilities facilities;
    private final PatientAliases aliases;
    private final AuditLog audit;

    NotificationLog(JdbcTemplate jdbc, Facilities facilities, PatientAliases aliases, AuditLog audit) {
        this.jdbc = jdbc;
        this.facilities = facilities;
        this.aliases = aliases;
        this.audit = audit;
    }

    /**
     * Which messages; null: any.
     *
     * @param day by the facility's clock, on which they were staged
     */
    public record Filter(
            @Nullable UUID patientId,
            @Nullable NotificationState state,
            @Nullable NotificationKind kind,
            @Nullable LocalDate day) {}

    /** A call of a provider. */
    public record LoggedAttempt(
            Channel channel,
            Attempt.State state,
            Instant startedAt,
            Instant changedAt,
            @Nullable String providerId,
            @Nullable String error,
            @Nullable BigDecimal cost,
            @Nullable String currency) {}

    /**
     * A message with its attempts, the first one first.
     *
     * @param resendOf the first message, which staff have sent once more by this one
     */
    public record LoggedNotification(
            UUID id,
            NotificationKind kind,
            NotificationState state,
            @Nullable UUID patientId,
            @Nullable Channel channel,
            @Nullable String error,
            @Nullable UUID resendOf,
            Instant createdAt,
            Instant notBefore,
            Instant usefulUntil,
            List<LoggedAttempt> attempts) {}

    /** The newest first; the reading is audited. */
    @Transactional
    public Page<LoggedNotification> page(
            Actor actor, UUID facilityId, Filter filter, @Nullable String cursor, int limit) {
        UUID before = Cursor.id(cursor);
        Facility facility = facilities.visible(actor, facilityId);
        UUID patientId = filter.patientId == null ? null : aliases.current(filter.patientId);
        List<Object> arguments = new ArrayList<>(List.of(facilityId));
        StringBuilder where = new StringBuilder("where facility_id = ?");
        and(where, arguments, " and patient_id in (select id from patient where ? in (id, merged_into))", patientId);
        and(where, arguments, " and state = ?", filter.state == null ? null : filter.state.name());
        and(where, arguments, " and kind = ?", filter.kind == null ? null : filter.kind.name());
        if (filter.day != null) {
            if (filter.day.getYear() < 2000 || filter.day.getYear() > 2200) {
                throw new RefusedException(CommonProblem.INVALID_REQUEST, "A day lies between 2000 and 2200.");
            }
            and(where, arguments, " and created_at >= ?", Columns.utc(start(facility, filter.day)));
            and(where, arguments, " and created_at < ?", Columns.utc(start(facility, filter.day.plusDays(1))));
        }
        and(where, arguments, " and id < ?", before);
        arguments.add(limit + 1);
        List<LoggedNotification> found = jdbc.query(
                """
                select id, kind, state, patient_id, channel, error, resend_of, created_at, not_before, useful_until
                from notification %s order by id desc limit ?""".formatted(where),
                (row, n) -> new LoggedNotification(
                        Columns.id(row, "id"),
                        NotificationKind.valueOf(row.getString("kind")),
                        NotificationState.valueOf(row.getString("state")),
                        Columns.idOrNull(row, "patient_id"),
                        channel(row.getString("channel")),
                        row.getString("error"),
                        Columns.idOrNull(row, "resend_of"),
                        Columns.instant(row, "created_at"),
                        Columns.instant(row, "not_before"),
                        Columns.instant(row, "useful_until"),
                        List.of()),
                arguments.toArray());
        Page<LoggedNotification> page = Page.of(withAttempts(found), limit, last -> Cursor.of(last.id()));
        audit.record(
                actor,
                "NOTIFICATIONS_LISTED",
                new Subject("facility", facilityId, facilityId, patientId),
                Map.of("messages", page.items().size()));
        return page;
    }

    private List<LoggedNotification> withAttempts(List<LoggedNotification> found) {
        Map<UUID, List<LoggedAttempt>> attempts = new HashMap<>();
        jdbc.query(
                ATTEMPTS,
                row -> {
                    attempts.computeIfAbsent(Columns.id(row, "notification_id"), id -> new ArrayList<>())
                            .add(new LoggedAttempt(
                                    Channel.valueOf(row.getString("channel")),
                                    Attempt.State.valueOf(row.getString("state")),
                                    Columns.instant(row, "started_at"),
                                    Columns.instant(row, "changed_at"),
                                    row.getString("provider_id"),
                                    row.getString("error"),
                                    row.getBigDecimal("cost"),
                                    row.getString("currency")));
                },
                (Object)
                        Columns.texts(found.stream().map(LoggedNotification::id).toList()));
        return found.stream()
                .map(one -> new LoggedNotification(
                        one.id,
                        one.kind,
                        one.state,
                        one.patientId,
                        one.channel,
                        one.error,
                        one.resendOf,
                        one.createdAt,
                        one.notBefore,
                        one.usefulUntil,
                        attempts.getOrDefault(one.id, List.of())))
                .toList();
    }

    private static void and(StringBuilder where, List<Object> arguments, String condition, @Nullable Object value) {
        if (value != null) {
            where.append(condition);
            arguments.add(value);
        }
    }

    private static Instant start(Facility facility, LocalDate day) {
        return day.atStartOfDay(facility.timeZone()).toInstant();
    }

    private static @Nullable Channel channel(@Nullable String name) {
        return name == null ? null : Channel.valueOf(name);
    }
}
