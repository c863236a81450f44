package org.careturn.forecasting.jdbc;

import java.util.List;
import java.util.UUID;
import org.careturn.forecasting.Waits;
import org.careturn.platform.database.Columns;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** How the queues of a facility stand for somebody who would join them. */
@Repository
public class WaitStore {
    private final JdbcTemplate jdbc;

    WaitStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public List<Waits.Line> lines(UUID facilityId) {
        return jdbc.query(
                """
                select s.id as service_id, q.id as queue_id, q.open, s.duration_minutes, coalesce(f.desks, 0) as desks,
                  (select count(*) from entry e where e.queue_id = q.id and e.state = 'WAITING') as waiting,
                  last.p10, last.p90
                from service s join queue q on q.service_id = s.id
                left join forecast_queue f on f.queue_id = q.id
                left join lateral (
                  select t.p10, t.p90 from entry e join forecast t on t.entry_id = e.id
                  where e.queue_id = q.id and e.state = 'WAITING' and t.kind = 'RANGE'
                  order by t.p50 desc limit 1
                ) last on true
                where s.facility_id = ? and s.active
                order by s.name""",
                (row, n) -> new Waits.Line(
                        Columns.id(row, "service_id"),
                        Columns.id(row, "queue_id"),
                        row.getBoolean("open"),
                        row.getInt("waiting"),
                        row.getInt("desks"),
                        row.getInt("duration_minutes"),
                        Columns.instantOrNull(row, "p10"),
                        Columns.instantOrNull(row, "p90")),
                facilityId);
    }
}
