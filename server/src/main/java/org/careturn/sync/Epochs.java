package org.careturn.sync;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Which database this is: PostgreSQL's system identifier, the timeline, and how often a backup was restored. It is read
 * with each request that needs it: a statement without a table's lock, cheaper than knowing when the pool has reconnected.
 * The timeline is that of the log's present file: the control file learns of a new one only with the next checkpoint.
 */
@Component
class Epochs {
    private static final String SELECT = """
            select (select system_identifier from pg_control_system()) || '-' || case
                when pg_is_in_recovery() then (select timeline_id from pg_control_checkpoint())
                else ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int end
              || '-' || count from sync_restore""";

    private final JdbcTemplate jdbc;

    Epochs(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    String current() {
        return String.valueOf(jdbc.queryForObject(SELECT, String.class));
    }
}
