package org.careturn.forecasting.whatif;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.careturn.forecasting.whatif.WhatIfJob.Failure;
import org.careturn.forecasting.whatif.WhatIfJob.State;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class WhatIfStore {
    static final int ATTEMPTS = 3;
    private static final String COLUMNS = " id, request, state, progress, result, failure, created_at, finished_at ";
    private static final String MINE = " where id = ? and state = 'RUNNING' and runner = ?";

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    WhatIfStore(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Until the end of the transaction nobody else starts one there. */
    void lockStarts(UUID facilityId) {
        jdbc.query("select pg_advisory_xact_lock(hashtextextended(?, 5))", row -> {}, "what-if " + facilityId);
    }

    int unfinished(UUID facilityId) {
        Integer count = jdbc.queryForObject(
                "select count(*) from what_if where facility_id = ? and state in ('QUEUED', 'RUNNING')",
                Integer.class,
                facilityId);
        return count == null ? 0 : count;
    }

    void insert(UUID id, UUID accountId, WhatIfRequest request, Instant now) {
        jdbc.update(
                """
                insert into what_if (id, facility_id, account_id, day, request, state, created_at)
                values (?, ?, ?, ?, ?::jsonb, 'QUEUED', ?)""",
                id,
                request.facilityId(),
                accountId,
                request.day(),
                json.writeValueAsString(request),
                Columns.utc(now));
    }

    Optional<WhatIfJob> find(UUID id) {
        return jdbc.query("select" + COLUMNS + "from what_if where id = ?", this::job, id).stream()
                .findFirst();
    }

    boolean cancel(UUID id, Instant now) {
        return jdbc.update(
                        "update what_if set state = 'CANCELLED', finished_at = ? where id = ? and state in ('QUEUED', 'RUNNING')",
                        Columns.utc(now),
                        id)
                == 1;
    }

    /** The oldest that nobody works on becomes this runner's for a minute, which {@link #progress} prolongs. */
    Optional<WhatIfJob> claim(UUID runner) {
        return jdbc.query("""
                        update what_if
                        set state = 'RUNNING', runner = ?, attempts = attempts + 1, lease_until = now() + interval '1 minute'
                        where id = (
                          select id from what_if
                          where (state = 'QUEUED' or state = 'RUNNING' and lease_until < now()) and attempts < ?
                          order by created_at limit 1 for update skip locked)
                        returning""" + COLUMNS, this::job, runner, ATTEMPTS).stream().findFirst();
    }

    /** Those on which each attempt ended without a word. */
    void giveUp(Instant now) {
        jdbc.update("""
                update what_if set state = 'FAILED', failure = 'INTERRUPTED', finished_at = ?
                where state in ('QUEUED', 'RUNNING') and attempts >= ? and lease_until < now()""", Columns.utc(now), ATTEMPTS);
    }

    /** False where it was cancelled, or is another's now. */
    boolean progress(UUID id, UUID runner, int percent) {
        return jdbc.update(
                        "update what_if set progress = ?, lease_until = now() + interval '1 minute'" + MINE,
                        percent,
                        id,
                        runner)
                == 1;
    }

    void done(UUID id, UUID runner, WhatIf.Result result, Instant now) {
        jdbc.update(
                "update what_if set state = 'DONE', progress = 100, result = ?::jsonb, finished_at = ?" + MINE,
                json.writeValueAsString(result),
                Columns.utc(now),
                id,
                runner);
    }

    void failed(UUID id, UUID runner, Failure failure, Instant now) {
        jdbc.update(
                "update what_if set state = 'FAILED', failure = ?, finished_at = ?" + MINE,
                failure.name(),
                Columns.utc(now),
                id,
                runner);
    }

    /** Takes it up later, by whichever node: this one stops, or met an error that may pass. */
    void release(UUID id, UUID runner) {
        jdbc.update("update what_if set lease_until = now()" + MINE, id, runner);
    }

    void forget(Instant before) {
        jdbc.update("delete from what_if where created_at < ? and finished_at is not null", Columns.utc(before));
    }

    private WhatIfJob job(ResultSet row, int number) throws SQLException {
        @Nullable String result = row.getString("result");
        @Nullable String failure = row.getString("failure");
        return new WhatIfJob(
                Columns.id(row, "id"),
                json.readValue(row.getString("request"), WhatIfRequest.class),
                State.valueOf(row.getString("state")),
                row.getInt("progress"),
                result == null ? null : json.readValue(result, WhatIf.Result.class),
                failure == null ? null : Failure.valueOf(failure),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "finished_at"));
    }
}
