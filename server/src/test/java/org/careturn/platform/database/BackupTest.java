package org.careturn.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.careturn.platform.database.BackupStore.Check;
import org.careturn.platform.database.EmbeddedPostgres.Options;
import org.careturn.platform.settings.InvalidSettingsException;
import org.careturn.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** NFR-REL: what was acknowledged before the end of the stored log comes back, at any moment, and nobody else can read it. */
class BackupTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    Path folder;

    @AfterEach
    void removeWhatWasKeptElsewhere() throws IOException {
        for (String database : List.of("postgres", "changed")) {
            FileSystemUtils.deleteRecursively(PostgresFolder.locate(folder.resolve(database)));
        }
    }

    @Test
    void aDatabaseThatIsDestroyedUnderLoadComesBackAsOfAnyMoment() throws Exception {
        Path home = folder.resolve("postgres");
        BackupStore store = BackupStore.open(folder.resolve("backup").toString(), KEY);
        List<Integer> acknowledged = Collections.synchronizedList(new ArrayList<>());
        int before;
        Instant moment;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(new Options(home, 0, true, true))) {
            TestDatabase.migrate(postgres.owner(), EmbeddedPostgres.APP);
            execute(postgres, "create table written (number int primary key, words text)");
            Thread shipping =
                    Thread.ofVirtual().start(() -> shipForEver(postgres.folder().spool(), store));
            Thread writing = Thread.ofVirtual().start(() -> write(postgres, acknowledged));
            await(() -> acknowledged.size() > 200);
            BackupStore.Base base =
                    BaseBackup.take(postgres.superuser(), postgres.folder().home(), store);
            int after = acknowledged.size();
            await(() -> acknowledged.size() > after + 200
                    && moment(postgres).isAfter(store.end(base).orElseThrow().at()));
            moment = moment(postgres);
            before = acknowledged.size();
            await(() -> acknowledged.size() > before + 200);
            writing.interrupt();
            writing.join();
            String last = lastPiece(postgres);
            await(() -> store.hasPiece(last));
            shipping.interrupt();
            shipping.join();
        }
        assertThat(FileSystemUtils.deleteRecursively(PostgresFolder.locate(home)))
                .isTrue();
        FileSystemUtils.deleteRecursively(home);

        assertThat(written(store, home, null)).containsAll(acknowledged);
        assertThat(PostgresFolder.locate(home).resolve("wanted")).doesNotExist();

        // Once more, over what has just been restored: to a moment in the middle.
        List<Integer> then = written(store, home, moment);
        assertThat(then).containsAll(acknowledged.subList(0, before)).doesNotContain(acknowledged.getLast());
        try (Stream<Path> files = Files.list(PostgresFolder.locate(home))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("before-restore-"));
        }

        assertThatThrownBy(() -> Restore.inPlace(store, folder.resolve("early"), Instant.EPOCH, sentence -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no backup from before");
        assertThat(Backups.restores(folder.resolve("trial"), store)).isTrue();
        assertThat(folder.resolve("trial")).doesNotExist();
        nobodyReadsItWithoutTheKey();
        nothingThatWasChangedIsRestored(store);
    }

    private void nobodyReadsItWithoutTheKey() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("backup"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("Sita Rai");
            }
        }
        byte[] other = new byte[32];
        other[0] = 1;
        assertThatThrownBy(() -> BackupStore.open(
                        folder.resolve("backup").toString(), Base64.getEncoder().encodeToString(other)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("BACKUP_KEY isn't the key");
        assertThatThrownBy(() -> BackupStore.open(folder.toString(), "short"))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("BACKUP_KEY");
    }

    private void nothingThatWasChangedIsRestored(BackupStore store) throws IOException {
        Path base = store.bases().getFirst().file();
        byte[] bytes = Files.readAllBytes(base);
        bytes[bytes.length / 2] ^= 1;
        Files.write(base, bytes);
        assertThatThrownBy(() -> Restore.inPlace(store, folder.resolve("changed"), null, sentence -> {}))
                .isInstanceOf(IOException.class);
        assertThat(Backups.restores(folder.resolve("trial"), store)).isFalse();
    }

    @Test
    void aCopyIsDueOnceADay() {
        Instant noon = Instant.parse("2026-03-02T12:00:00Z");
        assertThat(Backups.isDue(null, noon, 1)).isTrue();
        assertThat(Backups.isDue(Instant.parse("2026-03-02T00:59:00Z"), noon, 1))
                .isTrue();
        assertThat(Backups.isDue(Instant.parse("2026-03-02T01:00:30Z"), noon, 1))
                .isFalse();
        assertThat(Backups.isDue(Instant.parse("2026-03-01T23:00:00Z"), noon, 13))
                .isFalse();
    }

    @Test
    void aBackupIsRestoredForTrialOnceAWeekAndAgainAfterABadOne() throws IOException {
        Instant then = Instant.parse("2026-03-01T01:05:00Z");
        assertThat(Backups.isCheckDue(null, then)).isTrue();
        Check good = new Check(then, true);
        assertThat(Backups.isCheckDue(good, Instant.parse("2026-03-07T01:00:00Z")))
                .isFalse();
        assertThat(Backups.isCheckDue(good, Instant.parse("2026-03-08T01:00:00Z")))
                .isTrue();
        assertThat(Backups.isCheckDue(new Check(then, false), Instant.parse("2026-03-02T01:00:00Z")))
                .isTrue();

        BackupStore store = BackupStore.open(folder.toString(), KEY);
        assertThat(store.lastCheck()).isEmpty();
        store.keepCheck(good);
        assertThat(BackupStore.open(folder.toString(), KEY).lastCheck()).contains(good);
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> BackupStore.open(file.resolve("backup").toString(), KEY))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("CARETURN_BACKUP_DIR");
    }

    @Test
    void onlyTheNewestAndTheirLogAreKept() throws IOException {
        BackupStore store = BackupStore.open(folder.toString(), KEY);
        for (int i = 1; i <= 4; i++) {
            String piece = "00000001000000000000000" + i;
            store.addBase(Instant.parse("2026-03-0" + i + "T01:00:00Z"), piece, out -> out.write(1));
            Path file = Files.write(folder.resolve(piece), new byte[] {1});
            store.addPiece(file);
        }
        assertThat(store.keep(2)).isEqualTo(2);
        assertThat(store.bases())
                .extracting(BackupStore.Base::begun)
                .containsExactly(Instant.parse("2026-03-03T01:00:00Z"), Instant.parse("2026-03-04T01:00:00Z"));
        assertThat(store.hasPiece("000000010000000000000002")).isFalse();
        assertThat(store.hasPiece("000000010000000000000003")).isTrue();
        assertThat(store.keep(2)).isZero();
    }

    private static List<Integer> written(BackupStore store, Path home, @Nullable Instant until)
            throws IOException, SQLException {
        Restore.inPlace(store, home, until, sentence -> {});
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(new Options(home, 0, true));
                Connection connection = postgres.owner().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select number from written")) {
            List<Integer> numbers = new ArrayList<>();
            while (rows.next()) {
                numbers.add(rows.getInt(1));
            }
            return numbers;
        }
    }

    private static void write(EmbeddedPostgres postgres, List<Integer> acknowledged) {
        try (Connection connection = postgres.owner().connect();
                PreparedStatement insert = connection.prepareStatement("insert into written values (?, ?)")) {
            for (int number = 1; !Thread.currentThread().isInterrupted(); number++) {
                insert.setInt(1, number);
                insert.setString(2, "Sita Rai ".repeat(100));
                insert.executeUpdate();
                acknowledged.add(number);
                Thread.sleep(2);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (SQLException interrupted) {
            if (!Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    private static void shipForEver(Path spool, BackupStore store) {
        try {
            while (true) {
                Backups.ship(spool, store);
                Thread.sleep(20);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Ends the piece of the log that is being written, and names it. */
    private static String lastPiece(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.superuser().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_walfile_name(pg_switch_wal())")) {
            row.next();
            return row.getString(1);
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
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(20);
        }
    }
}
