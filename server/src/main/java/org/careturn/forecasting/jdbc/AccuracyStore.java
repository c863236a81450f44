package org.careturn.forecasting.jdbc;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Urgency;
import org.careturn.forecasting.Accuracy;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Compares what was told with what happened. */
@Repository
public class AccuracyStore {
    private static final String ENTRIES = """
            with e as (
              select e.id, e.queue_id, e.urgency, e.started_at,
                e.unreliable or exists (select from service_time t where t.entry_id = e.id and t.kind = 'SERVICE' and t.capped)
                  as unreliable
              from queue q join entry e on e.queue_id = q.id
              where q.facility_id = ? and e.service_day between ? and ? and e.started_at is not null
                and e.ended_at is not null)
            """;

    private static final String LINES = ENTRIES + """
            , s as (
              select e.queue_id, e.urgency, s.p10, s.p50, s.p90, e.started_at,
                extract(epoch from e.started_at - s.at) / 60 as horizon
              from e join forecast_sample s on s.entry_id = e.id
              where not e.unreliable and s.at <= e.started_at)
            select queue_id, urgency,
              case when horizon < 15 then 0 when horizon < 30 then 15 when horizon < 60 then 30 when horizon < 120 then 60
                else 120 end as horizon,
              count(*)::int as told,
              avg(abs(extract(epoch from started_at - p50)) / 60)::double precision as mean_error,
              avg((started_at <= p90)::int)::double precision as under_p90,
              avg((started_at between p10 and p90)::int)::double precision as in_range,
              avg(extract(epoch from p90 - p10) / 60)::double precision as mean_width
            from s group by 1, 2, 3 order by 1, 2, 3""";

    private static final String NOTICES = ENTRIES + """
            select e.queue_id, e.urgency, count(*)::int as given,
              avg((e.started_at - f.noticed_at between interval '10 minutes' and interval '20 minutes')::int)::double precision
                as within_10_to_20,
              avg((e.started_at - f.noticed_at between interval '5 minutes' and interval '30 minutes')::int)::double precision
                as within_5_to_30
            from e join forecast f on f.entry_id = e.id
            where not e.unreliable and f.noticed_at <= e.started_at
            group by 1, 2 order by 1, 2""";

    /** Of who was told it before he came; the first step of the service that he had booked. */
    private static final String BOOKED = """
            with e as (
              select a.id, min(e.started_at) as started_at
              from appointment a join queue q on q.service_id = a.service_id
              join entry e on e.visit_id = a.visit_id and e.queue_id = q.id
              where a.facility_id = ? and a.day between ? and ? and e.started_at is not null and e.ended_at is not null
                and not e.unreliable
              group by a.id)
            select count(*)::int as told,
              avg(abs(extract(epoch from e.started_at - s.p50)) / 60)::double precision as mean_error,
              avg((e.started_at <= s.p90)::int)::double precision as under_p90,
              avg((e.started_at between s.p10 and s.p90)::int)::double precision as in_range,
              avg(extract(epoch from s.p90 - s.p10) / 60)::double precision as mean_width
            from e join appointment_forecast_sample s on s.appointment_id = e.id and s.at <= e.started_at
            having count(*) > 0""";

    private final JdbcTemplate jdbc;

    AccuracyStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public List<Accuracy.Line> lines(UUID facilityId, LocalDate first, LocalDate last) {
        return jdbc.query(
                LINES,
                (row, n) -> new Accuracy.Line(
                        Columns.id(row, "queue_id"),
                        Urgency.ofLevel(row.getInt("urgency")),
                        row.getInt("horizon"),
                        row.getInt("told"),
                        row.getDouble("mean_error"),
                        row.getDouble("under_p90"),
                        row.getDouble("in_range"),
                        row.getDouble("mean_width")),
                facilityId,
                first,
                last);
    }

    public List<Accuracy.Notices> notices(UUID facilityId, LocalDate first, LocalDate last) {
        return jdbc.query(
                NOTICES,
                (row, n) -> new Accuracy.Notices(
                        Columns.id(row, "queue_id"),
                        Urgency.ofLevel(row.getInt("urgency")),
                        row.getInt("given"),
                        row.getDouble("within_10_to_20"),
                        row.getDouble("within_5_to_30")),
                facilityId,
                first,
                last);
    }

    public Accuracy.@Nullable Booked booked(UUID facilityId, LocalDate first, LocalDate last) {
        return jdbc
                .query(
                        BOOKED,
                        (row, n) -> new Accuracy.Booked(
                                row.getInt("told"),
                                row.getDouble("mean_error"),
                                row.getDouble("under_p90"),
                                row.getDouble("in_range"),
                                row.getDouble("mean_width")),
                        facilityId,
                        first,
                        last)
                .stream()
                .findFirst()
                .orElse(null);
    }

    public int unreliable(UUID facilityId, LocalDate first, LocalDate last) {
        Integer count = jdbc.queryForObject(
                ENTRIES + "select count(*)::int from e where e.unreliable", Integer.class, facilityId, first, last);
        return count == null ? 0 : count;
    }
}
