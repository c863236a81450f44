package org.careturn.queueing.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.careturn.platform.database.Columns;
import org.careturn.queueing.Call;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;

/** Calls, and the turn-taking of the queues that they come from. */
@Repository
public class CallStore {
    private static final String COLUMNS = """
            c.id, c.facility_id, c.entry_id, c.visit_id, c.queue_id, c.sequence, c.desk_session_id, c.slot, c.room_id,
            c.called_at, c.recalls, c.recalled_at, c.started_at, c.ended_at, c.outcome""";

    /**
     * Does nothing where the visit is at another desk, or the slot is taken: the unique indexes decide. Nor where the entry
     * isn't what it was when it was read; from here on it is locked.
     */
    private static final String INSERT = """
            insert into call (id, facility_id, entry_id, visit_id, queue_id, sequence, desk_session_id, call_slots, slot,
              room_id, called_at)
            select ?, ?, e.id, ?, ?, ?, ?, ?, ?, ?, ?
            from entry e where e.id = ? and e.version = ? and e.state = 'WAITING'
            for no key update
            on conflict do nothing""";

    private final JdbcTemplate jdbc;
    private final RowMapper<Call> mapper = (row, n) -> map(row);

    CallStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the queues' locks in the order of their ids; returns how many calls each has made. */
    public Map<UUID, Long> lockTurns(Collection<UUID> queueIds) {
        Map<UUID, Long> calls = new TreeMap<>();
        if (!queueIds.isEmpty()) {
            jdbc.query(
                    "select queue_id, calls from queue_turn where queue_id in (%s) order by queue_id for no key update"
                            .formatted(Columns.parameters(queueIds)),
                    row -> {
                        calls.put(Columns.id(row, "queue_id"), row.getLong("calls"));
                    },
                    queueIds.toArray());
        }
        return calls;
    }

    public boolean insert(Call call, int callSlots, long entryVersion) {
        return jdbc.update(
                        INSERT,
                        call.id(),
                        call.facilityId(),
                        call.visitId(),
                        call.queueId(),
                        call.sequence(),
                        call.deskSessionId(),
                        callSlots,
                        call.slot(),
                        call.roomId(),
                        Columns.utc(call.calledAt()),
                        call.entryId(),
                        entryVersion)
                == 1;
    }

    public void countCall(UUID queueId, long sequence) {
        jdbc.update("update queue_turn set calls = ? where queue_id = ?", sequence, queueId);
    }

    public long callsSoFar(UUID queueId) {
        Long calls = jdbc.queryForObject("select calls from queue_turn where queue_id = ?", Long.class, queueId);
        return calls == null ? 0 : calls;
    }

    public Optional<Call> find(UUID id) {
        return jdbc.query("select " + COLUMNS + " from call c where c.id = ?", mapper, id).stream()
                .findFirst();
    }

    public List<Call> byIds(Collection<UUID> ids) {
        return jdbc.query("select " + COLUMNS + " from call c where c.id = any (?::text[]::uuid[])", mapper, (Object)
                Columns.texts(ids));
    }

    /** The calls at a desk that haven't ended, by slot. */
    public List<Call> activeAt(UUID deskSessionId) {
        return jdbc.query(
                "select " + COLUMNS + " from call c where c.desk_session_id = ? and c.ended_at is null order by c.slot",
                mapper,
                deskSessionId);
    }

    public boolean isVisitCalled(UUID visitId) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from call where visit_id = ? and ended_at is null)", Boolean.class, visitId));
    }

    /** Which of these visits are under a call. */
    public Set<UUID> visitsUnderCall(Collection<UUID> visitIds) {
        return new HashSet<>(jdbc.query(
                "select visit_id from call where visit_id = any (?::text[]::uuid[]) and ended_at is null",
                (row, n) -> Columns.id(row, "visit_id"),
                (Object) Columns.texts(visitIds)));
    }

    /** The latest calls of a facility, newest first; what its displays show. */
    public List<Call> latest(UUID facilityId, Instant since, int limit) {
        return jdbc.query("select " + COLUMNS + """
                 from call c where c.facility_id = ? and c.called_at >= ?
                order by c.called_at desc, c.id desc limit ?""", mapper, facilityId, Columns.utc(since), limit);
    }

    public void recall(UUID id, Instant now) {
        jdbc.update(
                "update call set recalls = recalls + 1, recalled_at = ? where id = ? and ended_at is null",
                Columns.utc(now),
                id);
    }

    public void start(UUID id, Instant now) {
        jdbc.update("update call set started_at = ? where id = ? and ended_at is null", Columns.utc(now), id);
    }

    public void unstart(UUID id) {
        jdbc.update("update call set started_at = null where id = ? and ended_at is null", id);
    }

    public void end(UUID id, Instant now, Call.Outcome outcome) {
        jdbc.update(
                "update call set ended_at = ?, outcome = ? where id = ? and (ended_at is null or outcome <> ?)",
                Columns.utc(now),
                outcome.name(),
                id,
                outcome.name());
    }

    /** Makes an ended call active again; the unique indexes refuse where its slot or its patient has been taken. */
    public void reopen(UUID id, @Nullable Instant startedAt) {
        jdbc.update(
                "update call set ended_at = null, outcome = null, started_at = ? where id = ?",
                Columns.utcOrNull(startedAt),
                id);
    }

    private static Call map(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return new Call(
                Columns.id(row, "id"),
                Columns.id(row, "facility_id"),
                Columns.id(row, "entry_id"),
                Columns.id(row, "visit_id"),
                Columns.id(row, "queue_id"),
                row.getLong("sequence"),
                Columns.id(row, "desk_session_id"),
                row.getInt("slot"),
                Columns.id(row, "room_id"),
                Columns.instant(row, "called_at"),
                row.getInt("recalls"),
                Columns.instantOrNull(row, "recalled_at"),
                Columns.instantOrNull(row, "started_at"),
                Columns.instantOrNull(row, "ended_at"),
                outcome == null ? null : Call.Outcome.valueOf(outcome));
    }
}
