package org.careturn.api;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many rows were written to each table so far and stayed, counted by triggers: looking for them would read all that
 * the walks leave behind, thousands of times. Left out are the scheduler's table, as its jobs work all the time, those of
 * the sealer, of the forecast and of messages, which follow what others write, and those of limits and codes, which count refused
 * attempts above all. Of questions about days that might be only new and removed ones count, as workers answer them.
 */
record Fingerprint(Map<String, Long> tables) {
    private static final String TABLES = """
            select table_name from information_schema.tables
            where table_schema = 'public' and table_type = 'BASE TABLE'
              and table_name not in ('scheduled_tasks', 'flyway_schema_history', 'attempt_limit', 'one_time_code', 'audit_unsealed', 'audit_seal',
                'notification', 'notification_attempt', 'forecast', 'forecast_case', 'forecast_facility', 'forecast_queue', 'forecast_sample', 'service_time',
                'arrival_day', 'no_show_case', 'appointment_forecast',
                'appointment_forecast_sample')""";

    private static final String WATCH = """
            create schema watched;
            create unlogged table watched.written (table_name text not null);
            create function watched.note() returns trigger language plpgsql security definer as
            $$ begin insert into watched.written values (tg_table_name); return null; end $$""";

    private static final String TAKE = """
            with taken as (delete from watched.written returning table_name)
            select table_name, count(*) from taken group by table_name""";

    private static final Map<String, Long> WRITTEN = new ConcurrentHashMap<>();

    /** @param connection to the database, as the owner of its tables */
    static void watch(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (var names = statement.executeQuery(TABLES)) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            statement.execute(WATCH);
            for (String table : tables) {
                String writes = table.equals("what_if") ? "insert or delete" : "insert or update or delete";
                statement.execute("create trigger watched after " + writes + " on " + table
                        + " for each row execute function watched.note()");
            }
        }
    }

    /** @param connection the one that watches */
    static Fingerprint of(Connection connection) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(TAKE)) {
            while (rows.next()) {
                WRITTEN.merge(rows.getString(1), rows.getLong(2), Long::sum);
            }
            return new Fingerprint(Map.copyOf(WRITTEN));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tables that differ, with what the other counts. */
    Map<String, Long> differenceTo(Fingerprint other) {
        Map<String, Long> different = new TreeMap<>(other.tables);
        different.entrySet().removeAll(tables.entrySet());
        return different;
    }
}
