package org.careturn.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class EmbeddedPostgresTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void openToTheUserThatRunsTheServer() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void keepsItsDataAndItsPortFromOneStartToTheNext() throws Exception {
        int port;
        try (EmbeddedPostgres postgres = start()) {
            port = postgres.port();
            execute(postgres.owner(), "create table kept (n int)", "insert into kept values (1), (2)");
            assertThat(value(postgres.owner(), "show fsync")).isEqualTo("on");
            assertThat(value(postgres.owner(), "show data_checksums")).isEqualTo("on");
            assertThat(value(postgres.owner(), "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(value(postgres.superuser("postgres"), "select count(*) > 0 from pg_stat_statements"))
                    .isEqualTo("t");
            assertThat(Files.getPosixFilePermissions(home().resolve("secrets.properties")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        try (EmbeddedPostgres postgres = start()) {
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(value(postgres.owner(), "select sum(n) from kept")).isEqualTo("3");
        }
    }

    @Test
    void theApplicationsRoleCannotAlterTheSchema() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            execute(postgres.owner(), "create table owned (n int)", "grant select, insert on owned to careturn_app");
            execute(postgres.app(), "insert into owned values (1)");
            for (String refused : List.of(
                    "create table mine (n int)",
                    "create temporary table mine (n int)",
                    "create schema mine",
                    "drop table owned",
                    "alter table owned add column m int",
                    "truncate owned",
                    "update owned set n = 2",
                    "set role careturn_owner",
                    "create role other superuser",
                    "copy owned to program 'true'",
                    "create database other",
                    "drop database careturn")) {
                assertThatThrownBy(() -> execute(postgres.app(), refused))
                        .as(refused)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                failure -> assertThat(failure.getSQLState()).isEqualTo("42501"));
            }
            String anyone = postgres.app().jdbcUrl();
            assertThatThrownBy(() -> new DatabaseAccess(anyone, EmbeddedPostgres.APP, "guess").connect())
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void endsWithAKilledProcessAndKeepsWhatWasCommitted() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        home().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long postgres;
        try (BufferedReader output = child.inputReader()) {
            String line = output.readLine();
            while (line != null && !line.startsWith("committed")) {
                line = output.readLine();
            }
            assertThat(line).as("the child's last word").isNotNull();
            postgres = Long.parseLong(String.valueOf(line).replace("committed ", ""));
            assertThat(ProcessHandle.of(postgres)).isPresent();
            child.destroyForcibly().waitFor();
        }
        try (EmbeddedPostgres again = start()) {
            assertThat(again.processId()).isNotEqualTo(postgres);
            assertThat(ProcessHandle.of(postgres)).isEmpty();
            assertThat(value(again.owner(), "select sum(n) from killed")).isEqualTo("500");
        }
    }

    @Test
    void stopsTheServerThatAKilledProcessCouldNotTakeAlong() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            execute(postgres.owner(), "create table orphaned (n int)");
        }
        List<String> command = List.of(
                PostgresBinaries.unpackInto(home()).program("postgres").toString(),
                "-D",
                home().resolve("cluster").toString(),
                "-p",
                Files.readString(home().resolve("port")),
                "-k",
                "");
        Process orphan = new ProcessBuilder(UnprivilegedUser.command(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path pidFile = home().resolve("cluster/postmaster.pid");
        for (int i = 0; i < 500 && !Files.exists(pidFile); i++) {
            Thread.sleep(20);
        }
        assertThat(orphan.isAlive()).isTrue();
        try (EmbeddedPostgres postgres = start()) {
            assertThat(orphan.waitFor(1, TimeUnit.SECONDS)).isTrue();
            assertThat(value(postgres.owner(), "select count(*) from orphaned")).isEqualTo("0");
        }
    }

    @Test
    void recoversFromAnInterruptedFirstStart() throws Exception {
        Path home = folder.resolve("interrupted");
        Files.createDirectories(home.resolve("cluster.new/base"));
        Files.writeString(home.resolve("cluster.new/PG_VERSION"), "18\n");
        Files.createDirectories(home.resolve("programs.new/bin"));
        Files.writeString(home.resolve("programs.new/bin/postgres"), "");
        Files.writeString(home.resolve("initdb-password"), "half");
        try (EmbeddedPostgres postgres = start(home)) {
            assertThat(value(postgres.app(), "select current_user")).isEqualTo("careturn_app");
        }
        try (EmbeddedPostgres postgres = start(home)) {
            execute(postgres.superuser("postgres"), "drop database careturn", "drop role careturn_app");
        }
        try (EmbeddedPostgres postgres = start(home)) {
            assertThat(value(postgres.app(), "select current_user"))
                    .as("stopped between the files and the roles")
                    .isEqualTo("careturn_app");
        }
    }

    @Test
    void startsWhereAnotherProgramHasGotTheOldServersNumber() throws Exception {
        start().close();
        Files.writeString(
                home().resolve("cluster/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + home().resolve("cluster") + "\n1\n1\n\n127.0.0.1\n1 1\nready\n");
        try (EmbeddedPostgres postgres = start()) {
            assertThat(value(postgres.app(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void refusesAFolderThatIsInUse() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            assertThatThrownBy(EmbeddedPostgresTest::start)
                    .isInstanceOf(DatabaseInUseException.class)
                    .hasMessageContaining("in use by another running server");
            assertThat(value(postgres.app(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void refusesATakenPortAndMissingPasswordsPlainly() throws Exception {
        int taken;
        try (EmbeddedPostgres postgres = start()) {
            taken = postgres.port();
            Path other = folder.resolve("other");
            assertThatThrownBy(() -> EmbeddedPostgres.start(new EmbeddedPostgres.Options(other, taken, true)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Port " + taken)
                    .hasMessageContaining("CARETURN_DATABASE_PORT");
        }
        Path secrets = home().resolve("secrets.properties");
        Path aside = home().resolve("aside");
        Files.move(secrets, aside);
        assertThatThrownBy(EmbeddedPostgresTest::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("passwords of the embedded database are missing");
        Files.move(aside, secrets);
    }

    @Test
    void keepsItsFilesWhereTheUserThatRunsItCanReachThem() throws Exception {
        assumeTrue(new UnixSystem().getUid() == 0, "as root");
        Path closed = Files.createDirectory(
                folder.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path home = closed.resolve("postgres");
        try (EmbeddedPostgres postgres = start(home)) {
            execute(postgres.owner(), "create table kept (n int)");
        }
        try (EmbeddedPostgres postgres = start(home)) {
            assertThat(value(postgres.owner(), "select count(*) from kept")).isEqualTo("0");
        }
        FileSystemUtils.deleteRecursively(Path.of(Files.readString(home.resolve("moved-to"))));
    }

    @Test
    void copiesADatabase() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            execute(postgres.owner(), "create table copied (n int)", "insert into copied values (7)");
            postgres.createDatabase("copy_1", "careturn");
            assertThat(value(postgres.owner("copy_1"), "select n from copied")).isEqualTo("7");
            assertThatThrownBy(() -> execute(postgres.app("copy_1"), "create temporary table mine (n int)"))
                    .isInstanceOf(SQLException.class);
            postgres.dropDatabase("copy_1");
            assertThatThrownBy(() -> postgres.createDatabase("no\"name", null))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void knowsTheBinariesOfEachPlatform() {
        assertThat(PostgresBinaries.resource("Linux", "amd64")).isEqualTo("/postgres-linux-x86_64.txz");
        assertThat(PostgresBinaries.resource("Linux", "aarch64")).isEqualTo("/postgres-linux-arm_64.txz");
        assertThat(PostgresBinaries.resource("Mac OS X", "aarch64")).isEqualTo("/postgres-darwin-arm_64.txz");
        assertThat(PostgresBinaries.resource("Mac OS X", "x86_64")).isEqualTo("/postgres-darwin-x86_64.txz");
    }

    /** Runs the database in a process of its own, commits 500 rows one by one, and waits to be killed. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws Exception {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(new EmbeddedPostgres.Options(Path.of(args[0]), 0, true));
            execute(postgres.owner(), "create table killed (n int)");
            try (Connection connection = postgres.owner().connect();
                    Statement statement = connection.createStatement()) {
                for (int i = 0; i < 500; i++) {
                    statement.execute("insert into killed values (1)");
                }
                System.out.println("committed " + postgres.processId());
                Thread.sleep(Duration.ofMinutes(2));
            }
        }
    }

    private static Path home() {
        return folder.resolve("postgres");
    }

    private static EmbeddedPostgres start() throws IOException {
        return start(home());
    }

    private static EmbeddedPostgres start(Path home) throws IOException {
        return EmbeddedPostgres.start(new EmbeddedPostgres.Options(home, 0, true));
    }

    private static void execute(DatabaseAccess access, String... statements) throws SQLException {
        try (Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String value(DatabaseAccess access, String query) throws SQLException {
        try (Connection connection = access.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }
}
