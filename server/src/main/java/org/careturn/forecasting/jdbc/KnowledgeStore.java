package org.careturn.forecasting.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.forecasting.domain.Quantiles;
import org.careturn.forecasting.domain.SelfCorrection;
import org.careturn.forecasting.domain.Situation;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What was learnt, in the order in which it was. Only who holds the facility's forecast writes. */
@Repository
public class KnowledgeStore {
    /** Older ones no longer count for anything. */
    private static final int MOST = 5_000;

    private static final int DAYS = 90;

    /** Of the desk's calls before, those that it can have had open at once, and two more. */
    private static final String OF_ENTRY = """
            select e.id, e.queue_id, e.unreliable, e.started_at, e.ended_at, d.account_id, case
                when e.arrived_at <= before.ended_at and k.started_at < before.ended_at + interval '10 minutes'
                then extract(epoch from k.started_at - before.ended_at)::double precision end as turn_round
            from %s
            join call k on k.id = e.call_id
            join desk_session d on d.id = k.desk_session_id
            left join lateral (
              select max(p.ended_at) as ended_at from (
                select * from call p
                where p.desk_session_id = k.desk_session_id and p.id <> k.id
                  and p.called_at <= k.called_at and p.called_at > k.called_at - interval '2 hours'
                order by p.called_at desc limit 12) p
              where p.ended_at <= k.called_at) before on true
            where e.started_at is not null and e.state in ('SERVING', 'SERVED')
            order by coalesce(e.ended_at, e.started_at), e.id""";

    private static final String CHANGED = OF_ENTRY.formatted("""
            (select distinct row_id from change
             where facility_id = ? and version > ? and version <= ? and kind = 'entry') c
            join entry e on e.id = c.row_id""");

    private static final String ALL = OF_ENTRY.formatted("""
            queue q join lateral (
              select * from ((select * from entry where queue_id = q.id and ended_at is not null order by ended_at desc limit 5000)
                union all (select * from entry where queue_id = q.id and state = 'SERVING')) latest) e
              on q.facility_id = ?""");

    private final JdbcTemplate jdbc;

    KnowledgeStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A service that has begun, and may have ended. */
    public record Served(
            UUID entryId,
            UUID queueId,
            UUID accountId,
            boolean unreliable,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Double turnRound) {}

    /** How long something took. */
    public record Time(long id, boolean service, UUID accountId, double seconds) {}

    /** A forecast with the wait that followed it. */
    public record Case(long learnt, SelfCorrection.Forecast forecast, double waited) {}

    /** A day that is over. */
    public record ArrivalDay(LocalDate day, List<Integer> arrivals) {}

    /** What changed in the facility after a version and up to another. */
    public List<Served> changed(UUID facilityId, long after, long upTo) {
        return jdbc.query(CHANGED, KnowledgeStore::served, facilityId, after, upTo);
    }

    /** The latest 5,000 services of each queue. */
    public List<Served> all(UUID facilityId) {
        return jdbc.query(ALL, KnowledgeStore::served, facilityId);
    }

    private static Served served(ResultSet row, int n) throws SQLException {
        return new Served(
                Columns.id(row, "id"),
                Columns.id(row, "queue_id"),
                Columns.id(row, "account_id"),
                row.getBoolean("unreliable"),
                Columns.instant(row, "started_at"),
                Columns.instantOrNull(row, "ended_at"),
                (Double) row.getObject("turn_round"));
    }

    /** False where it is known already. */
    public boolean addTime(Served served, boolean service, Instant endedAt, double seconds, boolean capped) {
        return jdbc.update(
                        """
                        insert into service_time (entry_id, queue_id, kind, doctor_id, ended_at, seconds, capped)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict (entry_id, kind) do nothing""",
                        served.entryId(),
                        served.queueId(),
                        service ? "SERVICE" : "TURN_ROUND",
                        served.accountId(),
                        Columns.utc(endedAt),
                        seconds,
                        capped)
                == 1;
    }

    public void forgetTimes(UUID entryId) {
        jdbc.update("delete from service_time where entry_id = ?", entryId);
    }

    /** The service has started: what was forecast for it can be learnt from, once. */
    public void addWait(UUID entryId, Instant startedAt) {
        jdbc.update("""
                update forecast_case set wait = extract(epoch from ?::timestamptz - at), learnt = nextval('forecast_learnt')
                where entry_id = ? and learnt is null and at <= ?""", Columns.utc(startedAt), entryId, Columns.utc(startedAt));
    }

    public List<Time> times(UUID queueId, long afterId) {
        return jdbc.query(
                """
                select * from (
                  select id, kind, doctor_id, seconds from service_time where queue_id = ? and id > ?
                  order by id desc limit ?) latest
                order by id""",
                (row, n) -> new Time(
                        row.getLong("id"),
                        row.getString("kind").equals("SERVICE"),
                        Columns.id(row, "doctor_id"),
                        row.getDouble("seconds")),
                queueId,
                afterId,
                2 * MOST);
    }

    public List<Case> cases(UUID queueId, long afterLearnt) {
        return jdbc.query(
                """
                select * from (
                  select * from forecast_case where queue_id = ? and learnt > ? order by learnt desc limit ?) latest
                order by learnt""",
                (row, n) -> {
                    List<Double> simulated = Columns.list(row, "simulated", Double.class);
                    List<Double> experts = Columns.list(row, "experts", Double.class);
                    Situation situation = new Situation(
                            row.getInt("category"),
                            row.getInt("ahead"),
                            quantiles(simulated, 0),
                            row.getDouble("head_wait"),
                            row.getDouble("recent_wait"),
                            row.getInt("starts"),
                            row.getDouble("hour"),
                            row.getBoolean("weekend"));
                    return new Case(
                            row.getLong("learnt"),
                            new SelfCorrection.Forecast(
                                    situation,
                                    quantiles(Columns.list(row, "shown", Double.class), 0),
                                    List.of(quantiles(experts, 0), quantiles(experts, 3), quantiles(experts, 6))),
                            row.getDouble("wait"));
                },
                queueId,
                afterLearnt,
                MOST);
    }

    private static Quantiles quantiles(List<Double> values, int from) {
        return new Quantiles(values.get(from), values.get(from + 1), values.get(from + 2));
    }

    public List<ArrivalDay> days(UUID queueId, LocalDate today) {
        return jdbc.query(
                """
                select a.day, a.arrivals from arrival_day a join queue q on q.id = a.queue_id
                where a.queue_id = ? and a.day >= ? and a.day < ?
                  and not exists (select from holiday h where h.facility_id = q.facility_id and h.day = a.day)
                order by a.day""",
                (row, n) -> new ArrivalDay(
                        row.getObject("day", LocalDate.class), Columns.list(row, "arrivals", Integer.class)),
                queueId,
                today.minusDays(DAYS),
                today);
    }

    /** Counts who came on the days that are over and not counted yet, from the queue's first day on. */
    public void countDays(Facility facility, UUID queueId, LocalDate today) {
        LocalDate counted =
                jdbc.queryForObject("select max(day) from arrival_day where queue_id = ?", LocalDate.class, queueId);
        LocalDate oldest = today.minusDays(DAYS);
        LocalDate from = counted == null || counted.isBefore(oldest) ? oldest : counted.plusDays(1);
        if (!from.isBefore(today)) {
            return;
        }
        String zone = facility.timeZone().getId();
        List<int[]> found = jdbc.query(
                """
                select (e.arrived_at at time zone ?)::date - ?::date as day,
                  extract(hour from e.arrived_at at time zone ?)::int as hour, e.urgency, count(*)::int as people
                from entry e
                where e.queue_id = ? and e.ended_at >= ? and e.booked_at is null and e.arrived_at >= ? and e.arrived_at < ?
                group by 1, 2, 3""",
                (row, n) ->
                        new int[] {row.getInt("day"), row.getInt("hour"), row.getInt("urgency"), row.getInt("people")},
                zone,
                from,
                zone,
                queueId,
                Columns.utc(from.atStartOfDay(facility.timeZone()).toInstant()),
                Columns.utc(from.atStartOfDay(facility.timeZone()).toInstant()),
                Columns.utc(today.atStartOfDay(facility.timeZone()).toInstant()));
        if (counted == null && found.isEmpty()) {
            return;
        }
        int first = counted == null ? found.stream().mapToInt(c -> c[0]).min().orElse(0) : 0;
        List<Object[]> rows = new ArrayList<>();
        for (int day = Math.max(0, first); from.plusDays(day).isBefore(today); day++) {
            Integer[] counts = new Integer[120];
            java.util.Arrays.fill(counts, 0);
            for (int[] count : found) {
                if (count[0] == day) {
                    counts[5 * count[1] + count[2] - 1] = count[3];
                }
            }
            rows.add(new Object[] {queueId, from.plusDays(day), counts});
        }
        jdbc.batchUpdate(
                "insert into arrival_day (queue_id, day, arrivals) values (?, ?, ?) on conflict do nothing", rows);
    }

    /** Forgets what was learnt of a facility, but not what was forecast. */
    public void forget(UUID facilityId) {
        jdbc.update("""
                delete from service_time where queue_id in (select id from queue where facility_id = ?)""", facilityId);
        jdbc.update(
                "delete from arrival_day where queue_id in (select id from queue where facility_id = ?)", facilityId);
        jdbc.update("""
                update forecast_case set wait = null, learnt = null
                where learnt is not null and queue_id in (select id from queue where facility_id = ?)""", facilityId);
        jdbc.update("update no_show_case set learnt = null where facility_id = ? and learnt is not null", facilityId);
    }
}
