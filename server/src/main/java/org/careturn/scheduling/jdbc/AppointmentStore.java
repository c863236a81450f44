package org.careturn.scheduling.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.careturn.platform.database.Columns;
import org.careturn.scheduling.Appointment;
import org.careturn.scheduling.AppointmentAction;
import org.careturn.scheduling.AppointmentStatus;
import org.careturn.scheduling.Slot;
import org.careturn.scheduling.domain.BookingCode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

@Repository
public class AppointmentStore {
    static final String SELECT = """
            select a.id, a.facility_id, a.service_id, a.doctor_id, a.room_id, a.patient_id, a.starts_at, a.ends_at, a.day,
              a.seat, a.capacity, a.status, a.reason, a.waiting_list_id, a.offer_until, a.expected_at, a.confirmed_at, a.visit_id,
              a.created_at, a.changed_at, a.version
            from appointment a
            """;

    /** The first seat that nobody has, of the doctor and the time given; the constraint has the last word. */
    private static final String FREE_SEAT = """
            select s.seat from generate_series(0, ? - 1) as s(seat)
            where not exists (
              select from appointment t where t.doctor_id = ? and t.seat = s.seat and t.status <> 'CANCELLED'
                and tstzrange(t.starts_at, t.ends_at) && tstzrange(?, ?))
            order by s.seat limit 1""";

    private static final String INSERT = """
            insert into appointment (id, facility_id, service_id, doctor_id, room_id, patient_id, starts_at, ends_at, day,
              seat, capacity, status, reason, waiting_list_id, offer_until, created_at, changed_at)
            select ?, ?, ?, ?, ?, ?, ?, ?, ?, free.seat, ?, ?, ?, ?, ?, ?, ?
            from (%s) as free
            on conflict do nothing""".formatted(FREE_SEAT);
    private static final String MOVE = """
            update appointment set doctor_id = ?, room_id = ?, starts_at = ?, ends_at = ?, day = ?, seat = free.seat,
              capacity = ?, reason = ?, expected_at = null, confirmed_at = null, changed_at = ?, version = version + 1
            from (%s) as free
            where id = ? and version = ? and status = 'BOOKED'""".formatted(FREE_SEAT);
    private static final String SET_STATUS = """
            update appointment set status = ?, reason = ?, offer_until = ?, expected_at = ?, visit_id = ?,
              changed_at = ?, version = version + 1
            where id = ? and version = ? and status = ?""";

    private final JdbcTemplate jdbc;

    AppointmentStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** False where no seat was free, or the patient has an appointment with this doctor on that day. */
    public boolean insert(Appointment made) {
        return jdbc.update(
                        INSERT,
                        made.id(),
                        made.facilityId(),
                        made.serviceId(),
                        made.doctorId(),
                        made.roomId(),
                        made.patientId(),
                        Columns.utc(made.start()),
                        Columns.utc(made.end()),
                        made.day(),
                        made.capacity(),
                        made.status().name(),
                        made.reason(),
                        made.waitingListId(),
                        Columns.utcOrNull(made.offerUntil()),
                        Columns.utc(made.createdAt()),
                        Columns.utc(made.changedAt()),
                        made.capacity(),
                        made.doctorId(),
                        Columns.utc(made.start()),
                        Columns.utc(made.end()))
                == 1;
    }

    /**
     * Gives it another time, whose doctor's calendar must be locked. False where no seat is free there.
     *
     * @param before as it was read under its lock
     */
    public boolean move(Appointment before, Slot to, LocalDate day, int capacity, @Nullable String reason, Instant at) {
        return jdbc.update(
                        MOVE,
                        to.doctorId(),
                        to.roomId(),
                        Columns.utc(to.start()),
                        Columns.utc(to.end()),
                        day,
                        capacity,
                        reason,
                        Columns.utc(at),
                        capacity,
                        to.doctorId(),
                        Columns.utc(to.start()),
                        Columns.utc(to.end()),
                        before.id(),
                        before.version())
                == 1;
    }

    /** Must have been read under its lock in this transaction. */
    public void setStatus(
            Appointment before,
            AppointmentStatus status,
            @Nullable String reason,
            @Nullable UUID visitId,
            @Nullable Instant expectedAt,
            Instant at) {
        int changed = jdbc.update(
                SET_STATUS,
                status.name(),
                reason,
                status == AppointmentStatus.PROPOSED ? Columns.utcOrNull(before.offerUntil()) : null,
                Columns.utcOrNull(expectedAt),
                visitId,
                Columns.utc(at),
                before.id(),
                before.version(),
                before.status().name());
        if (changed != 1) {
            throw new IllegalStateException("the appointment " + before.id() + " changed under its lock");
        }
    }

    /** Must have been read under its lock in this transaction. */
    public void setExpected(Appointment before, @Nullable Instant expectedAt, Instant at) {
        int changed = jdbc.update("""
                update appointment set expected_at = ?, changed_at = ?, version = version + 1
                where id = ? and version = ? and status = 'BOOKED'""", Columns.utcOrNull(expectedAt), Columns.utc(at), before.id(), before.version());
        if (changed != 1) {
            throw new IllegalStateException("the appointment " + before.id() + " changed under its lock");
        }
    }

    /** Must have been read under its lock in this transaction. */
    public void confirm(Appointment before, Instant at) {
        int changed = jdbc.update("""
                update appointment set confirmed_at = ?, changed_at = ?, version = version + 1
                where id = ? and version = ? and status = 'BOOKED'""", Columns.utc(at), Columns.utc(at), before.id(), before.version());
        if (changed != 1) {
            throw new IllegalStateException("the appointment " + before.id() + " changed under its lock");
        }
    }

    public void addEvent(
            AppointmentAction action,
            @Nullable Appointment before,
            Appointment after,
            UUID accountId,
            @Nullable String reason) {
        jdbc.update(
                """
                insert into appointment_event (appointment_id, version, facility_id, at, action, from_status, to_status,
                  doctor_id, starts_at, account_id, reason, expected_before)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                after.id(),
                after.version(),
                after.facilityId(),
                Columns.utc(after.changedAt()),
                action.name(),
                before == null ? null : before.status().name(),
                after.status().name(),
                after.doctorId(),
                Columns.utc(after.start()),
                accountId,
                reason,
                before == null ? null : Columns.utcOrNull(before.expectedAt()));
    }

    /** The latest transition of an appointment, and how it was before. */
    public record LastEvent(
            AppointmentAction action,
            Instant at,
            @Nullable AppointmentStatus from,
            @Nullable Instant expectedBefore) {}

    public LastEvent lastEvent(UUID id) {
        return jdbc.query(
                        """
                        select action, at, from_status, expected_before from appointment_event
                        where appointment_id = ? order by version desc limit 1""",
                        (row, n) -> {
                            String from = row.getString("from_status");
                            return new LastEvent(
                                    AppointmentAction.valueOf(row.getString("action")),
                                    Columns.instant(row, "at"),
                                    from == null ? null : AppointmentStatus.valueOf(from),
                                    Columns.instantOrNull(row, "expected_before"));
                        },
                        id)
                .getFirst();
    }

    public Optional<Appointment> find(UUID id) {
        return one(SELECT + "where a.id = ?", id);
    }

    public Optional<Appointment> lock(UUID id) {
        return one(SELECT + "where a.id = ? for no key update", id);
    }

    /** The patient's open appointment with this doctor on that day. */
    public Optional<Appointment> sameDay(UUID patientId, UUID doctorId, LocalDate day) {
        return one(SELECT + """
                where a.patient_id = ? and a.doctor_id = ? and a.day = ?
                  and a.status in ('PROPOSED', 'BOOKED', 'CHECKED_IN')""", patientId, doctorId, day);
    }

    /** What is offered to somebody on the waiting list, under its lock. */
    public Optional<Appointment> lockOffer(UUID waitingListId) {
        return one(SELECT + "where a.waiting_list_id = ? and a.status = 'PROPOSED' for no key update", waitingListId);
    }

    private Optional<Appointment> one(String sql, Object... arguments) {
        return jdbc.query(sql, AppointmentStore::appointment, arguments).stream()
                .findFirst();
    }

    static Appointment appointment(ResultSet row, int n) throws SQLException {
        UUID id = Columns.id(row, "id");
        return new Appointment(
                id,
                BookingCode.of(id),
                Columns.id(row, "facility_id"),
                Columns.id(row, "service_id"),
                Columns.id(row, "doctor_id"),
                Columns.idOrNull(row, "room_id"),
                Columns.id(row, "patient_id"),
                Columns.instant(row, "starts_at"),
                Columns.instant(row, "ends_at"),
                row.getObject("day", LocalDate.class),
                row.getInt("seat"),
                row.getInt("capacity"),
                AppointmentStatus.valueOf(row.getString("status")),
                row.getString("reason"),
                Columns.idOrNull(row, "waiting_list_id"),
                Columns.instantOrNull(row, "offer_until"),
                Columns.instantOrNull(row, "expected_at"),
                Columns.instantOrNull(row, "confirmed_at"),
                Columns.idOrNull(row, "visit_id"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "changed_at"),
                row.getLong("version"));
    }
}
