package org.careturn.support;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.careturn.platform.database.DatabaseAccess;
import org.careturn.platform.database.DatabaseInUseException;
import org.careturn.platform.database.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A migrated database of its own for a test, on one real PostgreSQL per test process. For a Spring test:
 *
 * {@snippet :
 * static final TestDatabase DATABASE = TestDatabase.fresh();
 *
 * @DynamicPropertySource
 * static void database(DynamicPropertyRegistry registry) {
 *     DATABASE.register(registry);
 * }
 * }
 */
public final class TestDatabase implements AutoCloseable {
    private static final String TEMPLATE = "test_template";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int PROCESSES_AT_ONCE = 20;

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /** A new database at the schema's newest version, without rows; takes some 50 ms. */
    public static TestDatabase fresh() {
        return create(TEMPLATE);
    }

    /** A new database in which nothing was ever made, for tests of the migrations. */
    public static TestDatabase empty() {
        return create(null);
    }

    private static TestDatabase create(@Nullable String template) {
        String name = "test_" + NUMBER.incrementAndGet();
        try {
            Server.POSTGRES.createDatabase(name, template);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return new TestDatabase(name);
    }

    /** As the role that the server uses. */
    public DatabaseAccess app() {
        return Server.POSTGRES.app(name);
    }

    /** As the role that migrates. */
    public DatabaseAccess owner() {
        return Server.POSTGRES.owner(name);
    }

    public DatabaseAccess superuser() {
        return Server.POSTGRES.superuser(name);
    }

    /** Connections, which are kept: making one takes longer than most of what tests do by it. */
    public static HikariDataSource pool(DatabaseAccess access) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(access.jdbcUrl());
        pool.setUsername(access.user());
        pool.setPassword(access.password());
        pool.setMaximumPoolSize(16);
        pool.setMinimumIdle(0);
        return pool;
    }

    /** The settings with which a server works in this database. */
    public Map<String, String> settings() {
        return Map.of("careturn.database.url", url(app()), "careturn.database.owner-url", url(owner()));
    }

    public void register(DynamicPropertyRegistry registry) {
        settings().forEach((setting, value) -> registry.add(setting, () -> value));
    }

    /** The settings as arguments of a server's main method. */
    public String[] arguments() {
        return settings().entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    /** The address with its credentials, as {@code DATABASE_URL} takes it. */
    public static String url(DatabaseAccess access) {
        return access.jdbcUrl() + "?user=" + access.user() + "&password=" + access.password();
    }

    public static void migrate(DatabaseAccess owner, String appRole) {
        Flyway.configure()
                .dataSource(owner.jdbcUrl(), owner.user(), owner.password())
                .placeholders(Map.of("app_role", appRole))
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load()
                .migrate();
    }

    /** Removes the database, whoever is still connected; otherwise the next test run does. */
    @Override
    public void close() {
        try {
            Server.POSTGRES.dropDatabase(name);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres postgres = startInFreeFolder();
                Runtime.getRuntime().addShutdownHook(new Thread(postgres::close, "stop-test-postgres"));
                dropOldOnes(postgres);
                postgres.createDatabase(TEMPLATE, null);
                migrate(postgres.owner(TEMPLATE), EmbeddedPostgres.APP);
                return postgres;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }

        /** Kept between runs, as creating the files takes longer than all else; processes at the same time use others. */
        private static EmbeddedPostgres startInFreeFolder() throws IOException {
            DatabaseInUseException lastTaken = null;
            for (int i = 0; i < PROCESSES_AT_ONCE; i++) {
                Path folder = Path.of("target", "test-postgres", Integer.toString(i));
                try {
                    return EmbeddedPostgres.start(new EmbeddedPostgres.Options(folder, 0, false));
                } catch (DatabaseInUseException taken) {
                    lastTaken = taken;
                }
            }
            throw new IOException("all folders for test databases are in use", lastTaken);
        }

        private static void dropOldOnes(EmbeddedPostgres postgres) throws SQLException {
            List<String> names = new ArrayList<>();
            try (Connection connection = postgres.superuser("postgres").connect();
                    Statement statement = connection.createStatement();
                    ResultSet found =
                            statement.executeQuery("select datname from pg_database where datname like 'test\\_%'")) {
                while (found.next()) {
                    names.add(found.getString(1));
                }
            }
            for (String name : names) {
                postgres.dropDatabase(name);
            }
        }
    }
}
