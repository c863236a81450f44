package org.careturn.scheduling.jdbc;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.platform.database.Columns;
import org.careturn.scheduling.Appointment;
import org.careturn.scheduling.domain.Taken;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Appointments by where, when and of whom they are. */
@Repository
public class AppointmentLists {
    private static final String DOCTORS = """
            select r.account_id from account_role r join account c on c.id = r.account_id
            where c.active and r.role = 'DOCTOR' and (r.facility_id = ? or r.facility_id is null)""";

    /** Whoever booked or moved it after an instant, which is to follow, knew how things stood then. */
    private static final String NOT_BOOKED_SINCE = """
            not exists (
              select from appointment_event e where e.appointment_id = a.id
                and e.action in ('BOOK', 'OFFER', 'RESCHEDULE', 'MOVE_FOR_ABSENCE') and e.at >""";

    /**
     * It lies outside of opening hours that were set afterwards. Hours that meet, be it at midnight, are one; without any
     * the facility never closes.
     */
    private static final String OUTSIDE_OPENING = """
            exists (
              select from opening_day o join facility f on f.id = o.facility_id
              cross join lateral (
                select a.starts_at at time zone f.time_zone as starts, a.ends_at at time zone f.time_zone as ends) as t
              where o.facility_id = a.facility_id and o.weekday = extract(isodow from t.starts)
                and a.created_at <= o.set_at and %s o.set_at)
                and exists (select from opening_hours h where h.facility_id = a.facility_id)
                and not coalesce((
                  select range_agg(tsrange(d.day + h.opens,
                      case when h.closes = '00:00' then (d.day + 1)::timestamp else d.day + h.closes end))
                    @> tsrange(t.starts, t.ends)
                  from (values (t.starts::date), (t.starts::date + 1)) as d (day)
                  join opening_hours h on h.facility_id = a.facility_id and h.weekday = extract(isodow from d.day)), false))""".formatted(NOT_BOOKED_SINCE);

    /**
     * The doctor works there no more, or has no such hours any more; or it lies on a holiday, or outside of opening hours,
     * that were set afterwards.
     */
    private static final String NEEDS_REBOOKING = """
            and a.status in ('PROPOSED', 'BOOKED') and (
              a.doctor_id not in (%s)
              or not exists (
                select from schedule s join facility f on f.id = s.facility_id
                cross join lateral (
                  select a.starts_at at time zone f.time_zone as starts, a.ends_at at time zone f.time_zone as ends) as t
                where s.facility_id = a.facility_id and s.doctor_id = a.doctor_id and s.service_id = a.service_id
                  and s.weekday = extract(isodow from t.starts) and s.valid_from <= t.starts::date
                  and coalesce(s.valid_until >= t.starts::date, true) and s.starts <= t.starts::time
                  and (s.ends = '00:00' or t.ends <= t.starts::date + s.ends))
              or exists (
                select from holiday h join facility f on f.id = h.facility_id
                where h.facility_id = a.facility_id and h.day = (a.starts_at at time zone f.time_zone)::date
                  and a.created_at <= h.set_at and %s h.set_at))
              or %s)""".formatted(DOCTORS, NOT_BOOKED_SINCE, OUTSIDE_OPENING);

    private final JdbcTemplate jdbc;

    AppointmentLists(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public List<Appointment> offers(Collection<UUID> waitingListIds) {
        return jdbc.query(
                AppointmentStore.SELECT + "where a.waiting_list_id = any(?::text[]::uuid[]) and a.status = 'PROPOSED'",
                AppointmentStore::appointment,
                (Object) Columns.texts(waitingListIds));
    }

    /**
     * A facility's, by day, time and id.
     *
     * @param doctorId null: of all doctors
     * @param from the first service day, included
     * @param until the last one, included; null: however far ahead
     * @param toRebook only open ones that need another doctor, time or day
     */
    public record Of(
            UUID facilityId,
            @Nullable UUID doctorId,
            LocalDate from,
            @Nullable LocalDate until,
            boolean toRebook) {}

    /**
     * A page of them.
     *
     * @param after the last one of the page before
     */
    public List<Appointment> page(Of of, @Nullable Appointment after, int limit) {
        List<Object> arguments = new ArrayList<>(List.of(of.facilityId, of.from));
        StringBuilder where = new StringBuilder("where a.facility_id = ? and a.day >= ?");
        if (of.until != null) {
            where.append(" and a.day <= ?");
            arguments.add(of.until);
        }
        if (of.doctorId != null) {
            where.append(" and a.doctor_id = ?");
            arguments.add(of.doctorId);
        }
        if (of.toRebook) {
            where.append(' ').append(NEEDS_REBOOKING);
            arguments.add(of.facilityId);
        }
        if (after != null) {
            where.append(" and (a.day, a.starts_at, a.id) > (?, ?, ?)");
            arguments.addAll(List.of(after.day(), Columns.utc(after.start()), after.id()));
        }
        arguments.add(limit);
        return jdbc.query(
                AppointmentStore.SELECT + where + " order by a.day, a.starts_at, a.id limit ?",
                AppointmentStore::appointment,
                arguments.toArray());
    }

    /**
     * How many open ones of a facility need another doctor, time or day.
     *
     * @param doctorId null: of all doctors
     * @param most where counting ends; null: all are counted
     */
    public int countToRebook(UUID facilityId, @Nullable UUID doctorId, LocalDate from, @Nullable Integer most) {
        Integer count = jdbc.queryForObject(
                "select count(*) from (select from appointment a where a.facility_id = ? and a.day >= ?"
                        + " and coalesce(a.doctor_id = ?::uuid, true) "
                        + NEEDS_REBOOKING
                        + " limit ?) as counted",
                Integer.class,
                facilityId,
                from,
                doctorId,
                facilityId,
                most);
        return count == null ? 0 : count;
    }

    /**
     * These patients' that begin from an instant on, by time.
     *
     * @param after the last one of the page before
     */
    public List<Appointment> ofPatients(
            Collection<UUID> patientIds, Instant from, @Nullable Appointment after, int limit) {
        return jdbc.query(
                AppointmentStore.SELECT
                        + "where a.patient_id = any(?::text[]::uuid[]) and a.starts_at >= ?"
                        + " and (?::timestamptz is null or (a.starts_at, a.id) > (?::timestamptz, ?::uuid))"
                        + " order by a.starts_at, a.id limit ?",
                AppointmentStore::appointment,
                Columns.texts(patientIds),
                Columns.utc(from),
                after == null ? null : Columns.utc(after.start()),
                after == null ? null : Columns.utc(after.start()),
                after == null ? null : after.id(),
                limit);
    }

    /** These patients' of a facility's service day, by time. */
    public List<Appointment> ofDay(UUID facilityId, LocalDate day, Collection<UUID> patientIds) {
        return jdbc.query(
                AppointmentStore.SELECT
                        + "where a.facility_id = ? and a.day = ? and a.patient_id = any(?::text[]::uuid[]) order by a.starts_at, a.id",
                AppointmentStore::appointment,
                facilityId,
                day,
                Columns.texts(patientIds));
    }

    /** That of a facility's service day whose id ends so. */
    public List<Appointment> ofDay(UUID facilityId, LocalDate day, String lastDigits) {
        return jdbc.query(
                AppointmentStore.SELECT + "where a.facility_id = ? and a.day = ? and right(a.id::text, 10) = ?",
                AppointmentStore::appointment,
                facilityId,
                day,
                lastDigits);
    }

    /** Booked ones of a facility that start after {@code after} and not after {@code until}, by time. */
    public List<Appointment> booked(UUID facilityId, Instant after, Instant until, int limit) {
        return jdbc.query(
                AppointmentStore.SELECT
                        + "where a.facility_id = ? and a.day >= ? and a.day <= ? and a.status = 'BOOKED'"
                        + " and a.starts_at > ? and a.starts_at <= ? order by a.starts_at, a.id limit ?",
                AppointmentStore::appointment,
                facilityId,
                // a service day may begin on the day before or after that of UTC
                LocalDate.ofInstant(after, ZoneOffset.UTC).minusDays(2),
                LocalDate.ofInstant(until, ZoneOffset.UTC).plusDays(2),
                Columns.utc(after),
                Columns.utc(until),
                limit);
    }

    /** What is taken of these doctors' time, wherever they are. */
    public Map<UUID, Taken> taken(Collection<UUID> doctorIds, Instant from, Instant until) {
        Map<UUID, Taken> taken = new HashMap<>();
        jdbc.query(
                """
                select doctor_id, string_agg(int8send(taken), '') as packed
                from appointment
                where doctor_id = any(?::text[]::uuid[]) and starts_at < ? and starts_at > ? and status <> 'CANCELLED'
                group by doctor_id""",
                row -> {
                    taken.put(Columns.id(row, "doctor_id"), Taken.of(row.getBytes("packed")));
                },
                Columns.texts(doctorIds),
                Columns.utc(until),
                Columns.utc(from.minusSeconds(8 * 3600)));
        return taken;
    }
}
