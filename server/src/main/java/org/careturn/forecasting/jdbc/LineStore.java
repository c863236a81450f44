package org.careturn.forecasting.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Urgency;
import org.careturn.forecasting.FacilityNow;
import org.careturn.platform.database.Columns;
import org.careturn.queueing.EntryState;
import org.careturn.queueing.Place;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads how a facility stands. */
@Repository
public class LineStore {
    private static final Duration RECENT = Duration.ofHours(2);
    /** More than any hospital books for a day. */
    private static final int MOST_BOOKED = 2_000;

    private static final String PEOPLE = """
            select e.id, e.queue_id, e.visit_id, e.state, e.urgency, e.since, e.tie, e.bound_doctor_id, e.arrived_at,
              greatest(0, coalesce(e.skip_until_call, 0) - t.calls)::int as skip_calls
            from queue q
            join queue_turn t on t.queue_id = q.id
            join entry e on e.queue_id = q.id
            where q.facility_id = ? and e.state in ('WAITING', 'ON_HOLD')
            order by e.queue_id, e.since, e.tie, e.id""";

    private static final String DESKS = """
            select d.id, d.account_id, a.display_name, d.state, d.call_slots, d.break_until,
              array (select q.queue_id from desk_session_queue q where q.desk_session_id = d.id order by q.queue_id) as queue_ids,
              (select max(c.ended_at) from (
                 select * from call c where c.desk_session_id = d.id and c.called_at > ?
                 order by c.called_at desc limit 12) c) as last_ended_at
            from desk_session d join account a on a.id = d.account_id
            where d.facility_id = ? and d.state <> 'CLOSED'
            order by d.id""";

    private static final String BUSY = """
            select c.desk_session_id, c.slot, c.queue_id, c.called_at, c.started_at
            from desk_session d join call c on c.desk_session_id = d.id
            where d.facility_id = ? and d.state <> 'CLOSED' and c.ended_at is null""";

    private static final String BLOCKS = """
            select s.doctor_id, a.display_name, q.id as queue_id, s.starts, s.ends
            from schedule s join queue q on q.service_id = s.service_id join account a on a.id = s.doctor_id
            where s.facility_id = ? and s.weekday = ? and s.valid_from <= ? and (s.valid_until is null or s.valid_until >= ?)
              and a.active and not exists (select from holiday h where h.facility_id = s.facility_id and h.day = ?)
            order by s.doctor_id, s.starts""";

    private static final String ABSENT = """
            select doctor_id, starts_at, ends_at from absence
            where facility_id = ? and withdrawn_at is null and ends_at > ? and starts_at < ?""";

    private static final String BOOKED = """
            select p.id, q.id as queue_id, p.starts_at, (
                select p.doctor_id from account c where c.id = p.doctor_id and c.active and exists (
                  select from account_role r where r.account_id = c.id and r.role = 'DOCTOR'
                    and (r.facility_id = p.facility_id or r.facility_id is null))) as doctor_id,
              p.starts_at - make_interval(mins => q.booking_credit_minutes) as since
            from appointment p join queue q on q.service_id = p.service_id join service s on s.id = p.service_id
            where p.facility_id = ? and p.day = ? and p.status = 'BOOKED'
              and p.starts_at + make_interval(mins => s.check_in_after_minutes) > ?
            order by p.starts_at, p.id limit ?""";

    private static final String STARTED = """
            select c.queue_id, d.account_id, e.urgency, e.arrived_at, c.started_at
            from call c join entry e on e.id = c.entry_id join desk_session d on d.id = c.desk_session_id
            where c.facility_id = ? and c.called_at > ? and c.started_at is not null and c.started_at <= ?
            order by c.started_at desc, c.id limit 2000""";

    private static final String ROUTE = """
            select s.visit_id, s.ordinal, s.queue_id
            from visit_step s
            where s.entry_id is null and s.visit_id in (
              select e.visit_id from queue q join entry e on e.queue_id = q.id
              where q.facility_id = ? and e.state in ('WAITING', 'ON_HOLD'))
            order by s.visit_id, s.ordinal, s.queue_id""";

    private final JdbcTemplate jdbc;

    LineStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public FacilityNow read(Facility facility, Instant now) {
        UUID id = facility.id();
        return new FacilityNow(
                jdbc.query(
                        PEOPLE,
                        (row, n) -> new FacilityNow.Person(
                                Columns.id(row, "id"),
                                Columns.id(row, "queue_id"),
                                Columns.id(row, "visit_id"),
                                EntryState.valueOf(row.getString("state")),
                                new Place(
                                        Urgency.ofLevel(row.getInt("urgency")),
                                        Columns.instant(row, "since"),
                                        row.getLong("tie")),
                                Columns.idOrNull(row, "bound_doctor_id"),
                                row.getInt("skip_calls"),
                                Columns.instant(row, "arrived_at")),
                        id),
                jdbc.query(
                        DESKS,
                        (row, n) -> new FacilityNow.Desk(
                                Columns.id(row, "id"),
                                Columns.id(row, "account_id"),
                                row.getString("display_name"),
                                Columns.list(row, "queue_ids", UUID.class),
                                row.getString("state").equals("ON_BREAK"),
                                row.getInt("call_slots"),
                                Columns.instantOrNull(row, "break_until"),
                                Columns.instantOrNull(row, "last_ended_at")),
                        Columns.utc(now.minus(RECENT)),
                        id),
                jdbc.query(
                        BUSY,
                        (row, n) -> new FacilityNow.Busy(
                                Columns.id(row, "desk_session_id"),
                                row.getInt("slot"),
                                Columns.id(row, "queue_id"),
                                Columns.instant(row, "called_at"),
                                Columns.instantOrNull(row, "started_at")),
                        id),
                blocks(facility, now),
                jdbc.query(
                        BOOKED,
                        (row, n) -> new FacilityNow.Booked(
                                Columns.id(row, "id"),
                                Columns.id(row, "queue_id"),
                                Columns.idOrNull(row, "doctor_id"),
                                Columns.instant(row, "starts_at"),
                                Columns.instant(row, "since")),
                        id,
                        facility.serviceDay(now),
                        Columns.utc(now),
                        MOST_BOOKED),
                jdbc.query(
                        STARTED,
                        (row, n) -> new FacilityNow.Started(
                                Columns.id(row, "queue_id"),
                                Columns.id(row, "account_id"),
                                Urgency.ofLevel(row.getInt("urgency")),
                                Columns.instant(row, "arrived_at"),
                                Columns.instant(row, "started_at")),
                        id,
                        Columns.utc(now.minus(RECENT)),
                        Columns.utc(now)),
                jdbc.query(
                        ROUTE,
                        (row, n) -> new FacilityNow.Ahead(
                                Columns.id(row, "visit_id"), row.getInt("ordinal"), Columns.id(row, "queue_id")),
                        id));
    }

    private record Absent(UUID doctorId, Instant start, Instant end) {}

    /** Those of the service day, which ends on the next day of the calendar. */
    private List<FacilityNow.Block> blocks(Facility facility, Instant now) {
        LocalDate day = facility.serviceDay(now);
        Instant begin = facility.startOf(day);
        Instant end = facility.startOf(day.plusDays(1));
        List<FacilityNow.Block> planned = new ArrayList<>();
        for (LocalDate date : List.of(day, day.plusDays(1))) {
            planned(facility, date).stream()
                    .filter(block -> block.start().isBefore(end) && block.end().isAfter(begin))
                    .forEach(planned::add);
        }
        List<Absent> absences = jdbc.query(
                ABSENT,
                (row, n) -> new Absent(
                        Columns.id(row, "doctor_id"),
                        Columns.instant(row, "starts_at"),
                        Columns.instant(row, "ends_at")),
                facility.id(),
                Columns.utc(now.minus(Duration.ofDays(1))),
                Columns.utc(now.plus(Duration.ofDays(2))));
        List<FacilityNow.Block> there = new ArrayList<>();
        for (FacilityNow.Block block : planned) {
            there.addAll(without(block, absences));
        }
        return there;
    }

    private List<FacilityNow.Block> planned(Facility facility, LocalDate date) {
        return jdbc.query(
                BLOCKS,
                (row, n) -> {
                    LocalTime starts = row.getObject("starts", LocalTime.class);
                    LocalTime ends = row.getObject("ends", LocalTime.class);
                    LocalDate lastDay = ends.equals(LocalTime.MIDNIGHT) ? date.plusDays(1) : date;
                    return new FacilityNow.Block(
                            Columns.id(row, "doctor_id"),
                            row.getString("display_name"),
                            Columns.id(row, "queue_id"),
                            date.atTime(starts).atZone(facility.timeZone()).toInstant(),
                            lastDay.atTime(ends).atZone(facility.timeZone()).toInstant());
                },
                facility.id(),
                date.getDayOfWeek().getValue(),
                date,
                date,
                date);
    }

    private static List<FacilityNow.Block> without(FacilityNow.Block block, List<Absent> absences) {
        List<FacilityNow.Block> left = List.of(block);
        for (Absent absence : absences) {
            if (absence.doctorId.equals(block.accountId())) {
                List<FacilityNow.Block> next = new ArrayList<>();
                for (FacilityNow.Block part : left) {
                    add(next, part, part.start(), earlier(part.end(), absence.start));
                    add(next, part, later(part.start(), absence.end), part.end());
                }
                left = next;
            }
        }
        return left;
    }

    private static void add(List<FacilityNow.Block> to, FacilityNow.Block of, Instant start, Instant end) {
        if (start.isBefore(end)) {
            to.add(new FacilityNow.Block(of.accountId(), of.name(), of.queueId(), start, end));
        }
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
