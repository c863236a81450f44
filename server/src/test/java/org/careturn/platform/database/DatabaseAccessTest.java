package org.careturn.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.util.Map;
import org.careturn.platform.settings.InvalidSettingsException;
import org.careturn.support.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAccessTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgres://ann:secret@db.example:6432/hospital           | jdbc:postgresql://db.example:6432/hospital                 | ann   | secret
            postgresql://ann:s%40c%2Fr+t@db/hospital?sslmode=require | jdbc:postgresql://db/hospital?sslmode=require              | ann   | s@c/r+t
            postgresql://ann@[::1]:5432/hospital                     | jdbc:postgresql://[::1]:5432/hospital                      | ann   | ''
            jdbc:postgresql://a:1,b:2/hospital?user=ann&password=p   | jdbc:postgresql://a:1,b:2/hospital                         | ann   | p
            jdbc:postgresql://db/h?ssl=true&user=ann&password=p&a=b  | jdbc:postgresql://db/h?ssl=true&a=b                        | ann   | p
            """)
    void readsEachForm(String url, String jdbc, String user, String password) {
        DatabaseAccess access = DatabaseAccess.parse("DATABASE_URL", url);
        assertThat(access.jdbcUrl()).isEqualTo(jdbc);
        assertThat(access.user()).isEqualTo(user);
        assertThat(access.password()).isEqualTo(password);
        assertThat(access.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://ann:hidden@db/hospital",
                "postgres://ann:hidden@db",
                "postgres://ann:hid#den@db/x y",
                "jdbc:mysql://db/hospital?password=hidden",
                "db.example",
                "postgres:///hospital?password=hidden"
            })
    void refusesOtherFormsWithoutRepeatingThePassword(String url) {
        assertThatThrownBy(() -> DatabaseAccess.parse("DATABASE_URL", url))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageStartingWith("DATABASE_URL must read postgresql://")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void asksForTheUser() {
        assertThatThrownBy(() -> DatabaseAccess.parse("DATABASE_URL", "jdbc:postgresql://db/hospital"))
                .hasMessageStartingWith("DATABASE_URL names no user");
    }

    @Test
    void saysInOneSentenceWhyADatabaseIsNotReached() {
        assertThatThrownBy(() -> DatabaseAccess.parse("DATABASE_URL", "postgres://ann:hidden@127.0.0.1:1/hospital")
                        .check("DATABASE_URL"))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageStartingWith("DATABASE_URL does not lead to a database"
                        + " (jdbc:postgresql://127.0.0.1:1/hospital, user ann): ")
                .hasMessageContaining("refused")
                .hasMessageNotContaining("hidden")
                .hasMessageNotContaining("\n");
        try (TestDatabase database = TestDatabase.fresh()) {
            DatabaseAccess app = database.app();
            assertThatThrownBy(() -> new DatabaseAccess(app.jdbcUrl(), app.user(), "hidden").check("DATABASE_URL"))
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() ->
                            new DatabaseAccess(app.jdbcUrl() + "x", app.user(), app.password()).check("DATABASE_URL"))
                    .hasMessageContaining("does not exist");
        }
    }

    @Test
    void worksInTheDatabaseThatTheSettingsName() throws Exception {
        try (TestDatabase test = TestDatabase.fresh()) {
            Map<String, String> settings = test.settings();
            DatabaseSettings named = new DatabaseSettings(
                    String.valueOf(settings.get("careturn.database.url")),
                    String.valueOf(settings.get("careturn.database.owner-url")),
                    0,
                    "",
                    "",
                    1,
                    14);
            try (Database database = Database.open(named, java.nio.file.Path.of("unused"));
                    Connection app = database.app().connect();
                    Connection owner = database.owner().connect()) {
                assertThat(app.getMetaData().getUserName()).isEqualTo("careturn_app");
                assertThat(owner.getMetaData().getUserName()).isEqualTo("careturn_owner");
            }
        }
    }
}
