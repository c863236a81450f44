package org.careturn.queueing.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.platform.database.Columns;
import org.careturn.queueing.DeskSession;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;

/** Desk sessions, the queues they serve and their breaks. */
@Repository
public class DeskSessionStore {
    private static final String SELECT = """
            select d.id, d.facility_id, d.account_id, d.role, d.room_id, d.state, d.call_slots, d.opened_at, d.closed_at,
              d.break_reason, d.break_until,
              array (select q.queue_id from desk_session_queue q where q.desk_session_id = d.id order by q.queue_id) as queue_ids
            from desk_session d
            """;

    private final JdbcTemplate jdbc;
    private final RowMapper<DeskSession> mapper = (row, n) -> map(row);

    DeskSessionStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Opens a desk; false where the account has one open already. */
    public boolean insert(DeskSession desk) {
        boolean inserted = jdbc.update(
                        """
                        insert into desk_session (id, facility_id, account_id, role, room_id, state, call_slots, opened_at)
                        values (?, ?, ?, ?, ?, 'ACTIVE', ?, ?)
                        on conflict (account_id) where state <> 'CLOSED' do nothing""",
                        desk.id(),
                        desk.facilityId(),
                        desk.accountId(),
                        desk.role().name(),
                        desk.roomId(),
                        desk.callSlots(),
                        Columns.utc(desk.openedAt()))
                == 1;
        if (inserted) {
            setQueues(desk);
        }
        return inserted;
    }

    /** Replaces the queues that the desk serves. */
    public void setQueues(DeskSession desk) {
        jdbc.update("delete from desk_session_queue where desk_session_id = ?", desk.id());
        jdbc.update("""
                insert into desk_session_queue (desk_session_id, facility_id, queue_id)
                select ?, ?, q from unnest(?::text[]::uuid[]) q""", desk.id(), desk.facilityId(), Columns.texts(desk.queueIds()));
    }

    public Optional<DeskSession> find(UUID id) {
        return jdbc.query(SELECT + "where d.id = ?", mapper, id).stream().findFirst();
    }

    /** Locked first and read afterwards: a statement that waited for the lock sees the desk's queues as of before. */
    public Optional<DeskSession> lock(UUID id) {
        jdbc.query("select from desk_session where id = ? for no key update", row -> {}, id);
        return find(id);
    }

    public List<DeskSession> byIds(Collection<UUID> ids) {
        return jdbc.query(SELECT + "where d.id = any (?::text[]::uuid[])", mapper, (Object) Columns.texts(ids));
    }

    /** All that aren't closed; no more than the facility has staff. */
    public List<DeskSession> open(UUID facilityId) {
        return jdbc.query(SELECT + "where d.facility_id = ? and d.state <> 'CLOSED' order by d.id", mapper, facilityId);
    }

    /** A page of them, in the order in which they were opened. */
    public List<DeskSession> open(UUID facilityId, @Nullable UUID after, int limit) {
        return jdbc.query(
                SELECT
                        + "where d.facility_id = ? and d.state <> 'CLOSED' and (?::uuid is null or d.id > ?::uuid) order by d.id limit ?",
                mapper,
                facilityId,
                after,
                after,
                limit);
    }

    /** Desks opened before this day began and before that moment, whose people have done nothing since then. */
    public List<UUID> forgotten(UUID facilityId, Instant dayBegin, Instant quietSince) {
        return jdbc.query(
                """
                select d.id from desk_session d
                where d.facility_id = ? and d.state <> 'CLOSED' and d.opened_at < least(?::timestamptz, ?::timestamptz)
                  and coalesce(
                    (select e.at from audit_event e where e.account_id = d.account_id order by e.id desc limit 1) < ?, true)
                order by d.id""",
                (row, n) -> Columns.id(row, "id"),
                facilityId,
                Columns.utc(dayBegin),
                Columns.utc(quietSince),
                Columns.utc(quietSince));
    }

    public Optional<DeskSession> openOf(UUID accountId) {
        return jdbc.query(SELECT + "where d.account_id = ? and d.state <> 'CLOSED'", mapper, accountId).stream()
                .findFirst();
    }

    public void startBreak(UUID id, Instant now, @Nullable String reason, @Nullable Instant until) {
        jdbc.update(
                "update desk_session set state = 'ON_BREAK', break_reason = ?, break_until = ?, version = version + 1 where id = ?",
                reason,
                Columns.utcOrNull(until),
                id);
        jdbc.update(
                "insert into desk_break (id, desk_session_id, started_at, planned_end, reason) values (?, ?, ?, ?, ?)",
                Ids.next(),
                id,
                Columns.utc(now),
                Columns.utcOrNull(until),
                reason);
    }

    public void endBreak(UUID id, Instant now) {
        jdbc.update("""
                update desk_session set state = 'ACTIVE', break_reason = null, break_until = null, version = version + 1
                where id = ?""", id);
        endOpenBreak(id, now);
    }

    public void close(UUID id, Instant now) {
        jdbc.update("""
                update desk_session set state = 'CLOSED', closed_at = ?, break_until = null, version = version + 1
                where id = ?""", Columns.utc(now), id);
        endOpenBreak(id, now);
    }

    private void endOpenBreak(UUID id, Instant now) {
        jdbc.update(
                "update desk_break set ended_at = greatest(started_at, ?) where desk_session_id = ? and ended_at is null",
                Columns.utc(now),
                id);
    }

    private static DeskSession map(ResultSet row) throws SQLException {
        return new DeskSession(
                Columns.id(row, "id"),
                Columns.id(row, "facility_id"),
                Columns.id(row, "account_id"),
                Role.valueOf(row.getString("role")),
                Columns.id(row, "room_id"),
                Columns.list(row, "queue_ids", UUID.class),
                DeskSession.State.valueOf(row.getString("state")),
                row.getInt("call_slots"),
                Columns.instant(row, "opened_at"),
                Columns.instantOrNull(row, "closed_at"),
                row.getString("break_reason"),
                Columns.instantOrNull(row, "break_until"));
    }
}
