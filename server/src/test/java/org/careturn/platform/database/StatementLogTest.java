package org.careturn.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.careturn.support.TestDatabase;
import org.junit.jupiter.api.Test;

/** NFR-PRIV-01: PostgreSQL's log says which statement was slow or failed, and nothing of what it was about. */
class StatementLogTest {
    private static final String NAME = "Zwilvana Qoplemaya";

    @Test
    void slowAndFailedStatementsAreLoggedWithoutTheirValues() throws Exception {
        try (TestDatabase database = TestDatabase.fresh();
                Connection connection = database.superuser().connect()) {
            Path log = log(connection);
            long before = Files.size(log);
            try (var slow = connection.prepareStatement("select pg_sleep(0.6), ?::text as asked_for")) {
                slow.setString(1, NAME);
                slow.execute();
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table twice (name text primary key check (name <> 'nobody'))");
            }
            try (var insert = connection.prepareStatement("insert into twice values (?)")) {
                insert.setString(1, NAME);
                insert.execute();
                assertThatThrownBy(insert::execute).isInstanceOf(SQLException.class);
            }
            try (var failing =
                    connection.prepareStatement("select ?::text from twice where 1 / (length(name) - 18) = 1")) {
                failing.setString(1, NAME);
                assertThatThrownBy(failing::execute).isInstanceOf(SQLException.class);
            }
            byte[] all = Files.readAllBytes(log);
            String written = new String(all, (int) before, all.length - (int) before, StandardCharsets.UTF_8);
            assertThat(written)
                    .contains("duration: ", "as asked_for", "duplicate key value", "division by zero")
                    .doesNotContain("Zwilvana", "Qoplemaya");
        }
    }

    /** The database of the containers is set up in another file. */
    @Test
    void theDatabaseOfTheContainersLogsTheSame() throws Exception {
        String compose = Files.readString(Path.of("../compose.yaml"));
        try (TestDatabase database = TestDatabase.fresh();
                Connection connection = database.superuser().connect()) {
            for (String setting : List.of(
                    "log_min_duration_statement",
                    "log_lock_waits",
                    "log_parameter_max_length",
                    "log_parameter_max_length_on_error",
                    "log_error_verbosity",
                    "log_min_error_statement")) {
                assertThat(compose).contains("\"" + setting + "=" + shown(connection, setting) + "\"");
            }
        }
    }

    private static Path log(Connection connection) throws SQLException {
        return Path.of(shown(connection, "data_directory")).resolveSibling("postgres.log");
    }

    private static String shown(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }
}
