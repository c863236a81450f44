package org.careturn.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.careturn.platform.database.BackupStore.Base;
import org.careturn.platform.database.EmbeddedPostgres.Options;
import org.careturn.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** US-OPS-05: a database that was restored is backed up like any other, and comes back a second time with all work since. */
class RestoreAgainTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    Path folder;

    private Path home;
    private BackupStore store;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void open() {
        home = folder.resolve("postgres");
        store = BackupStore.open(folder.resolve("backup").toString(), KEY);
    }

    @AfterEach
    void removeWhatWasKeptElsewhere() throws IOException {
        FileSystemUtils.deleteRecursively(PostgresFolder.locate(home));
    }

    @Test
    void whatWasDoneAfterARestoreSurvivesTheLossOfTheDiskBeforeTheNextCopy() throws Exception {
        Instant moment;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(new Options(home, 0, true, true))) {
            TestDatabase.migrate(postgres.owner(), EmbeddedPostgres.APP);
            execute(postgres, "create table done (what text)");
            Base base = copy(postgres);
            await(() -> store.end(base).orElseThrow().at().isBefore(Instant.now()));
            execute(postgres, "insert into done values ('before')");
            moment = moment(postgres);
            execute(postgres, "insert into done values ('undone')");
            shipAll(postgres);
        }
        Restore.inPlace(store, home, moment, told::add);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(new Options(home, 0, true, true))) {
            execute(postgres, "insert into done values ('after')");
            shipAll(postgres);
            assertThat(Backups.isBeforeRestore(store.bases(), postgres)).isTrue();
        }
        lose();
        Restore.inPlace(store, home, null, told::add);
        assertThat(done()).containsExactly("before", "after");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(new Options(home, 0, true, true))) {
            Base again = copy(postgres);
            assertThat(Backups.isBeforeRestore(store.bases(), postgres)).isFalse();
            execute(postgres, "insert into done values ('later')");
            shipAll(postgres);
            damage(again);
        }
        lose();
        Restore.inPlace(store, home, null, told::add);
        assertThat(done()).as("out of the copy before the damaged one").containsExactly("before", "after", "later");
        assertThat(told)
                .anyMatch(sentence -> sentence.contains("can't be read") && sentence.contains("the one before"));
        assertThatThrownBy(() -> Restore.onTrial(store, folder.resolve("trial"), told::add))
                .as("a trial looks at the newest alone")
                .isInstanceOf(IOException.class);
    }

    @Test
    void aCopyIsUsedOnlyForMomentsAfterItWasWhole() throws IOException {
        Base first = base("2026-03-01T01:00:00Z", "000000010000000000000003", "2026-03-01 01:00:20");
        Base second = base("2026-03-02T01:00:00Z", "000000010000000000000009", "2026-03-02 01:20:00");
        assertThat(usable("2026-03-02T01:10:00Z")).containsExactly(first);
        assertThat(usable("2026-03-02T01:20:02Z")).containsExactly(second, first);
        assertThat(usable("2026-03-01T01:00:10Z")).isEmpty();
    }

    @Test
    void aCopyOfWhatWasUndoneIsNotCarriedOn() throws IOException {
        Base before = base("2026-03-01T01:00:00Z", "000000010000000000000003", "2026-03-01 01:00:20");
        base("2026-03-02T01:00:00Z", "000000010000000000000009", "2026-03-02 01:20:00");
        piece("00000002.history", "1\t0/8000000\tbefore 2026-03-01 12:00:00+00\n");
        Base after = base("2026-03-03T01:00:00Z", "000000020000000000000008", "2026-03-03 01:00:20");
        assertThat(usable(null)).containsExactly(after, before);
    }

    @Test
    void theLogOfANewerCopyIsKeptThoughItBeginsBeforeAnOlderOne() throws IOException {
        base("2026-03-01T01:00:00Z", "000000010000000000000003", "2026-03-01 01:00:20");
        base("2026-03-02T01:00:00Z", "000000010000000000000009", "2026-03-02 01:20:00");
        piece("000000020000000000000008", "log");
        base("2026-03-03T01:00:00Z", "000000020000000000000008", "2026-03-03 01:00:20");
        assertThat(store.keep(2)).isEqualTo(1);
        assertThat(store.hasPiece("000000020000000000000008")).isTrue();
        assertThat(store.hasPiece("000000010000000000000003.00000028.backup")).isFalse();
        assertThat(store.hasPiece("000000010000000000000009.00000028.backup")).isTrue();
    }

    @Test
    void aStoredPieceIsNeverReplacedByAnother() throws IOException {
        piece("000000010000000000000003", "one");
        piece("000000010000000000000003", "one");
        assertThatThrownBy(() -> piece("000000010000000000000003", "two"))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("choose an empty CARETURN_BACKUP_DIR");
        assertThat(new String(store.readPiece("000000010000000000000003").readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("one");
    }

    @Test
    void aPieceThatPostgresqlCannotHandOverMakesTheBackupOld() throws IOException {
        Path status = Files.createDirectories(folder.resolve("cluster/pg_wal/archive_status"));
        Instant before = Instant.now();
        assertThat(Backups.handedOver(folder.resolve("cluster"))).isAfterOrEqualTo(before);
        Instant since = Instant.parse("2026-03-01T01:00:00Z");
        Files.createFile(status.resolve("000000010000000000000004.done"));
        Files.createFile(status.resolve("000000010000000000000006.ready"));
        Files.setLastModifiedTime(
                Files.createFile(status.resolve("000000010000000000000005.ready")), FileTime.from(since));
        assertThat(Backups.handedOver(folder.resolve("cluster"))).isEqualTo(since);
    }

    @Test
    void anInstallationWithADatabaseOfItsOwnIsToldThatThisIsNotItsRestore() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Map<String, String> environment = Map.of(
                "DATABASE_URL",
                "postgresql://careturn:secret@db/careturn",
                "CARETURN_BACKUP_DIR",
                folder.resolve("backup").toString(),
                "CARETURN_DATA_DIR",
                folder.toString(),
                "BACKUP_KEY",
                KEY);
        PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertThat(BackupCommand.run(List.of("restore"), environment, err, err)).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .startsWith("restore: DATABASE_URL is set")
                .doesNotContain("secret");
    }

    private List<Base> usable(@Nullable String until) throws IOException {
        return Timelines.usable(store, Optional.ofNullable(until).map(Instant::parse));
    }

    private Base base(String begun, String segment, String stopped) throws IOException {
        piece(
                segment + ".00000028.backup",
                "START WAL LOCATION: 0/3000028 (file " + segment + ")\nSTOP WAL LOCATION: 0/" + segment.substring(23)
                        + "000158 (file " + segment + ")\nSTOP TIME: " + stopped + " UTC\n");
        return store.addBase(Instant.parse(begun), segment, out -> out.write(1));
    }

    private void piece(String name, String content) throws IOException {
        store.addPiece(Files.writeString(folder.resolve(name), content));
    }

    private Base copy(EmbeddedPostgres postgres) throws Exception {
        Path spool = postgres.folder().spool();
        Thread shipping = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Backups.ship(spool, store);
                    Thread.sleep(20);
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
        try {
            return BaseBackup.take(postgres.superuser(), postgres.folder().home(), store);
        } finally {
            shipping.interrupt();
            shipping.join();
        }
    }

    private void shipAll(EmbeddedPostgres postgres) throws Exception {
        String last;
        try (Connection connection = postgres.superuser().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_walfile_name(pg_switch_wal())")) {
            row.next();
            last = row.getString(1);
        }
        await(() -> {
            Backups.ship(postgres.folder().spool(), store);
            return store.hasPiece(last);
        });
    }

    private void lose() throws IOException {
        FileSystemUtils.deleteRecursively(PostgresFolder.locate(home));
        FileSystemUtils.deleteRecursively(home);
    }

    private static void damage(Base base) throws IOException {
        byte[] bytes = Files.readAllBytes(base.file());
        bytes[bytes.length / 2] ^= 1;
        Files.write(base.file(), bytes);
    }

    private List<String> done() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(new Options(home, 0, true));
                Connection connection = postgres.owner().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select what from done")) {
            List<String> done = new ArrayList<>();
            while (rows.next()) {
                done.add(rows.getString(1));
            }
            return done;
        }
    }

    private static Instant moment(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.owner().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            return row.getTimestamp(1).toInstant();
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.owner().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(20);
        }
    }
}
