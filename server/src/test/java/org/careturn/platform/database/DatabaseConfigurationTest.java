package org.careturn.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import org.careturn.platform.settings.InvalidSettingsException;
import org.careturn.support.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;

class DatabaseConfigurationTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class,
                    FlywayAutoConfiguration.class))
            .withUserConfiguration(DatabaseConfiguration.class);

    @TempDir
    Path folder;

    @Test
    void aLockThatIsWaitedForTooLongIsKnownAsSuch() {
        try (TestDatabase database = TestDatabase.fresh()) {
            String[] settings = database.settings().entrySet().stream()
                    .map(setting -> setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new);
            runner.withPropertyValues(settings)
                    .withPropertyValues("spring.datasource.hikari.connection-init-sql=set lock_timeout = '100ms'")
                    .run(context -> {
                        JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
                        try (Connection other = database.owner().connect();
                                Statement statement = other.createStatement()) {
                            other.setAutoCommit(false);
                            statement.execute("lock table facility in access exclusive mode");
                            assertThatThrownBy(() -> jdbc.queryForList("select id from facility"))
                                    .isInstanceOf(CannotAcquireLockException.class);
                            other.rollback();
                        }
                    });
        }
    }

    @Test
    void migratesAsTheOwnerAndWorksAsTheApplication() {
        try (TestDatabase database = TestDatabase.empty()) {
            String[] settings = database.settings().entrySet().stream()
                    .map(setting -> setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new);
            runner.withPropertyValues(settings).run(context -> {
                assertThat(context).hasNotFailed();
                JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
                assertThat(jdbc.queryForObject("select current_user", String.class))
                        .isEqualTo("careturn_app");
                assertThat(jdbc.queryForObject("select count(*) from account", Integer.class))
                        .isZero();
                assertThat(jdbc.queryForObject("show statement_timeout", String.class))
                        .isEqualTo("1min");
                assertThat(jdbc.queryForObject("show idle_in_transaction_session_timeout", String.class))
                        .isEqualTo("1min");
                assertThat(jdbc.queryForObject("show application_name", String.class))
                        .isEqualTo("careturn");
                assertThatThrownBy(() -> jdbc.execute("drop table account")).isInstanceOf(BadSqlGrammarException.class);
                assertThat(context.getBean(HikariDataSource.class).getMaximumPoolSize())
                        .isEqualTo(16);
                assertThat(jdbc.queryForObject(
                                "select count(*) from pg_stat_activity"
                                        + " where datname = current_database() and usename = 'careturn_owner'",
                                Integer.class))
                        .as("the owner's connections after the migration")
                        .isZero();
            });
        }
    }

    @Test
    void startsAnEmbeddedDatabaseWhereNoneIsNamedAndStopsItLast() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        runner.withPropertyValues("careturn.data-dir=" + folder, "careturn.database.url=")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(JdbcTemplate.class)
                                    .queryForObject("select count(*) from account", Integer.class))
                            .isZero();
                });
        runner.withPropertyValues("careturn.data-dir=" + folder, "careturn.database.url=")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void refusesSettingsThatLeadNowhere() {
        runner.withPropertyValues("careturn.database.url=postgres://ann:secret@127.0.0.1:1/hospital")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .satisfies(cause -> assertThat(cause).isInstanceOf(InvalidSettingsException.class)));
        runner.withPropertyValues("careturn.database.owner-url=postgres://ann:secret@127.0.0.1:1/hospital")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasRootCauseMessage("DATABASE_OWNER_URL is set, but DATABASE_URL is not."));
    }
}
