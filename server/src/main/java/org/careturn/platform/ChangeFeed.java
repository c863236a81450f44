package org.careturn.platform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one order of events per facility. A transaction names the rows that it changed; its very last statement takes the
 * facility's next version and writes them under it, so that versions are dense and become visible in order, and the lock
 * on the facility's row is held only for the commit.
 */
@Component
public class ChangeFeed {
    private static final String APPEND = """
            with v as (
              update facility_feed set version = version + 1 where facility_id = ? returning facility_id, version
            )
            insert into change (facility_id, version, kind, row_id)
            select v.facility_id, v.version, c.kind, c.row_id
            from v, unnest(?::text[], ?::text[]::uuid[]) as c(kind, row_id)
            returning version""";

    private final JdbcTemplate jdbc;
    private final ApplicationEventPublisher events;
    private final List<Before> before;

    ChangeFeed(JdbcTemplate jdbc, ApplicationEventPublisher events, List<Before> before) {
        this.jdbc = jdbc;
        this.events = events;
        this.before = before;
    }

    /** Who keeps another order of the same changes; writes it just before the facilities' locks are taken. */
    public interface Before {
        void changed(Collection<Row> rows);
    }

    /** Published after the commit that made this version visible. */
    public record Committed(UUID facilityId, long version) {}

    /** A row that changed. */
    public record Row(String kind, UUID id) {}

    /** Notes that this transaction changed the row; to be called inside one. Naming a row twice is the same as once. */
    public void changed(UUID facilityId, String kind, UUID rowId) {
        Pending pending = (Pending) TransactionSynchronizationManager.getResource(this);
        if (pending == null) {
            pending = new Pending();
            TransactionSynchronizationManager.bindResource(this, pending);
            TransactionSynchronizationManager.registerSynchronization(pending);
        }
        pending.rows.computeIfAbsent(facilityId, f -> new LinkedHashMap<>()).put(new Row(kind, rowId), Boolean.TRUE);
    }

    /** Up to which version a facility's changes are no longer kept: who stands before it reads everything anew. */
    public long forgotten(UUID facilityId) {
        Long version = jdbc.queryForObject(
                "select coalesce(max(version), 0) from feed_mark where facility_id = ? and forgotten",
                Long.class,
                facilityId);
        return version == null ? 0 : version;
    }

    private final class Pending implements TransactionSynchronization {
        private final Map<UUID, Map<Row, Boolean>> rows = new TreeMap<>();
        private final Map<Object, Map<UUID, Map<Row, Boolean>>> savepoints = new HashMap<>();
        private final List<Committed> committed = new ArrayList<>();

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE; // last: no other statement may follow the facility's lock
        }

        @Override
        public void savepoint(Object savepoint) {
            savepoints.put(savepoint, copy(rows));
        }

        /** What was noted since is no longer so. */
        @Override
        public void savepointRollback(Object savepoint) {
            Map<UUID, Map<Row, Boolean>> then = savepoints.getOrDefault(savepoint, Map.of());
            rows.clear();
            rows.putAll(copy(then));
        }

        private static Map<UUID, Map<Row, Boolean>> copy(Map<UUID, Map<Row, Boolean>> of) {
            Map<UUID, Map<Row, Boolean>> copy = new TreeMap<>();
            of.forEach((facility, changed) -> copy.put(facility, new LinkedHashMap<>(changed)));
            return copy;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            List<Row> all = rows.values().stream()
                    .flatMap(changed -> changed.keySet().stream())
                    .toList();
            if (!all.isEmpty()) {
                before.forEach(other -> other.changed(all));
            }
            rows.forEach((facility, changed) -> {
                String[] kinds = changed.keySet().stream().map(Row::kind).toArray(String[]::new);
                String[] ids = changed.keySet().stream()
                        .map(row -> row.id().toString())
                        .toArray(String[]::new);
                committed.add(
                        jdbc.query(APPEND, (row, n) -> new Committed(facility, row.getLong(1)), facility, kinds, ids)
                                .getFirst());
            });
        }

        @Override
        public void afterCommit() {
            committed.forEach(events::publishEvent);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(ChangeFeed.this);
        }
    }
}
