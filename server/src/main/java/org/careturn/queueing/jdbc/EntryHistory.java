package org.careturn.queueing.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.careturn.platform.database.Columns;
import org.careturn.queueing.EntryAction;
import org.careturn.queueing.EntryEvent;
import org.careturn.queueing.EntryState;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What happened to entries. */
@Repository
public class EntryHistory {
    /** Once a call has ended, the entry goes on naming it; what is done later isn't done at its desk. */
    private static final String PAGE = """
            select h.version, h.action, h.at, h.from_state, h.to_state, c.id as call_id, c.desk_session_id, c.room_id,
              r.name as room_name, h.account_id, a.display_name as account_name, h.reason, h.undoes_version
            from entry_event h
            left join call c on c.id = h.call_id
              and (h.from_state in ('CALLED', 'SERVING') or h.to_state in ('CALLED', 'SERVING'))
            left join room r on r.id = c.room_id
            left join account a on a.id = h.account_id
            where h.entry_id = ? and (?::bigint is null or h.version < ?::bigint)
            order by h.version desc limit ?""";

    private final JdbcTemplate jdbc;

    EntryHistory(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The latest first.
     *
     * @param before the version of the last one of the page before
     */
    public List<EntryEvent> page(UUID entryId, @Nullable Long before, int limit) {
        return jdbc.query(PAGE, EntryHistory::event, entryId, before, before, limit);
    }

    private static EntryEvent event(ResultSet row, int n) throws SQLException {
        String from = row.getString("from_state");
        return new EntryEvent(
                row.getLong("version"),
                EntryAction.valueOf(row.getString("action")),
                Columns.instant(row, "at"),
                from == null ? null : EntryState.valueOf(from),
                EntryState.valueOf(row.getString("to_state")),
                Columns.idOrNull(row, "call_id"),
                Columns.idOrNull(row, "desk_session_id"),
                Columns.idOrNull(row, "room_id"),
                row.getString("room_name"),
                Columns.id(row, "account_id"),
                row.getString("account_name"),
                row.getString("reason"),
                (Long) row.getObject("undoes_version"));
    }
}
