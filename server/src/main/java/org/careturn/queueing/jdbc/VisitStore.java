package org.careturn.queueing.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.careturn.platform.database.Columns;
import org.careturn.queueing.Visit;
import org.careturn.queueing.VisitStep;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;

/** Visits, their numbers and the steps of their path. */
@Repository
public class VisitStore {
    private static final String COLUMNS = """
            v.id, v.facility_id, v.patient_id, v.service_day, v.ticket_number, v.ticket_sequence, v.token, v.channel,
            v.priority_groups, v.arrived_at, v.ended_at, v.reason_for_coming""";

    private final JdbcTemplate jdbc;
    private final RowMapper<Visit> mapper = (row, n) -> map(row);

    VisitStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The next number of this prefix on this day: counted in a row of its own, so never twice and without a gap. */
    public int nextTicket(UUID facilityId, String prefix, LocalDate serviceDay) {
        Integer next = jdbc.queryForObject("""
                insert into ticket_counter as c (facility_id, prefix, service_day, last) values (?, ?, ?, 1)
                on conflict (facility_id, prefix, service_day) do update set last = c.last + 1
                returning last""", Integer.class, facilityId, prefix, serviceDay);
        if (next == null) {
            throw new IllegalStateException("no ticket number");
        }
        Integer free = jdbc.queryForObject("""
                select max(to_sequence) from ticket_lease
                where facility_id = ? and prefix = ? and ? between first_day and last_day and ? between from_sequence and to_sequence""", Integer.class, facilityId, prefix, serviceDay, next);
        if (free == null) {
            return next;
        }
        jdbc.update(
                "update ticket_counter set last = ? where facility_id = ? and prefix = ? and service_day = ?",
                free,
                facilityId,
                prefix,
                serviceDay);
        return nextTicket(facilityId, prefix, serviceDay);
    }

    /** Whether the id, the number or the token is a visit's. */
    public boolean isTaken(UUID id, UUID facilityId, String prefix, LocalDate serviceDay, int sequence, String token) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("""
                select exists (select from visit where id = ? or token = ?
                  or (facility_id = ? and service_day = ? and ticket_prefix = ? and ticket_sequence = ?))""", Boolean.class, id, token, facilityId, serviceDay, prefix, sequence));
    }

    public void insert(Visit visit, String ticketPrefix) {
        jdbc.update(
                """
                insert into visit (id, facility_id, patient_id, service_day, ticket_prefix, ticket_sequence, token, channel,
                  priority_groups, arrived_at, reason_for_coming)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?, ?)""",
                visit.id(),
                visit.facilityId(),
                visit.patientId(),
                visit.serviceDay(),
                ticketPrefix,
                visit.ticketSequence(),
                visit.token(),
                visit.channel().name(),
                visit.priorityGroups().toArray(String[]::new),
                Columns.utc(visit.arrivedAt()),
                visit.reasonForComing());
    }

    public Optional<Visit> find(UUID id) {
        return jdbc.query("select " + COLUMNS + " from visit v where v.id = ?", mapper, id).stream()
                .findFirst();
    }

    public Optional<Visit> lock(UUID id) {
        return jdbc.query("select " + COLUMNS + " from visit v where v.id = ? for no key update", mapper, id).stream()
                .findFirst();
    }

    public Optional<Visit> byToken(String token) {
        return jdbc.query("select " + COLUMNS + " from visit v where v.token = ?", mapper, token).stream()
                .findFirst();
    }

    public List<Visit> byIds(Collection<UUID> ids) {
        return jdbc.query("select " + COLUMNS + " from visit v where v.id = any (?::text[]::uuid[])", mapper, (Object)
                Columns.texts(ids));
    }

    /**
     * These patients' visits, newest first.
     *
     * @param facilityId in this facility; null in all
     * @param before the last one of the page before
     */
    public List<Visit> ofPatients(
            Collection<UUID> patientIds, @Nullable UUID facilityId, @Nullable Visit before, int limit) {
        return jdbc.query(
                "select " + COLUMNS
                        + " from visit v where v.patient_id = any(?::text[]::uuid[])"
                        + " and (?::uuid is null or v.facility_id = ?::uuid)"
                        + " and (?::timestamptz is null or (v.arrived_at, v.id) < (?::timestamptz, ?::uuid))"
                        + " order by v.arrived_at desc, v.id desc limit ?",
                mapper,
                Columns.texts(patientIds),
                facilityId,
                facilityId,
                before == null ? null : Columns.utc(before.arrivedAt()),
                before == null ? null : Columns.utc(before.arrivedAt()),
                before == null ? null : before.id(),
                limit);
    }

    /** A patient's visits in a facility that have not ended. */
    public List<Visit> openOf(UUID patientId, UUID facilityId) {
        return jdbc.query(
                "select " + COLUMNS
                        + " from visit v where v.patient_id = ? and v.facility_id = ? and v.ended_at is null",
                mapper,
                patientId,
                facilityId);
    }

    /** A patient's visits anywhere that have not ended. */
    public List<Visit> openOf(UUID patientId) {
        return jdbc.query(
                "select " + COLUMNS + " from visit v where v.patient_id = ? and v.ended_at is null", mapper, patientId);
    }

    public void setEnded(UUID id, @Nullable Instant endedAt) {
        jdbc.update(
                "update visit set ended_at = ?, version = version + 1 where id = ?", Columns.utcOrNull(endedAt), id);
    }

    public void addStep(UUID facilityId, UUID visitId, VisitStep step) {
        jdbc.update(
                """
                insert into visit_step (visit_id, facility_id, ordinal, queue_id, entry_id, bound_doctor_id, keeps_since,
                  added_by, begun_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                visitId,
                facilityId,
                step.ordinal(),
                step.queueId(),
                step.entryId(),
                step.boundDoctorId(),
                Columns.utcOrNull(step.keepsSince()),
                step.addedBy(),
                step.begunBy());
    }

    /** Moves the steps after {@code ordinal} back by {@code by}, to put others in between. */
    public void shiftSteps(UUID visitId, int ordinal, int by) {
        jdbc.query(
                """
                select ordinal, queue_id from visit_step where visit_id = ? and ordinal > ?
                order by ordinal desc, queue_id""",
                row -> {
                    jdbc.update(
                            "update visit_step set ordinal = ordinal + ? where visit_id = ? and ordinal = ? and queue_id = ?",
                            by,
                            visitId,
                            row.getInt("ordinal"),
                            Columns.id(row, "queue_id"));
                },
                visitId,
                ordinal);
    }

    public List<VisitStep> steps(UUID visitId) {
        return jdbc.query(
                """
                select ordinal, queue_id, entry_id, bound_doctor_id, keeps_since, added_by, begun_by from visit_step
                where visit_id = ? order by ordinal, queue_id""",
                (row, n) -> new VisitStep(
                        row.getInt("ordinal"),
                        Columns.id(row, "queue_id"),
                        Columns.idOrNull(row, "entry_id"),
                        Columns.idOrNull(row, "bound_doctor_id"),
                        Columns.instantOrNull(row, "keeps_since"),
                        Columns.idOrNull(row, "added_by"),
                        Columns.idOrNull(row, "begun_by")),
                visitId);
    }

    /** Records that the step has begun with this entry, after the end of another; nulls take that back. */
    public void setStepEntry(UUID visitId, VisitStep step, @Nullable UUID entryId, @Nullable UUID begunBy) {
        jdbc.update(
                "update visit_step set entry_id = ?, begun_by = ? where visit_id = ? and ordinal = ? and queue_id = ?",
                entryId,
                begunBy,
                visitId,
                step.ordinal(),
                step.queueId());
    }

    public void removeStepsAddedBy(UUID visitId, UUID entryId) {
        jdbc.update("delete from visit_step where visit_id = ? and added_by = ?", visitId, entryId);
    }

    private static Visit map(ResultSet row) throws SQLException {
        return new Visit(
                Columns.id(row, "id"),
                Columns.id(row, "facility_id"),
                Columns.id(row, "patient_id"),
                row.getObject("service_day", LocalDate.class),
                row.getString("ticket_number"),
                row.getInt("ticket_sequence"),
                row.getString("token"),
                Visit.Channel.valueOf(row.getString("channel")),
                Columns.list(row, "priority_groups", String.class),
                Columns.instant(row, "arrived_at"),
                Columns.instantOrNull(row, "ended_at"),
                row.getString("reason_for_coming"));
    }
}
