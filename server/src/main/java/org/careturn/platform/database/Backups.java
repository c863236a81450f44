package org.careturn.platform.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.careturn.platform.Background;
import org.careturn.platform.database.BackupStore.Base;
import org.careturn.platform.database.BackupStore.Check;
import org.careturn.platform.database.Restore.Restored;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Backs the embedded database up while the server runs: each piece of the log as soon as it is finished (after a minute at
 * most), and all files once a day. A server of the hospital's own is backed up by its own means.
 */
@Component
class Backups extends Background implements BackupState.Source {
    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration AGAIN = Duration.ofMinutes(5);
    private static final Duration CHECKED_EVERY = Duration.ofDays(7).minusHours(6);

    private final DatabaseSettings settings;
    private final Database database;
    private final ReportedBackup reported;
    private final @Nullable BackupStore opened;
    private volatile @Nullable Check lastCheck;
    private final Instant startedAt = Clock.systemUTC().instant();
    private volatile Instant completeUntil = Clock.systemUTC().instant();
    private volatile @Nullable Instant copiedAt;

    Backups(
            DatabaseSettings settings,
            Database database,
            ReportedBackup reported,
            ObjectProvider<MeterRegistry> registry) {
        super("backups");
        this.reported = reported;
        this.settings = settings;
        this.database = database;
        // At the start, so that no server runs without the backups that it was told to make.
        this.opened = isAutoStartup() ? BackupStore.open(settings.backupDir(), settings.backupKey()) : null;
        if (opened != null) {
            this.lastCheck = lastCheck(opened);
            this.copiedAt = copiedAt(opened);
            registry.ifAvailable(this::measure);
        }
    }

    private void measure(MeterRegistry meters) {
        Gauge.builder("careturn.backup.age.seconds", this::age)
                .description("Since when the backup may lack something that was finished")
                .register(meters);
        Gauge.builder("careturn.backup.copy.age.seconds", this::copyAge)
                .description("Since when there was no copy of all files; none yet: since this start")
                .register(meters);
        Gauge.builder("careturn.backup.check.age.seconds", this::checkAge)
                .description("Since when no backup has been restored for trial; none yet: since this start")
                .register(meters);
        Gauge.builder("careturn.backup.check.failed", this::checkFailed)
                .description("1 where the last backup that was restored for trial couldn't be, else 0")
                .register(meters);
    }

    private static @Nullable Check lastCheck(BackupStore store) {
        try {
            return store.lastCheck().orElse(null);
        } catch (IOException unreadable) {
            LOG.warn("it can't be read when a backup was restored for trial", unreadable);
            return null;
        }
    }

    private static @Nullable Instant copiedAt(BackupStore store) {
        try {
            List<Base> bases = store.bases();
            return bases.isEmpty() ? null : bases.getLast().begun();
        } catch (IOException | UncheckedIOException unreachable) {
            LOG.warn("the folder of the backups can't be read", unreachable);
            return null;
        }
    }

    private double copyAge() {
        Instant last = copiedAt;
        return Duration.between(
                        last == null ? startedAt : last, Clock.systemUTC().instant())
                .toSeconds();
    }

    private double checkAge() {
        Check last = lastCheck;
        Instant since = last == null ? startedAt : last.at();
        return Duration.between(since, Clock.systemUTC().instant()).toSeconds();
    }

    private double checkFailed() {
        Check last = lastCheck;
        return last != null && !last.isGood() ? 1 : 0;
    }

    @Override
    public boolean isAutoStartup() {
        return database.embedded() != null && !settings.backupDir().isBlank();
    }

    @Override
    public BackupState get() {
        BackupStore store = opened;
        if (store == null) {
            return database.embedded() == null
                    ? ofOwnDatabase()
                    : new BackupState(BackupState.By.NOBODY, null, null, null, null);
        }
        Check last = lastCheck;
        return new BackupState(
                BackupState.By.CARETURN,
                copiedAt(store),
                completeUntil,
                last == null ? null : last.at(),
                last == null ? null : last.isGood());
    }

    private BackupState ofOwnDatabase() {
        return reported.read()
                .map(report -> new BackupState(
                        BackupState.By.OWN_DATABASE,
                        report.copiedAt(),
                        report.completeUntil(),
                        report.triedAt(),
                        report.isTrialGood()))
                .orElse(new BackupState(BackupState.By.OWN_DATABASE, null, null, null, null));
    }

    private double age() {
        return Duration.between(completeUntil, Clock.systemUTC().instant()).toSeconds();
    }

    @Override
    protected void work() throws InterruptedException {
        EmbeddedPostgres postgres = database.embedded();
        BackupStore store = opened;
        if (postgres == null || store == null) {
            return;
        }
        Thread copying = Thread.ofVirtual().name("base backups").start(() -> copyDaily(postgres, store));
        boolean failing = false;
        boolean isHistoryKept = false;
        try {
            while (isRunning()) {
                try {
                    Instant reached = handedOver(postgres.folder().cluster());
                    if (!isHistoryKept) {
                        Timelines.keep(store, postgres.folder().cluster());
                        isHistoryKept = true;
                    }
                    ship(postgres.folder().spool(), store);
                    completeUntil = reached;
                    failing = false;
                } catch (IOException | RuntimeException unreachable) {
                    if (!failing) {
                        LOG.error("the log can't be backed up; trying again", unreachable);
                    }
                    failing = true;
                }
                Thread.sleep(PAUSE);
            }
        } finally {
            copying.interrupt();
        }
    }

    /**
     * Up to when PostgreSQL has handed over what it finished: now, or since when the first piece waits for its
     * {@code archive_command}, which can't write where the disk is full.
     */
    static Instant handedOver(Path cluster) throws IOException {
        Instant reached = Clock.systemUTC().instant();
        try (Stream<Path> files = Files.list(cluster.resolve("pg_wal").resolve("archive_status"))) {
            for (Path waiting :
                    files.filter(file -> file.toString().endsWith(".ready")).toList()) {
                Instant since = Files.getLastModifiedTime(waiting).toInstant();
                reached = since.isBefore(reached) ? since : reached;
            }
            return reached;
        } catch (NoSuchFileException handedOverMeanwhile) {
            return reached;
        }
    }

    static void ship(Path spool, BackupStore store) throws IOException {
        List<Path> pieces;
        try (Stream<Path> files = Files.list(spool)) {
            pieces = files.filter(file -> !file.toString().endsWith(".part"))
                    .sorted()
                    .toList();
        }
        for (Path piece : pieces) {
            store.addPiece(piece);
            Files.delete(piece);
        }
    }

    private void copyDaily(EmbeddedPostgres postgres, BackupStore store) {
        try {
            while (isRunning()) {
                Duration pause = AGAIN;
                try {
                    List<Base> bases = store.bases();
                    Instant now = Clock.systemUTC().instant();
                    if (isDue(bases.isEmpty() ? null : bases.getLast().begun(), now, settings.backupHour())
                            || isBeforeRestore(bases, postgres)) {
                        Base base = BaseBackup.take(
                                postgres.superuser(), postgres.folder().home(), store);
                        copiedAt = base.begun();
                        int gone = store.keep(settings.backupsKept());
                        LOG.info("Backed up to {} ({} MB, {} old ones removed)", base.file(), megabytes(base), gone);
                        // At night, as it needs the room and the time of a second database; not at the very first
                        // start.
                        if (!bases.isEmpty() && isCheckDue(lastCheck, now)) {
                            check(postgres, store);
                        }
                    }
                    pause = Duration.ofMinutes(1);
                } catch (IOException | RuntimeException failure) {
                    LOG.error("the database's files can't be backed up; trying again", failure);
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** A week after the last one, less the hours by which a night's copy may be earlier than another's; at once after a bad one. */
    static boolean isCheckDue(@Nullable Check last, Instant now) {
        return last == null || !last.isGood() || !now.isBefore(last.at().plus(CHECKED_EVERY));
    }

    private void check(EmbeddedPostgres postgres, BackupStore store) throws IOException {
        Check check = new Check(
                Clock.systemUTC().instant(), restores(postgres.folder().home().resolve("backup-check"), store));
        lastCheck = check;
        store.keepCheck(check);
    }

    /**
     * Whether the newest backup can be restored.
     *
     * @param aside a folder for it, which goes again
     */
    static boolean restores(Path aside, BackupStore store) throws IOException {
        try {
            remove(aside);
            Files.createDirectories(aside);
            UnprivilegedUser.give(aside);
            Restored restored = Restore.onTrial(store, aside, LOG::debug);
            LOG.info(
                    "The backup of {} was restored for trial and can be read",
                    restored.base().begun());
            return true;
        } catch (IOException | RuntimeException failure) {
            LOG.error("the newest backup can't be restored", failure);
            return false;
        } finally {
            remove(aside);
        }
    }

    private static void remove(Path aside) throws IOException {
        FileSystemUtils.deleteRecursively(PostgresFolder.locate(aside));
        FileSystemUtils.deleteRecursively(aside);
    }

    /** Whether the database was restored since the newest copy: until there is one, it hangs on a log of two timelines. */
    static boolean isBeforeRestore(List<Base> bases, EmbeddedPostgres postgres) throws IOException {
        try (Connection connection = postgres.superuser().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select timeline_id from pg_control_checkpoint()")) {
            row.next();
            return !bases.isEmpty() && Timelines.timeline(bases.getLast()) != row.getInt(1);
        } catch (SQLException failure) {
            throw new IOException(failure);
        }
    }

    /** Once after each passing of the hour; at once where there is none. */
    static boolean isDue(@Nullable Instant last, Instant now, int hour) {
        if (last == null) {
            return true;
        }
        Instant today = now.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .atTime(LocalTime.of(hour, 0))
                .toInstant(ZoneOffset.UTC);
        Instant due = today.isAfter(now) ? today.minus(Duration.ofDays(1)) : today;
        return last.isBefore(due);
    }

    private static long megabytes(Base base) throws IOException {
        return Files.size(base.file()) / 1_000_000;
    }
}
