package org.careturn.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Seals, the rows that they cover, and those that wait for one. */
final class SealStore {
    /** Held by the one node that seals, for as long as its transaction lasts. */
    private static final long SEALER = 0x5ea1_0001L;

    private static final String WAITING =
            "select ctid::text as position, event_id from audit_unsealed where ctid > ?::tid order by ctid limit ?";
    private static final String TAKE = "delete from audit_unsealed where ctid = any(?::tid[])";
    private static final String SEAL = "select number, sealed_at, events, digests, previous, hash from audit_seal ";
    private static final String INSERT = """
            insert into audit_seal (number, sealed_at, events, digests, previous, hash)
            values (?, ?, ?::uuid[], ?, ?, ?)""";
    private static final String ROWS = """
            select id, (extract(epoch from at) * 1000000)::bigint as at_micros, account_id, action, facility_id,
              subject_kind, subject_id, patient_id, request_id, address, detail::text, personal
            from audit_event where id = any(?::uuid[])""";
    private static final String OLDEST = """
            select e.at from audit_unsealed u left join audit_event e on e.id = u.event_id order by e.at limit 1""";
    private static final String WAITING_IN_VAIN = """
            select event_id from audit_unsealed u
            where not exists (select from audit_event e where e.id = u.event_id) order by event_id limit 1""";
    private static final String COUNTS = """
            select (select count(*) from audit_event), (select count(*) from audit_unsealed),
              (select coalesce(sum(cardinality(events)), 0) from audit_seal)""";
    private static final String UNCOVERED = """
            select e.id from audit_event e
            left join (select unnest(events) as id from audit_seal union all select event_id from audit_unsealed) c
              on c.id = e.id
            where c.id is null order by e.id limit 1""";

    private final JdbcTemplate jdbc;

    SealStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A row that waits, and where it stands. */
    record Waiting(String position, UUID event) {}

    /** How many rows there are, how many of them wait, and how many the seals cover. */
    record Counts(long events, long waiting, long sealed) {}

    /** False where another node seals. */
    boolean lock() {
        return Boolean.TRUE.equals(jdbc.queryForObject("select pg_try_advisory_xact_lock(?)", Boolean.class, SEALER));
    }

    boolean anyWaiting() {
        return Boolean.TRUE.equals(jdbc.queryForObject("select exists (select from audit_unsealed)", Boolean.class));
    }

    List<Waiting> waiting(String after, int limit) {
        return jdbc.query(
                WAITING, (row, n) -> new Waiting(row.getString(1), row.getObject(2, UUID.class)), after, limit);
    }

    void take(List<Waiting> taken) {
        jdbc.update(TAKE, (Object) taken.stream().map(Waiting::position).toArray(String[]::new));
    }

    Optional<Seal> last() {
        return jdbc.query(SEAL + "order by number desc limit 1", SealStore::seal).stream()
                .findFirst();
    }

    Optional<Seal> find(long number) {
        return jdbc.query(SEAL + "where number = ?", SealStore::seal, number).stream()
                .findFirst();
    }

    List<Seal> after(long number, int limit) {
        return jdbc.query(SEAL + "where number > ? order by number limit ?", SealStore::seal, number, limit);
    }

    void insert(Seal seal) {
        jdbc.update(
                INSERT,
                seal.number(),
                Timestamp.from(seal.sealedAt()),
                Columns.texts(seal.events()),
                seal.digests(),
                seal.previous(),
                seal.hash());
    }

    Map<UUID, LoggedRow> rows(Collection<UUID> ids) {
        Map<UUID, LoggedRow> rows = new HashMap<>();
        jdbc.query(ROWS, SealStore::row, (Object) Columns.texts(ids)).forEach(row -> rows.put(row.id(), row));
        return rows;
    }

    Counts counts() {
        return Objects.requireNonNull(
                jdbc.queryForObject(COUNTS, (row, n) -> new Counts(row.getLong(1), row.getLong(2), row.getLong(3))));
    }

    /** When the oldest row that waits was written. */
    @Nullable
    Instant oldestWaiting() {
        return jdbc.query(OLDEST, (row, n) -> Optional.ofNullable(row.getTimestamp(1))).stream()
                .findFirst()
                .flatMap(at -> at)
                .map(Timestamp::toInstant)
                .orElse(null);
    }

    /** A row that waits and isn't there. */
    Optional<UUID> waitingInVain() {
        return first(WAITING_IN_VAIN);
    }

    /** The first row that no seal covers and that waits for none. */
    Optional<UUID> uncovered() {
        return first(UNCOVERED);
    }

    private Optional<UUID> first(String sql) {
        return jdbc.query(sql, (row, n) -> row.getObject(1, UUID.class)).stream()
                .findFirst();
    }

    private static Seal seal(ResultSet row, int n) throws SQLException {
        return new Seal(
                row.getLong("number"),
                row.getTimestamp("sealed_at").toInstant(),
                Arrays.asList((UUID[]) row.getArray("events").getArray()),
                row.getBytes("digests"),
                row.getBytes("previous"),
                row.getBytes("hash"));
    }

    private static LoggedRow row(ResultSet row, int n) throws SQLException {
        return new LoggedRow(
                row.getObject("id", UUID.class),
                row.getLong("at_micros"),
                row.getObject("account_id", UUID.class),
                row.getString("action"),
                row.getObject("facility_id", UUID.class),
                row.getString("subject_kind"),
                row.getObject("subject_id", UUID.class),
                row.getObject("patient_id", UUID.class),
                row.getString("request_id"),
                row.getString("address"),
                row.getString("detail"),
                row.getBytes("personal"));
    }
}
