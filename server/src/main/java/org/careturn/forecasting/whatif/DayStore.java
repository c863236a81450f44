package org.careturn.forecasting.whatif;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.forecasting.domain.ServiceTimes;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What is recorded and planned of a facility's days. All that a what-if knows of the past is read here. */
@Repository
class DayStore {
    private static final int LEARNT = 1000;

    private final JdbcTemplate jdbc;

    DayStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record Came(
            UUID queueId,
            int urgency,
            Instant arrivedAt,
            Instant since,
            @Nullable Instant bookedAt,
            @Nullable UUID doctorId) {}

    record Desk(UUID id, UUID accountId, Instant from, Instant to, List<UUID> queueIds) {}

    /** A time in which a desk or a doctor calls nobody. */
    record Pause(UUID of, Instant from, Instant to) {}

    record Planned(UUID doctorId, UUID serviceId, LocalTime starts, LocalTime ends) {}

    /** @param there he has come already */
    record Booked(UUID id, UUID serviceId, UUID doctorId, Instant startsAt, boolean there) {}

    record Arrivals(LocalDate day, UUID queueId, int hour, int urgency, int count) {}

    /** Who was served, or gave up, on a day that is over. */
    List<Came> came(List<UUID> queueIds, LocalDate day, Instant from, Instant to, int limit) {
        return jdbc.query(
                """
                select queue_id, urgency, arrived_at, since, booked_at, bound_doctor_id from entry
                where queue_id = any(?::text[]::uuid[]) and ended_at >= ? and ended_at < ? + interval '1 day'
                  and service_day = ? and (started_at is not null or state = 'LEFT')
                order by arrived_at, id limit ?""",
                (row, n) -> new Came(
                        Columns.id(row, "queue_id"),
                        row.getInt("urgency"),
                        Columns.instant(row, "arrived_at"),
                        Columns.instant(row, "since"),
                        Columns.instantOrNull(row, "booked_at"),
                        Columns.idOrNull(row, "bound_doctor_id")),
                Columns.texts(queueIds),
                Columns.utc(from),
                Columns.utc(to),
                day,
                limit);
    }

    List<Desk> desks(UUID facilityId, Instant from, Instant to, int limit) {
        return jdbc.query(
                """
                select d.id, d.account_id, greatest(d.opened_at, ?) opened_at, least(coalesce(d.closed_at, ?), ?) closed_at,
                  array(select q.queue_id from desk_session_queue q where q.desk_session_id = d.id) queues
                from desk_session d
                where d.facility_id = ? and d.opened_at > ?::timestamptz - interval '1 day' and d.opened_at < ?
                  and (d.closed_at is null or d.closed_at > ?)
                order by d.opened_at, d.id limit ?""",
                (row, n) -> new Desk(
                        Columns.id(row, "id"),
                        Columns.id(row, "account_id"),
                        Columns.instant(row, "opened_at"),
                        Columns.instant(row, "closed_at"),
                        Columns.list(row, "queues", UUID.class)),
                Columns.utc(from),
                Columns.utc(to),
                Columns.utc(to),
                facilityId,
                Columns.utc(from),
                Columns.utc(to),
                Columns.utc(from),
                limit);
    }

    List<Pause> breaks(List<UUID> deskIds, Instant to) {
        return jdbc.query(
                """
                select desk_session_id id, started_at starts_at, coalesce(ended_at, planned_end, ?) ends_at from desk_break
                where desk_session_id = any(?::text[]::uuid[]) order by started_at limit 5000""",
                (row, n) -> new Pause(
                        Columns.id(row, "id"), Columns.instant(row, "starts_at"), Columns.instant(row, "ends_at")),
                Columns.utc(to),
                Columns.texts(deskIds));
    }

    List<Planned> schedules(UUID facilityId, LocalDate day, int limit) {
        return jdbc.query(
                """
                select doctor_id, service_id, starts, ends from schedule
                where facility_id = ? and weekday = ? and valid_from <= ? and (valid_until is null or valid_until >= ?)
                order by starts, id limit ?""",
                (row, n) -> new Planned(
                        Columns.id(row, "doctor_id"),
                        Columns.id(row, "service_id"),
                        row.getObject("starts", LocalTime.class),
                        row.getObject("ends", LocalTime.class)),
                facilityId,
                DayOfWeek.from(day).getValue(),
                day,
                day,
                limit);
    }

    List<Pause> absences(UUID facilityId, Instant from, Instant to) {
        return jdbc.query(
                """
                select doctor_id id, starts_at, ends_at from absence
                where facility_id = ? and withdrawn_at is null and ends_at > ? and starts_at < ?
                order by starts_at limit 1000""",
                (row, n) -> new Pause(
                        Columns.id(row, "id"), Columns.instant(row, "starts_at"), Columns.instant(row, "ends_at")),
                facilityId,
                Columns.utc(from),
                Columns.utc(to));
    }

    List<Booked> booked(UUID facilityId, LocalDate day, int limit) {
        return jdbc.query(
                """
                select id, service_id, doctor_id, starts_at, status <> 'BOOKED' as there from appointment
                where facility_id = ? and day = ? and status in ('BOOKED', 'CHECKED_IN', 'FULFILLED')
                order by starts_at, id limit ?""",
                (row, n) -> new Booked(
                        Columns.id(row, "id"),
                        Columns.id(row, "service_id"),
                        Columns.id(row, "doctor_id"),
                        Columns.instant(row, "starts_at"),
                        row.getBoolean("there")),
                facilityId,
                day,
                limit);
    }

    /** Who came without a booking, by local hour, on the days that are over. */
    List<Arrivals> arrivals(List<UUID> queueIds, ZoneId zone, LocalDate from, LocalDate before, Instant since) {
        return jdbc.query(
                """
                select service_day, queue_id, date_part('hour', arrived_at at time zone ?)::integer as hour, urgency,
                  count(*) as count
                from entry
                where queue_id = any(?::text[]::uuid[]) and ended_at >= ? and service_day >= ? and service_day < ?
                  and booked_at is null and state in ('SERVED', 'LEFT', 'TRANSFERRED')
                group by 1, 2, 3, 4""",
                (row, n) -> new Arrivals(
                        row.getObject("service_day", LocalDate.class),
                        Columns.id(row, "queue_id"),
                        row.getInt("hour"),
                        row.getInt("urgency"),
                        row.getInt("count")),
                zone.getId(),
                Columns.texts(queueIds),
                Columns.utc(since),
                from,
                before);
    }

    /** Takes note of a queue's latest services before a time, in their order. */
    void learnServices(UUID queueId, Instant from, Instant before, ServiceTimes<UUID> times) {
        jdbc.query(
                """
                select * from (
                  select d.account_id, e.ended_at, extract(epoch from e.ended_at - e.started_at)::float8 seconds
                  from entry e left join call c on c.id = e.call_id left join desk_session d on d.id = c.desk_session_id
                  where e.queue_id = ? and e.ended_at >= ? and e.ended_at < ? and e.state = 'SERVED' and not e.unreliable
                  order by e.ended_at desc limit ?) latest
                order by ended_at""",
                row -> {
                    times.observe(Columns.idOrNull(row, "account_id"), row.getDouble("seconds"));
                },
                queueId,
                Columns.utc(from),
                Columns.utc(before),
                LEARNT);
    }

    /** How long it took a desk from one service to the next start while that patient waited already. */
    void learnTurnRounds(List<UUID> queueIds, Instant from, Instant before, Map<UUID, ServiceTimes<UUID>> times) {
        Map<UUID, Integer> seen = new HashMap<>();
        jdbc.query(
                """
                select queue_id, seconds from (
                  select c.queue_id, c.started_at, e.arrived_at,
                    lag(c.ended_at) over w previous,
                    extract(epoch from c.started_at - lag(c.ended_at) over w)::float8 seconds
                  from call c join entry e on e.id = c.entry_id
                  where c.queue_id = any(?::text[]::uuid[]) and c.called_at >= ? and c.called_at < ?
                    and c.started_at is not null
                  window w as (partition by c.desk_session_id order by c.called_at)
                  order by c.called_at desc limit 20000) gaps
                where arrived_at <= previous and seconds between 0 and 900
                order by started_at""",
                row -> {
                    UUID queue = Columns.id(row, "queue_id");
                    ServiceTimes<UUID> own = times.get(queue);
                    if (own != null && seen.merge(queue, 1, Integer::sum) <= LEARNT) {
                        own.observe(null, row.getDouble("seconds"));
                    }
                },
                Columns.texts(queueIds),
                Columns.utc(from),
                Columns.utc(before));
    }

    /** Of a queue's people, how many gave up for each second that anybody waited. */
    Map<UUID, Double> leaving(List<UUID> queueIds, Instant from, Instant before) {
        Map<UUID, Double> rates = new HashMap<>();
        jdbc.query(
                """
                select queue_id, count(*) filter (where state = 'LEFT' and started_at is null) / (1000
                  + sum(greatest(0, extract(epoch from coalesce(started_at, ended_at) - arrived_at))))::float8 rate
                from entry
                where queue_id = any(?::text[]::uuid[]) and ended_at >= ? and ended_at < ? and not unreliable
                  and (started_at is not null or state = 'LEFT')
                group by queue_id""",
                row -> {
                    rates.put(Columns.id(row, "queue_id"), row.getDouble("rate"));
                },
                Columns.texts(queueIds),
                Columns.utc(from),
                Columns.utc(before));
        return rates;
    }
}
