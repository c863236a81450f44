package org.careturn.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

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
    private static final Duration ORPHAN_ENDS_BY_ITSELF = Duration.ofSeconds(5);
    private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    /**
     * What to start and where.
     *
     * @param home the folder that holds everything; made where it is missing
     * @param port 0: a free one, chosen at the first start and kept as long as it stays free
     * @param durable false only for tests: a crash of the machine may then damage the database
     */
    public record Options(Path home, int port, boolean durable) {}

    private final Path cluster;
    private final Path log;
    private final EmbeddedPostgresSecrets secrets;
    private final FileChannel lock;
    private final int port;
    private final Process process;

    private EmbeddedPostgres(
            Path cluster, Path log, EmbeddedPostgresSecrets secrets, FileChannel lock, int port, Process process) {
        this.cluster = cluster;
        this.log = log;
        this.secrets = secrets;
        this.lock = lock;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts the server, the first time after creating its files, and waits until it answers.
     *
     * @throws IOException where it does not come up, with a sentence that says why and what to do
     */
    public static EmbeddedPostgres start(Options options) throws IOException {
        Path home = reachable(options.home().toAbsolutePath().normalize());
        FileChannel lock = lock(home);
        try {
            Path cluster = home.resolve("cluster");
            PostgresBinaries programs = PostgresBinaries.unpackInto(home);
            EmbeddedPostgresSecrets secrets =
                    EmbeddedPostgresSecrets.in(home.resolve("secrets.properties"), Files.exists(cluster));
            if (Files.exists(cluster)) {
                awaitEndOfOrphan(cluster);
            } else {
                initialise(home, cluster, programs, secrets);
            }
            int port = port(options.port(), home.resolve("port"));
            Path log = rotated(home.resolve("postgres.log"));
            Process process =
                    spawn(UnprivilegedUser.serverCommand(command(programs, cluster, port, options)), home, log);
            EmbeddedPostgres postgres = new EmbeddedPostgres(cluster, log, secrets, lock, port, process);
            try {
                postgres.awaitAnswer();
                postgres.createRolesAndDatabase();
            } catch (IOException | RuntimeException failure) {
                postgres.stop();
                throw failure;
            }
            return postgres;
        } catch (IOException | RuntimeException failure) {
            lock.close();
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
            lock.close();
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
                // A constraint's message would otherwise carry the refused row, with a person's data, into the log.
                "log_error_verbosity=terse",
                "log_min_error_statement=panic"));
        if (programs.has("pg_stat_statements")) {
            settings.add("shared_preload_libraries=pg_stat_statements");
        }
        if (!options.durable()) {
            settings.addAll(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
        }
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    private static void initialise(Path home, Path cluster, PostgresBinaries programs, EmbeddedPostgresSecrets secrets)
            throws IOException {
        LOG.info("Creating the database's files in {}", cluster);
        // Beside its place and renamed when whole: a crash on the way leaves nothing that looks like a cluster.
        Path unfinished = home.resolve("cluster.new");
        FileSystemUtils.deleteRecursively(unfinished);
        Files.createDirectory(unfinished);
        UnprivilegedUser.give(unfinished);
        Path password = home.resolve("initdb-password");
        Files.deleteIfExists(password);
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(password, secrets.superuser());
            UnprivilegedUser.give(password);
            run(
                    home,
                    List.of(
                            programs.program("initdb").toString(),
                            "--pgdata=" + unfinished,
                            "--username=" + SUPERUSER,
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--data-checksums",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8"));
        } finally {
            Files.delete(password);
        }
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(home)) {
            folder.force(true);
        }
    }

    private static void run(Path home, List<String> program) throws IOException {
        Process process = new ProcessBuilder(UnprivilegedUser.command(program))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(Path.of(program.getFirst()).getFileName() + " failed: " + output.strip());
        }
    }

    private static Process spawn(List<String> command, Path home, Path log) throws IOException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        // The signal on death follows the parent thread, not the process: this one lives as long as the server.
        Thread.ofPlatform().daemon().name("postgres-parent").start(() -> {
            try {
                Process process = new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
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
                            "The database in " + cluster + " does not accept the passwords kept beside it.");
                }
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IOException(
                            "PostgreSQL did not start: " + lastLine(log) + " (more in " + log + ")", notYet);
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

    private static void interrupt(long pid) throws IOException {
        new ProcessBuilder("sh", "-c", "kill -INT " + pid)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join();
    }

    /** A server whose parent was killed may still be writing; another one must not start before it ends. */
    private static void awaitEndOfOrphan(Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        ProcessHandle orphan =
                ProcessHandle.of(Long.parseLong(firstLine(pidFile))).orElse(null);
        if (orphan == null) {
            return; // PostgreSQL clears it away and repairs
        }
        if (!orphan.info().command().orElse("postgres").endsWith("postgres")) {
            // Another program has got the number since, and PostgreSQL would take that for a running server.
            Files.delete(pidFile);
            return;
        }
        LOG.info("PostgreSQL of an earlier run (process {}) is still ending; waiting for it", orphan.pid());
        if (!ended(orphan, ORPHAN_ENDS_BY_ITSELF)) {
            interrupt(orphan.pid());
            if (!ended(orphan, STOP)) {
                throw new IOException("PostgreSQL of an earlier run (process " + orphan.pid() + ") still works on "
                        + cluster + " and does not end: stop it, then start again.");
            }
        }
    }

    private static boolean ended(ProcessHandle process, Duration within) throws IOException {
        long end = System.nanoTime() + within.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static FileChannel lock(Path home) throws IOException {
        FileChannel channel = FileChannel.open(
                home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            LOG.debug("The lock is held by this process", heldByThisProcess);
        }
        channel.close();
        throw new DatabaseInUseException("The database in " + home + " is in use by another running server:"
                + " stop that one, or choose another CARETURN_DATA_DIR.");
    }

    /** Where a parent folder is closed to the user that runs the database, its files go where they can be reached. */
    private static Path reachable(Path home) throws IOException {
        Files.createDirectories(home);
        Path chosen = home;
        Path moved = home.resolve("moved-to");
        if (Files.exists(moved)) {
            chosen = Path.of(Files.readString(moved).strip());
        } else {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
            if (!UnprivilegedUser.reaches(home)) {
                chosen = Path.of("/var/lib/careturn", UUID.randomUUID().toString());
                Files.writeString(moved, chosen.toString());
            }
        }
        if (!chosen.equals(home)) {
            LOG.info("{} is closed to the user that runs the database, which is kept in {}", home, chosen);
            Files.createDirectories(chosen);
        }
        return chosen;
    }

    private static int port(int wanted, Path remembered) throws IOException {
        if (wanted != 0) {
            if (!free(wanted)) {
                throw new IOException("Port " + wanted + " for the embedded database is taken: free it,"
                        + " or choose another CARETURN_DATABASE_PORT.");
            }
            return wanted;
        }
        if (Files.exists(remembered)) {
            int port = Integer.parseInt(firstLine(remembered));
            if (free(port)) {
                return port;
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(remembered, Integer.toString(socket.getLocalPort()));
            return socket.getLocalPort();
        }
    }

    private static boolean free(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (BindException taken) {
            return false;
        }
    }

    private static Path rotated(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > 10_000_000) {
            Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }

    private static String firstLine(Path file) throws IOException {
        return Files.readAllLines(file).getFirst().strip();
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return lines.reversed().stream()
                .filter(line -> line.toUpperCase(Locale.ROOT).contains("FATAL"))
                .findFirst()
                .orElse(lines.isEmpty() ? "it wrote nothing" : lines.getLast());
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for PostgreSQL", interrupted);
        }
    }
}
