package org.careturn.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.database.Columns;
import org.careturn.sync.Judged.About;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads the orders of changes, a facility's or a patient's. */
@Repository
class ChangesOf {
    private final JdbcTemplate jdbc;
    private final ChangeFeed order;

    ChangesOf(JdbcTemplate jdbc, ChangeFeed order) {
        this.jdbc = jdbc;
        this.order = order;
    }

    /** Rows that changed after a version and up to {@code version}; {@code more} where there are others behind it. */
    record Page(List<About> rows, long version, boolean more) {}

    Map<UUID, Long> versions(boolean facility, Collection<UUID> feeds) {
        Map<UUID, Long> versions = new HashMap<>();
        jdbc.query(
                facility
                        ? "select facility_id as id, version from facility_feed where facility_id = any (?::text[]::uuid[])"
                        : "select patient_id as id, version from patient_feed where patient_id = any (?::text[]::uuid[])",
                row -> {
                    versions.put(Columns.id(row, "id"), row.getLong("version"));
                },
                (Object) Columns.texts(feeds));
        return versions;
    }

    /** Up to which version a feed's changes are no longer kept. */
    long forgotten(boolean facility, UUID feed, long present) {
        if (!facility) {
            return present - FeedRetention.PATIENT_VERSIONS;
        }
        return order.forgotten(feed);
    }

    /** At most so many rows, unless a single version has more. */
    Page read(boolean facility, UUID feed, long after, long upTo, int limit) {
        record Changed(long version, About row) {}
        List<Changed> changed = jdbc.query(
                facility
                        ? "select version, kind, row_id from change where facility_id = ? and version > ? and version <= ? order by version limit ?"
                        : "select version, kind, row_id from patient_change where patient_id = ? and version > ? and version <= ? order by version limit ?",
                (row, n) -> new Changed(
                        row.getLong("version"), new About(row.getString("kind"), Columns.id(row, "row_id"))),
                feed,
                after,
                upTo,
                limit + 1);
        if (changed.size() <= limit) {
            return new Page(changed.stream().map(Changed::row).distinct().toList(), upTo, false);
        }
        long cut = changed.getLast().version - 1;
        if (cut <= after) {
            return read(facility, feed, after, upTo, limit * 4);
        }
        List<About> rows = new ArrayList<>();
        changed.stream()
                .filter(one -> one.version <= cut)
                .map(Changed::row)
                .distinct()
                .forEach(rows::add);
        return new Page(rows, cut, true);
    }
}
