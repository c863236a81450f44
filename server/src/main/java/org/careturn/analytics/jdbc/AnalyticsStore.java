package org.careturn.analytics.jdbc;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.careturn.analytics.FiguresReport.Appointments;
import org.careturn.analytics.UsageReport;
import org.careturn.analytics.domain.PackedEntries;
import org.careturn.analytics.domain.Period;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads gathered days, and what else analytics tells. */
@Repository
public class AnalyticsStore {
    private static final String DESKS = """
            with s as (
              select p.previous, d.id, d.account_id, d.room_id, d.call_slots, greatest(d.opened_at, p.since) as opened,
                least(coalesce(d.closed_at, ?::timestamptz), p.until) as closed
              from (values (false, ?::timestamptz, ?::timestamptz), (true, ?::timestamptz, ?::timestamptz))
                as p(previous, since, until)
              join desk_session d on d.facility_id = ? and d.opened_at < p.until and coalesce(d.closed_at, 'infinity') > p.since),
            b as (
              select s.previous, s.id,
                sum(extract(epoch from least(coalesce(b.ended_at, s.closed), s.closed) - greatest(b.started_at, s.opened)))
                  as seconds
              from s join desk_break b on b.desk_session_id = s.id
              where b.started_at < s.closed and coalesce(b.ended_at, s.closed) > s.opened
              group by 1, 2)
            select s.previous, s.account_id, s.room_id,
              (sum(s.call_slots * extract(epoch from s.closed - s.opened)) / 60)::double precision as minutes,
              (sum(s.call_slots * coalesce(b.seconds, 0)) / 60)::double precision as breaks
            from s left join b using (previous, id)
            where s.closed > s.opened
            group by 1, 2, 3""";

    private final JdbcTemplate jdbc;

    AnalyticsStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A gathered row of entries. */
    public record Entries(
            LocalDate day,
            UUID queueId,
            @Nullable UUID doctorId,
            @Nullable UUID roomId,
            PackedEntries packed) {}

    /** A gathered row of visits. */
    public record VisitsOf(
            LocalDate day, String channel, List<UUID> path, int visits, int unreliable, ByteBuffer stays) {}

    /** Desks of one person in one room, minutes; those open include the breaks. */
    public record Desk(boolean previous, UUID accountId, UUID roomId, double minutes, double breaks) {}

    /** People active in a role. */
    public record ActiveOf(boolean previous, String role, int personDays, int most) {}

    /** How many there are of something. */
    public record CountOf(boolean previous, String key, int count) {}

    /** Of the period and the one before it. */
    public void entries(
            UUID facilityId,
            Period period,
            @Nullable UUID queueId,
            @Nullable UUID doctorId,
            Consumer<Entries> consumer) {
        jdbc.query(
                """
                select service_day, queue_id, doctor_id, room_id, entries from analytics_entries
                where facility_id = ? and service_day between ? and ?
                  and (?::uuid is null or queue_id = ?::uuid) and (?::uuid is null or doctor_id = ?::uuid)""",
                row -> {
                    consumer.accept(new Entries(
                            day(row),
                            Columns.id(row, "queue_id"),
                            Columns.idOrNull(row, "doctor_id"),
                            Columns.idOrNull(row, "room_id"),
                            new PackedEntries(row.getBytes("entries"))));
                },
                facilityId,
                period.previous().firstDay(),
                period.lastDay(),
                queueId,
                queueId,
                doctorId,
                doctorId);
    }

    /** Of the period and the one before it. */
    public void visits(UUID facilityId, Period period, Consumer<VisitsOf> consumer) {
        jdbc.query(
                """
                select service_day, channel, path, visits, unreliable, stays from analytics_visits
                where facility_id = ? and service_day between ? and ?""",
                row -> {
                    consumer.accept(new VisitsOf(
                            day(row),
                            row.getString("channel"),
                            Columns.list(row, "path", UUID.class),
                            row.getInt("visits"),
                            row.getInt("unreliable"),
                            ByteBuffer.wrap(row.getBytes("stays"))));
                },
                facilityId,
                period.previous().firstDay(),
                period.lastDay());
    }

    /** Desks open in a time, and in the time before; instants: since, until. */
    public List<Desk> desks(UUID facilityId, Instant now, Instant since, Instant until, Instant previousSince) {
        return jdbc.query(
                DESKS,
                (row, n) -> new Desk(
                        row.getBoolean("previous"),
                        Columns.id(row, "account_id"),
                        Columns.id(row, "room_id"),
                        row.getDouble("minutes"),
                        row.getDouble("breaks")),
                Columns.utc(now),
                Columns.utc(since),
                Columns.utc(until),
                Columns.utc(previousSince),
                Columns.utc(since),
                facilityId);
    }

    public Appointments appointments(
            UUID facilityId, Period period, @Nullable UUID serviceId, @Nullable UUID doctorId) {
        return jdbc.query(
                        """
                        select count(*) filter (where status = 'BOOKED') as booked,
                          count(*) filter (where status in ('CHECKED_IN', 'FULFILLED')) as came,
                          count(*) filter (where status = 'NOSHOW') as no_shows,
                          count(*) filter (where status = 'CANCELLED') as cancelled
                        from appointment
                        where facility_id = ? and day between ? and ?
                          and (?::uuid is null or service_id = ?::uuid) and (?::uuid is null or doctor_id = ?::uuid)""",
                        (row, n) -> new Appointments(
                                row.getInt("booked"),
                                row.getInt("came"),
                                row.getInt("no_shows"),
                                row.getInt("cancelled")),
                        facilityId,
                        period.firstDay(),
                        period.lastDay(),
                        serviceId,
                        serviceId,
                        doctorId,
                        doctorId)
                .getFirst();
    }

    /** An administrator of all facilities counts in each. Days are those of UTC, by which they are recorded. */
    public List<ActiveOf> active(UUID facilityId, Period period) {
        return jdbc.query(
                """
                select previous, role, sum(people)::int as person_days, max(people)::int as most from (
                  select day < ? as previous, day, role, count(distinct mark) as people from usage_active
                  where (facility_id = ? or facility_id is null and role = 'ADMIN') and role in ('ADMIN', 'DOCTOR', 'NURSE', 'RECEPTIONIST')
                    and day between ? and ?
                  group by 1, 2, 3) days
                group by 1, 2 order by 2, 1""",
                (row, n) -> new ActiveOf(
                        row.getBoolean("previous"),
                        row.getString("role"),
                        row.getInt("person_days"),
                        row.getInt("most")),
                period.firstDay(),
                facilityId,
                period.previous().firstDay(),
                period.lastDay());
    }

    /** Sign-ins by kind of account or registrations by channel, in the whole installation. */
    public List<CountOf> events(String kind, Instant since, Instant until, Instant previousSince) {
        return jdbc.query(
                """
                select at < ? as previous, coalesce(account_kind, channel) as key, count(*)::int as count from usage_event
                where kind = ? and at >= ? and at < ? group by 1, 2 order by 2, 1""",
                (row, n) -> new CountOf(row.getBoolean("previous"), row.getString("key"), row.getInt("count")),
                Columns.utc(since),
                kind,
                Columns.utc(previousSince),
                Columns.utc(until));
    }

    /** Each outage counts with the part of it that lies in the period. */
    public UsageReport.Offline offline(UUID facilityId, Instant since, Instant until, Instant previousSince) {
        return jdbc.query(
                        """
                        select coalesce(sum(extract(epoch from least(o.until, p.until) - greatest(o.since, p.since)))
                            filter (where not p.previous), 0) / 3600 as hours,
                          count(o) filter (where not p.previous) as outages,
                          coalesce(sum(extract(epoch from least(o.until, p.until) - greatest(o.since, p.since)))
                            filter (where p.previous), 0) / 3600 as previous_hours,
                          count(o) filter (where p.previous) as previous_outages
                        from (values (true, ?::timestamptz, ?::timestamptz), (false, ?::timestamptz, ?::timestamptz))
                          p(previous, since, until)
                        join client_outage o on o.facility_id = ? and o.until > p.since and o.since < p.until""",
                        (row, n) -> new UsageReport.Offline(
                                row.getDouble("hours"),
                                row.getInt("outages"),
                                row.getDouble("previous_hours"),
                                row.getInt("previous_outages")),
                        Columns.utc(previousSince),
                        Columns.utc(since),
                        Columns.utc(since),
                        Columns.utc(until),
                        facilityId)
                .getFirst();
    }

    public List<CountOf> refused(UUID facilityId) {
        return jdbc.query("""
                select coalesce(r.code, 'unknown') as key, count(*)::int as count
                from sync_client c join sync_result r on r.client_id = c.id
                where c.facility_id = ? and r.status = 'REJECTED' group by 1 order by 2 desc, 1 limit 50""", (row, n) -> new CountOf(false, row.getString("key"), row.getInt("count")), facilityId);
    }

    /** What staff are called. */
    public Map<UUID, String> names(Collection<UUID> accountIds) {
        Map<UUID, String> names = new HashMap<>();
        jdbc.query(
                "select id, display_name from account where id = any (?::text[]::uuid[])",
                row -> {
                    names.put(Columns.id(row, "id"), row.getString("display_name"));
                },
                (Object) Columns.texts(accountIds));
        return names;
    }

    private static LocalDate day(ResultSet row) throws SQLException {
        return row.getObject("service_day", LocalDate.class);
    }
}
