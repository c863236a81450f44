package org.careturn.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of one's own in a folder: durable, reachable from this machine only, and ending with this process, even
 * when that is killed. Its database {@value #DATABASE} belongs to the role {@value #OWNER}; the server works as
 * {@value #APP}, which can't alter the schema.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    public static final String DATABASE = "careturn";
    public static final String OWNER = "careturn_owner";
    public static final String APP = "careturn_app";

    private static final String SUPERUSER = "postgres";
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    /**
     * What to start and where.
     *
     * @param home the folder that holds everything; made where it is missing
     * @param port 0: a free one, chosen at the first start and kept as long as it stays free
     * @param durable false only for tests: a crash of the machine may then damage the database
     * @param archives whether finished pieces of the log are laid into {@link PostgresFolder#spool} for a backup
     */
    public record Options(Path home, int port, boolean durable, boolean archives) {
        public Options(Path home, int port, boolean durable) {
            this(home, port, durable, false);
        }
    }

    private final PostgresFolder folder;
    private final EmbeddedPostgresSecrets secrets;
    private final int port;
    private final Process process;

    private EmbeddedPostgres(PostgresFolder folder, EmbeddedPostgresSecrets secrets, int port, Process process) {
        this.folder = folder;
        this.secrets = secrets;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts the server, the first time after creating its files, and waits until it answers.
     *
     * @throws IOException where it does not come up, with a sentence that says why and what to do
     */
    public static EmbeddedPostgres start(Options options) throws IOException {
        PostgresFolder folder = PostgresFolder.open(options.home());
        try {
            PostgresBinaries programs = PostgresBinaries.unpackInto(folder.home());
            boolean exists = Files.exists(folder.cluster());
            EmbeddedPostgresSecrets secrets = EmbeddedPostgresSecrets.in(folder.secrets(), exists);
            if (exists) {
                PostgresCluster.awaitEndOfOrphan(folder.cluster());
            } else {
                PostgresCluster.create(folder, programs, SUPERUSER, secrets.superuser());
            }
            int port = folder.port(options.port());
            folder.shortenLog();
            if (options.archives()) {
                Files.createDirectories(folder.spool());
                UnprivilegedUser.give(folder.spool());
            }
            List<String> command = command(programs, folder.cluster(), port, options);
            Process process = spawn(UnprivilegedUser.serverCommand(command), folder);
            EmbeddedPostgres postgres = new EmbeddedPostgres(folder, secrets, port, process);
            try {
                postgres.awaitAnswer();
                postgres.createRolesAndDatabase();
            } catch (IOException | RuntimeException failure) {
                postgres.stop();
                throw failure;
            }
            return postgres;
        } catch (IOException | RuntimeException failure) {
            folder.close();
            throw failure;
        }
    }

    public DatabaseAccess app() {
        return app(DATABASE);
    }

    public DatabaseAccess app(String database) {
        return new DatabaseAccess(url(database), APP, secrets.app());
    }

    public DatabaseAccess owner() {
        return owner(DATABASE);
    }

    public DatabaseAccess owner(String database) {
        return new DatabaseAccess(url(database), OWNER, secrets.owner());
    }

    /** May do everything, such as reading all statistics; not for the server's own work. */
    public DatabaseAccess superuser(String database) {
        return new DatabaseAccess(url(database), SUPERUSER, secrets.superuser());
    }

    /** With the role that may do everything, in the database's own place for such work. */
    DatabaseAccess superuser() {
        return superuser(SUPERUSER);
    }

    PostgresFolder folder() {
        return folder;
    }

    public int port() {
        return port;
    }

    public long processId() {
        return process.pid();
    }

    /** Creates a database like {@code template}, to which nobody may be connected; null: an empty one. */
    public void createDatabase(String name, @Nullable String template) throws SQLException {
        try (Connection connection = superuser(SUPERUSER).connect();
                Statement statement = connection.createStatement()) {
            createDatabase(statement, name, template);
        }
    }

    public void dropDatabase(String name) throws SQLException {
        try (Connection connection = superuser(SUPERUSER).connect();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + named(name) + " with (force)");
        }
    }

    @Override
    public void close() {
        try {
            stop();
            folder.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static List<String> command(PostgresBinaries programs, Path cluster, int port, Options options) {
        List<String> command = new ArrayList<>(List.of(
                programs.program("postgres").toString(), "-D", cluster.toString(), "-p", Integer.toString(port)));
        List<String> settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=200",
                "shared_buffers=256MB",
                "jit=off",
                "wal_buffers=16MB",
                "max_wal_size=2GB",
                "min_wal_size=256MB",
                "checkpoint_timeout=15min",
                "autovacuum_naptime=10s",
                "autovacuum_vacuum_cost_delay=0.5ms",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_line_prefix=%m [%p] %u@%d ",
                "log_checkpoints=off",
                // What is slow, with its placeholders: never the values, which may be a person's.
                "log_min_duration_statement=500ms",
                "log_lock_waits=on",
                "log_parameter_max_length=0",
                "log_parameter_max_length_on_error=0",
                // A constraint's message would otherwise carry the refused row, with a person's data, into the log.
                "log_error_verbosity=terse",
                "log_min_error_statement=panic"));
        if (programs.has("pg_stat_statements")) {
            settings.add("shared_preload_libraries=pg_stat_statements");
        }
        if (!options.durable()) {
            settings.addAll(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
        }
        if (options.archives()) {
            settings.addAll(List.of(
                    "archive_mode=on",
                    "archive_timeout=60",
                    // run in the cluster's folder; a file has its name once it is whole
                    "archive_command=test ! -e ../spool/%f && cp %p ../spool/%f.part && sync ../spool/%f.part"
                            + " && mv ../spool/%f.part ../spool/%f"));
        }
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    private static Process spawn(List<String> command, PostgresFolder folder) throws IOException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        // The signal on death follows the parent thread, not the process: this one lives as long as the server.
        Thread.ofPlatform().daemon().name("postgres-parent").start(() -> {
            try {
                Process process = new ProcessBuilder(command)
                        .directory(folder.home().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
                        .start();
                started.complete(process);
                process.waitFor();
            } catch (IOException | InterruptedException failure) {
                started.completeExceptionally(failure);
            }
        });
        try {
            return started.get();
        } catch (ExecutionException failure) {
            throw new IOException("PostgreSQL could not be started: " + failure.getCause(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL was starting", interrupted);
        }
    }

    private void awaitAnswer() throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            try (Connection connection = superuser(SUPERUSER).connect()) {
                if (connection.isValid(5)) {
                    return;
                }
            } catch (SQLException notYet) {
                if ("28P01".equals(notYet.getSQLState())) {
                    throw new IOException(
                            "The database in " + folder.home() + " does not accept the passwords kept beside it.");
                }
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IOException(
                            "PostgreSQL did not start: " + folder.lastWords() + " (more in " + folder.log() + ")",
                            notYet);
                }
                pause();
            }
        }
    }

    private void createRolesAndDatabase() throws IOException {
        try (Connection connection = superuser(SUPERUSER).connect();
                Statement statement = connection.createStatement()) {
            // The database is made last: where it exists, so do the roles.
            try (ResultSet found =
                    statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            createRole(statement, OWNER, secrets.owner());
            createRole(statement, APP, secrets.app());
            statement.execute("create extension if not exists pg_stat_statements");
            createDatabase(statement, DATABASE, null);
        } catch (SQLException failure) {
            throw new IOException("The database's roles could not be created: " + failure.getMessage(), failure);
        }
    }

    private static void createRole(Statement statement, String role, String password) throws SQLException {
        statement.execute("drop role if exists " + role);
        statement.execute("create role " + role + " login password '" + password + "'");
    }

    private static void createDatabase(Statement statement, String name, @Nullable String template)
            throws SQLException {
        statement.execute("create database " + named(name) + " owner " + OWNER
                + (template == null ? "" : " template " + named(template)));
        statement.execute("revoke all on database " + name + " from public");
        statement.execute("grant connect on database " + name + " to " + APP);
    }

    private static String named(String database) {
        if (!DATABASE_NAME.matcher(database).matches()) {
            throw new IllegalArgumentException("not a plain name: " + database);
        }
        return database;
    }

    /** Interrupt means: end now, after writing everything; the default signal would wait for the clients. */
    private void stop() throws IOException {
        interrupt(process.pid());
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("PostgreSQL did not stop within {} s and is killed; its next start repairs", STOP.toSeconds());
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static void interrupt(long pid) throws IOException {
        new ProcessBuilder("sh", "-c", "kill -INT " + pid)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join();
    }

    static void pause() throws IOException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for PostgreSQL", interrupted);
        }
    }
}
