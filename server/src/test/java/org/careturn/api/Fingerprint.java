package org.careturn.api;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Of every table: how many rows, and which transaction wrote last. The scheduler's table is left out, as its jobs work all
 * the time, those of the sealer, of the forecast and of messages, which follow what others write, and that of limits, which count
 * refused attempts above all. Questions about days that might be are counted only, as
 * workers answer them.
 */
record Fingerprint(Map<String, String> tables) {
    private static final String TABLES = """
            select table_name from information_schema.tables
            where table_schema = 'public' and table_type = 'BASE TABLE'
              and table_name not in ('scheduled_tasks', 'flyway_schema_history', 'attempt_limit', 'audit_unsealed', 'audit_seal',
                'notification', 'notification_attempt', 'forecast', 'forecast_case', 'forecast_facility', 'forecast_queue', 'forecast_sample', 'service_time',
                'arrival_day', 'no_show_case', 'appointment_forecast')
            order by table_name""";

    /** @param connection to the database, as a role that may read all of it */
    static Fingerprint of(Connection connection) {
        Map<String, String> tables = new TreeMap<>();
        try (var statement = connection.createStatement()) {
            List<String> parts = new ArrayList<>();
            try (var names = statement.executeQuery(TABLES)) {
                while (names.next()) {
                    String name = names.getString(1);
                    if (name.equals("what_if")) {
                        parts.add("select 'what_if', count(*) || ' rows' from what_if");
                        continue;
                    }
                    parts.add(
                            "select '%1$s', count(*) || ' rows, last by ' || coalesce(age('3'::xid) - min(age(xmin)), 0) from %1$s"
                                    .formatted(name));
                }
            }
            try (var rows = statement.executeQuery(String.join(" union all ", parts))) {
                while (rows.next()) {
                    tables.put(rows.getString(1), rows.getString(2));
                }
            }
            return new Fingerprint(tables);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tables that differ. */
    Map<String, String> differenceTo(Fingerprint other) {
        Map<String, String> different = new TreeMap<>(other.tables);
        different.entrySet().removeAll(tables.entrySet());
        return different;
    }
}
