package org.careturn.imports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.careturn.imports.FileImport.Failure;
import org.careturn.imports.FileImport.State;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ImportStore {
    static final int ATTEMPTS = 3;

    /** The first ones; of all only the number. */
    static final int FINDINGS = 500;

    private static final String SELECT = """
            select id, facility_id, kind, state, rows, done, written, skipped, refused, faults, hints, findings, failure,
              created_at, finished_at
            from file_import
            """;
    private static final String MINE = " where id = ? and state in ('CHECKING', 'WRITING') and runner = ?";

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    ImportStore(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What a runner needs to know of the import that became its own. */
    record Claimed(
            UUID id,
            UUID runner,
            UUID facilityId,
            UUID accountId,
            ImportKind kind,
            LikelyRows likely,
            State state,
            String content,
            int done) {
        @Override
        public String toString() {
            return "Claimed[" + id + "]";
        }
    }

    /** What became of a row that was to be written. */
    enum Fate {
        WRITTEN,
        SKIPPED,
        REFUSED
    }

    /** @param finding why, for one that wasn't written */
    record Written(Fate fate, @Nullable Finding finding) {}

    /** Until the end of the transaction nobody else starts one there. */
    void lockStarts(UUID facilityId) {
        jdbc.query("select pg_advisory_xact_lock(hashtextextended(?, 5))", row -> {}, "import " + facilityId);
    }

    int unfinished(UUID facilityId) {
        Integer count = jdbc.queryForObject(
                "select count(*) from file_import where facility_id = ? and state in ('CHECKING', 'WRITING')",
                Integer.class,
                facilityId);
        return count == null ? 0 : count;
    }

    /** Those of the same kind that somebody checked and didn't start give way to a new one. */
    void replace(UUID facilityId, UUID accountId, ImportKind kind, Instant now) {
        jdbc.update("""
                update file_import set state = 'CANCELLED', content = null, finished_at = ?
                where facility_id = ? and account_id = ? and kind = ? and state = 'CHECKED'""", Columns.utc(now), facilityId, accountId, kind.name());
    }

    void insert(UUID id, UUID facilityId, UUID accountId, ImportKind kind, String content, Instant now) {
        jdbc.update("""
                insert into file_import (id, facility_id, account_id, kind, content, state, created_at)
                values (?, ?, ?, ?, ?, 'CHECKING', ?)""", id, facilityId, accountId, kind.name(), content, Columns.utc(now));
    }

    Optional<FileImport> find(UUID id) {
        return jdbc.query(SELECT + "where id = ?", this::read, id).stream().findFirst();
    }

    boolean start(UUID id, UUID accountId, LikelyRows likely) {
        return jdbc.update("""
                        update file_import
                        set state = 'WRITING', account_id = ?, likely = ?, done = 0, hints = 0, findings = '[]', attempts = 0,
                          runner = null, lease_until = null
                        where id = ? and state = 'CHECKED' and faults = 0""", accountId, likely.name(), id) == 1;
    }

    boolean cancel(UUID id, Instant now) {
        return jdbc.update("""
                        update file_import set state = 'CANCELLED', content = null, finished_at = ?
                        where id = ? and state in ('CHECKING', 'CHECKED', 'WRITING')""", Columns.utc(now), id) == 1;
    }

    /** The oldest that nobody works on becomes this runner's for a minute, which each sign of life prolongs. */
    Optional<Claimed> claim(UUID runner) {
        return jdbc
                .query(
                        """
                        update file_import
                        set runner = ?, attempts = attempts + 1, lease_until = now() + interval '1 minute'
                        where id = (
                          select id from file_import
                          where state in ('CHECKING', 'WRITING') and (lease_until is null or lease_until < now())
                            and attempts < ?
                          order by created_at limit 1 for update skip locked)
                        returning id, runner, facility_id, account_id, kind, likely, state, content, done""",
                        (row, n) -> new Claimed(
                                Columns.id(row, "id"),
                                Columns.id(row, "runner"),
                                Columns.id(row, "facility_id"),
                                Columns.id(row, "account_id"),
                                ImportKind.valueOf(row.getString("kind")),
                                LikelyRows.valueOf(row.getString("likely")),
                                State.valueOf(row.getString("state")),
                                row.getString("content"),
                                row.getInt("done")),
                        runner,
                        ATTEMPTS)
                .stream()
                .findFirst();
    }

    /** Those on which each attempt ended without a word. */
    void giveUp(Instant now) {
        jdbc.update("""
                update file_import set state = 'FAILED', failure = 'INTERRUPTED', content = null, finished_at = ?
                where state in ('CHECKING', 'WRITING') and attempts >= ? and lease_until < now()""", Columns.utc(now), ATTEMPTS);
    }

    /** How far the check is. False where the import was cancelled, or is another's now. */
    boolean checked(UUID id, UUID runner, int rows, int done) {
        return jdbc.update(
                        "update file_import set rows = ?, done = ?, lease_until = now() + interval '1 minute'" + MINE,
                        rows,
                        done,
                        id,
                        runner)
                == 1;
    }

    /** Ends the check. A file that can't be started isn't kept. */
    void report(UUID id, UUID runner, int rows, List<Finding> findings) {
        long faults = findings.stream()
                .filter(found -> found.severity() == Finding.Severity.FAULT)
                .count();
        List<Finding> first = findings.stream()
                .sorted((one, other) -> one.severity() == other.severity()
                        ? Integer.compare(one.line(), other.line())
                        : one.severity().compareTo(other.severity()))
                .limit(FINDINGS)
                .toList();
        jdbc.update(
                """
                update file_import
                set state = 'CHECKED', rows = ?, done = ?, faults = ?, hints = ?, findings = ?::jsonb,
                  content = case when ? = 0 then content end, runner = null, lease_until = null""" + MINE,
                rows,
                rows,
                faults,
                findings.size() - faults,
                json.writeValueAsString(first),
                faults,
                id,
                runner);
    }

    /**
     * In the transaction of the rows, so that none is written twice or forgotten.
     *
     * @param done rows before these
     */
    boolean wrote(UUID id, UUID runner, int rows, int done, List<Written> written) {
        List<Finding> findings = written.stream()
                .flatMap(one -> Optional.ofNullable(one.finding).stream())
                .toList();
        return jdbc.update(
                        """
                        update file_import
                        set rows = ?, done = done + ?, written = written + ?, skipped = skipped + ?, refused = refused + ?,
                          attempts = 1, hints = hints + ?, lease_until = now() + interval '1 minute',
                          findings = case when ? = 0 or jsonb_array_length(findings) >= ? then findings else (
                            select jsonb_agg(f.one order by f.n)
                            from jsonb_array_elements(findings || ?::jsonb) with ordinality f(one, n) where f.n <= ?) end
                        """ + MINE + " and state = 'WRITING' and done = ?",
                        rows,
                        written.size(),
                        count(written, Fate.WRITTEN),
                        count(written, Fate.SKIPPED),
                        count(written, Fate.REFUSED),
                        findings.size(),
                        findings.size(),
                        FINDINGS,
                        json.writeValueAsString(findings),
                        FINDINGS,
                        id,
                        runner,
                        done)
                == 1;
    }

    private static long count(List<Written> written, Fate fate) {
        return written.stream().filter(one -> one.fate == fate).count();
    }

    void done(UUID id, UUID runner, Instant now) {
        jdbc.update(
                "update file_import set state = 'DONE', content = null, finished_at = ?" + MINE,
                Columns.utc(now),
                id,
                runner);
    }

    void failed(UUID id, UUID runner, Failure failure, Instant now) {
        jdbc.update(
                "update file_import set state = 'FAILED', failure = ?, content = null, finished_at = ?" + MINE,
                failure.name(),
                Columns.utc(now),
                id,
                runner);
    }

    /** Takes it up later, by whichever node: this one stops, or met an error that may pass. */
    void release(UUID id, UUID runner) {
        jdbc.update("update file_import set lease_until = now()" + MINE, id, runner);
    }

    /** Files that nobody started, and what is known of old imports. */
    void forget(Instant unstarted, Instant old, Instant now) {
        jdbc.update("""
                update file_import set state = 'CANCELLED', content = null, finished_at = ?
                where state = 'CHECKED' and created_at < ?""", Columns.utc(now), Columns.utc(unstarted));
        jdbc.update("delete from file_import where created_at < ? and finished_at is not null", Columns.utc(old));
    }

    private FileImport read(ResultSet row, int number) throws SQLException {
        String failure = row.getString("failure");
        return new FileImport(
                Columns.id(row, "id"),
                Columns.id(row, "facility_id"),
                ImportKind.valueOf(row.getString("kind")),
                State.valueOf(row.getString("state")),
                row.getInt("rows"),
                row.getInt("done"),
                row.getInt("written"),
                row.getInt("skipped"),
                row.getInt("refused"),
                row.getInt("faults"),
                row.getInt("hints"),
                List.of(json.readValue(row.getString("findings"), Finding[].class)),
                failure == null ? null : Failure.valueOf(failure),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "finished_at"));
    }
}
