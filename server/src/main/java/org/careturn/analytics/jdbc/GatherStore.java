package org.careturn.analytics.jdbc;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Writes days into their packed rows. */
@Repository
public class GatherStore {
    /** Without entries that an undo took back: nobody had come there. */
    private static final String OF_DAYS = """
            from visit v join entry e on e.visit_id = v.id
            where v.facility_id = ? and v.service_day = any (?::text[]::date[])
              and not (e.state = 'CANCELLED' and exists (
                select from entry_event t where t.entry_id = e.id and t.version = e.version and t.action = 'TAKE_BACK'))""";

    private static final String ENTRIES = """
            insert into analytics_entries (facility_id, service_day, queue_id, doctor_id, room_id, entries)
            select e.facility_id, e.day, e.queue_id, d.account_id, c.room_id, string_agg(
              int2send(e.urgency)
              || int2send(extract(hour from e.arrived_at at time zone ?)::smallint)
              || int2send((case e.state when 'SERVED' then 1 when 'TRANSFERRED' then 2 when 'NO_SHOW' then 3 when 'LEFT' then 4
                when 'CANCELLED' then 5 else 0 end)::smallint)
              || int2send(e.unreliable::int::smallint)
              || int4send(case when e.unreliable or e.started_at is null then -1
                else floor(extract(epoch from greatest(e.started_at - e.arrived_at, interval '0')))::int end)
              || int4send(case when e.unreliable or e.started_at is null or e.state not in ('SERVED', 'TRANSFERRED') then -1
                else floor(extract(epoch from greatest(e.ended_at - e.started_at, interval '0')))::int end), ''::bytea)
            from (select v.service_day as day, e.* %s) e
            left join call c on c.id = e.call_id
            left join desk_session d on d.id = c.desk_session_id
            group by e.facility_id, e.day, e.queue_id, d.account_id, c.room_id""".formatted(OF_DAYS);

    private static final String VISITS = """
            insert into analytics_visits (facility_id, service_day, channel, path, visits, unreliable, stays)
            select facility_id, day, channel, path, count(*), count(*) filter (where unreliable),
              coalesce(string_agg(int4send(stay), ''::bytea) filter (where stay is not null and not unreliable), ''::bytea)
            from (
              select v.facility_id, v.service_day as day, v.channel, bool_or(e.unreliable) as unreliable,
                case when v.ended_at is not null then
                  floor(extract(epoch from greatest(v.ended_at - v.arrived_at, interval '0')))::int end as stay,
                coalesce(array_agg(e.queue_id order by e.started_at, e.id)
                  filter (where e.started_at is not null and e.state in ('SERVED', 'TRANSFERRED')), '{}') as path
              %s
              group by v.id having bool_or(e.state <> 'CANCELLED')) one
            group by facility_id, day, channel, path""".formatted(OF_DAYS);

    private final JdbcTemplate jdbc;

    GatherStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Up to where a facility's days are gathered, and by which time zone. */
    public record Mark(long version, String timeZone) {}

    /** Keeps others from gathering until the transaction ends. */
    public Mark lock(UUID facilityId) {
        jdbc.update("insert into analytics_facility (facility_id) values (?) on conflict do nothing", facilityId);
        return jdbc.query(
                        "select version, time_zone from analytics_facility where facility_id = ? for no key update",
                        (row, n) -> new Mark(row.getLong(1), row.getString(2)),
                        facilityId)
                .getFirst();
    }

    public void mark(UUID facilityId, Mark mark) {
        jdbc.update(
                "update analytics_facility set version = ?, time_zone = ? where facility_id = ?",
                mark.version,
                mark.timeZone,
                facilityId);
    }

    /** The facility's version; 0 where nothing has happened there. */
    public long version(UUID facilityId) {
        return jdbc
                .queryForList("select version from facility_feed where facility_id = ?", Long.class, facilityId)
                .stream()
                .findFirst()
                .orElse(0L);
    }

    /** Whether nothing is to be gathered, found without waiting for who gathers. */
    public boolean isCurrent(UUID facilityId, String timeZone) {
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                select exists (
                  select from analytics_facility a join facility_feed f on f.facility_id = a.facility_id
                  where a.facility_id = ? and a.time_zone = ? and a.version = f.version)""", Boolean.class, facilityId, timeZone));
    }

    /** The days of which something changed after one version and up to another. */
    public List<LocalDate> changedDays(UUID facilityId, long after, long upTo) {
        return jdbc.query(
                """
                select v.service_day from change c join visit v on v.id = c.row_id
                where c.facility_id = ? and c.version > ? and c.version <= ? and c.kind = 'visit'
                union
                select e.service_day from change c join entry e on e.id = c.row_id
                where c.facility_id = ? and c.version > ? and c.version <= ? and c.kind = 'entry'
                order by 1""", (row, n) -> row.getObject(1, LocalDate.class), facilityId, after, upTo, facilityId, after, upTo);
    }

    public List<LocalDate> allDays(UUID facilityId) {
        return jdbc.query(
                "select distinct service_day from visit where facility_id = ? order by 1",
                (row, n) -> row.getObject(1, LocalDate.class),
                facilityId);
    }

    public void clear(UUID facilityId) {
        jdbc.update("delete from analytics_entries where facility_id = ?", facilityId);
        jdbc.update("delete from analytics_visits where facility_id = ?", facilityId);
    }

    /** Gathers these days anew. */
    public void gather(UUID facilityId, String timeZone, Collection<LocalDate> serviceDays) {
        String[] days = serviceDays.stream().map(LocalDate::toString).toArray(String[]::new);
        for (String table : List.of("analytics_entries", "analytics_visits")) {
            jdbc.update(
                    "delete from " + table + " where facility_id = ? and service_day = any (?::text[]::date[])",
                    facilityId,
                    days);
        }
        jdbc.update(ENTRIES, timeZone, facilityId, days);
        jdbc.update(VISITS, facilityId, days);
    }
}
