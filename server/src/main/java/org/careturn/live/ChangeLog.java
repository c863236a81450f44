package org.careturn.live;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads the order of events. */
@Repository
class ChangeLog {
    /** Who is further behind than so many versions, or rows, reads everything anew: that is less. */
    static final int MAX_VERSIONS = 500;

    static final int MAX_ROWS = 5_000;

    private static final String AFTER = """
            select c.version, c.kind, c.row_id, coalesce(e.queue_id, k.queue_id) as queue_id, v.id as visit_id,
              v.patient_id
            from change c
            left join entry e on c.kind = 'entry' and e.id = c.row_id
            left join call k on c.kind = 'call' and k.id = c.row_id
            left join visit v on v.id = coalesce(e.visit_id, k.visit_id, case when c.kind = 'visit' then c.row_id end)
            where c.facility_id = ? and c.version > ? and c.version <= ?
            order by c.version
            limit ?""";

    private final JdbcTemplate jdbc;

    ChangeLog(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The present version of each facility. */
    Map<UUID, Long> versions() {
        Map<UUID, Long> versions = new HashMap<>();
        jdbc.query("select facility_id, version from facility_feed", row -> {
            versions.put(row.getObject("facility_id", UUID.class), row.getLong("version"));
        });
        return versions;
    }

    long version(UUID facilityId) {
        Long version =
                jdbc.queryForObject("select version from facility_feed where facility_id = ?", Long.class, facilityId);
        return version == null ? 0 : version;
    }

    /** What changed after {@code from} and up to {@code to}, in order. */
    Delta read(UUID facilityId, long from, long to) {
        if (to - from > MAX_VERSIONS) {
            return Delta.of(from, to, null);
        }
        List<Change> changes = jdbc.query(
                AFTER,
                (row, n) -> new Change(
                        row.getLong("version"),
                        row.getString("kind"),
                        row.getObject("row_id", UUID.class),
                        row.getObject("queue_id", UUID.class),
                        row.getObject("visit_id", UUID.class),
                        row.getObject("patient_id", UUID.class)),
                facilityId,
                from,
                to,
                MAX_ROWS + 1);
        return Delta.of(from, to, changes.size() > MAX_ROWS ? null : changes);
    }
}
