package org.careturn.live;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.ObjLongConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/** What nodes tell each other through the database: facilities and the versions that they have reached. */
@Component
class Notices {
    static final String CHANNEL = "careturn_live";

    private static final int MOST_BYTES = 7_900; // PostgreSQL takes payloads of less than 8,000
    private static final Pattern NOTICE = Pattern.compile("([0-9a-f-]{36}) ([0-9]{1,18})");

    private final JdbcConnectionDetails database;

    Notices(JdbcConnectionDetails database) {
        this.database = database;
    }

    /** A connection beside the pool, since it is kept, and since business transactions must not wait for it. */
    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", String.valueOf(database.getUsername()));
        properties.setProperty("password", String.valueOf(database.getPassword()));
        properties.setProperty("ApplicationName", "careturn live");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(database.getJdbcUrl(), properties);
    }

    /** As few payloads as hold them all. */
    static List<String> write(Map<UUID, Long> versions) {
        List<String> payloads = new ArrayList<>();
        StringBuilder payload = new StringBuilder();
        versions.forEach((facility, version) -> {
            String notice = facility + " " + version;
            if (payload.length() + notice.length() + 1 > MOST_BYTES) {
                payloads.add(payload.toString());
                payload.setLength(0);
            }
            payload.append(payload.isEmpty() ? "" : "\n").append(notice);
        });
        if (!payload.isEmpty()) {
            payloads.add(payload.toString());
        }
        return payloads;
    }

    /** Passes over what it can't read: the versions are read each second anyway. */
    static void read(String payload, ObjLongConsumer<UUID> heard) {
        NOTICE.matcher(payload)
                .results()
                .forEach((MatchResult notice) ->
                        heard.accept(UUID.fromString(notice.group(1)), Long.parseLong(notice.group(2))));
    }
}
