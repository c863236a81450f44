package org.careturn.scheduling.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.careturn.platform.database.Columns;
import org.careturn.scheduling.Schedule;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

@Repository
public class ScheduleStore {
    private static final String SELECT = """
            select id, facility_id, doctor_id, service_id, room_id, weekday, starts, ends, valid_from, valid_until, seats,
              version
            from schedule s
            """;

    /** Whoever was let go, or is no doctor there any more, has no bookable time. */
    private static final String STILL_WORKS = """
            and exists (
              select from account c join account_role r on r.account_id = c.id
              where c.id = s.doctor_id and c.active and r.role = 'DOCTOR'
                and (r.facility_id = s.facility_id or r.facility_id is null))""";

    private final JdbcTemplate jdbc;

    ScheduleStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps a doctor's bookable time as it is until the end of the transaction, for a booking that has read it; any
     * number of bookings hold it at once.
     */
    public void holdCalendar(UUID doctorId) {
        jdbc.query("select pg_advisory_xact_lock_shared(hashtextextended(?, 4))", row -> {}, "calendar " + doctorId);
    }

    /** Waits for all bookings with this doctor that are under way and keeps others out: for whatever changes the time itself. */
    public void lockCalendar(UUID doctorId) {
        jdbc.query("select pg_advisory_xact_lock(hashtextextended(?, 4))", row -> {}, "calendar " + doctorId);
    }

    /** Both calendars of a move, in the one order that keeps two moves from waiting for each other. */
    public void lockCalendars(UUID target, UUID former) {
        if (target.equals(former)) {
            lockCalendar(target);
        } else if (target.toString().compareTo(former.toString()) < 0) {
            lockCalendar(target);
            holdCalendar(former);
        } else {
            holdCalendar(former);
            lockCalendar(target);
        }
    }

    /** The calendars of these doctors, one after the other in that same order. */
    public void lockCalendars(Collection<UUID> doctorIds) {
        doctorIds.stream()
                .distinct()
                .sorted(Comparator.comparing(UUID::toString))
                .forEach(this::lockCalendar);
    }

    /** False where the doctor has hours then already. */
    public boolean insert(Schedule schedule) {
        return jdbc.update(
                        """
                        insert into schedule (id, facility_id, doctor_id, service_id, room_id, weekday, starts, ends,
                          valid_from, valid_until, seats)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict do nothing""",
                        schedule.id(),
                        schedule.facilityId(),
                        schedule.doctorId(),
                        schedule.serviceId(),
                        schedule.roomId(),
                        schedule.weekday().getValue(),
                        schedule.starts(),
                        schedule.ends(),
                        schedule.validFrom(),
                        schedule.validUntil(),
                        schedule.seats())
                == 1;
    }

    /** False where it has another version. */
    public boolean update(
            UUID id, long version, @Nullable UUID roomId, @Nullable Integer seats, @Nullable LocalDate until) {
        return jdbc.update("""
                        update schedule set version = version + 1, room_id = coalesce(?, room_id),
                          seats = coalesce(?, seats), valid_until = coalesce(?, valid_until)
                        where id = ? and version = ?""", roomId, seats, until, id, version) == 1;
    }

    public Optional<Schedule> find(UUID id) {
        return jdbc.query(SELECT + "where id = ?", ScheduleStore::schedule, id).stream()
                .findFirst();
    }

    /** By doctor, weekday and time; null: of all doctors. */
    public List<Schedule> page(UUID facilityId, @Nullable UUID doctorId, @Nullable Schedule after, int limit) {
        List<Object> arguments = new ArrayList<>(List.of(facilityId));
        StringBuilder where = new StringBuilder("where facility_id = ?");
        if (doctorId != null) {
            where.append(" and doctor_id = ?");
            arguments.add(doctorId);
        }
        if (after != null) {
            where.append(" and (doctor_id, weekday, starts, valid_from, id) > (?, ?, ?, ?, ?)");
            arguments.addAll(List.of(
                    after.doctorId(), after.weekday().getValue(), after.starts(), after.validFrom(), after.id()));
        }
        arguments.add(limit);
        return jdbc.query(
                SELECT + where + " order by doctor_id, weekday, starts, valid_from, id limit ?",
                ScheduleStore::schedule,
                arguments.toArray());
    }

    /** Those that hold on some of these days, of a service, a doctor, or both; of doctors who still work there. */
    public List<Schedule> between(@Nullable UUID serviceId, @Nullable UUID doctorId, LocalDate from, LocalDate until) {
        String which =
                (serviceId == null ? "" : " and service_id = ?") + (doctorId == null ? "" : " and doctor_id = ?");
        List<Object> arguments = new ArrayList<>(List.of(until, from));
        if (serviceId != null) {
            arguments.add(serviceId);
        }
        if (doctorId != null) {
            arguments.add(doctorId);
        }
        return jdbc.query(
                SELECT + "where valid_from <= ? and (valid_until is null or valid_until >= ?)" + which + " "
                        + STILL_WORKS,
                ScheduleStore::schedule,
                arguments.toArray());
    }

    private static Schedule schedule(ResultSet row, int n) throws SQLException {
        return new Schedule(
                Columns.id(row, "id"),
                Columns.id(row, "facility_id"),
                Columns.id(row, "doctor_id"),
                Columns.id(row, "service_id"),
                Columns.idOrNull(row, "room_id"),
                DayOfWeek.of(row.getInt("weekday")),
                row.getObject("starts", LocalTime.class),
                row.getObject("ends", LocalTime.class),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                row.getInt("seats"),
                row.getLong("version"));
    }
}
