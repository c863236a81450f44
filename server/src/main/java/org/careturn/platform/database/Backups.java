package org.careturn.platform.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.careturn.platform.Background;
import org.careturn.platform.database.BackupStore.Base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Backs the embedded database up while the server runs: each piece of the log as soon as it is finished (after a minute at
 * most), and all files once a day. A server of the hospital's own is backed up by its own means.
 */
@Component
class Backups extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final DatabaseSettings settings;
    private final Database database;
    private volatile Instant shippedAt = Clock.systemUTC().instant();

    Backups(DatabaseSettings settings, Database database, ObjectProvider<MeterRegistry> registry) {
        super("backups");
        this.settings = settings;
        this.database = database;
        if (isAutoStartup()) {
            registry.ifAvailable(meters -> Gauge.builder("careturn.backup.age.seconds", this::age)
                    .description("Since when the backup may lack something that was finished")
                    .register(meters));
        }
    }

    @Override
    public boolean isAutoStartup() {
        return database.embedded() != null && !settings.backupDir().isBlank();
    }

    private double age() {
        return Duration.between(shippedAt, Clock.systemUTC().instant()).toSeconds();
    }

    @Override
    protected void work() throws InterruptedException {
        EmbeddedPostgres postgres = database.embedded();
        if (postgres == null) {
            return;
        }
        BackupStore store = BackupStore.open(settings.backupDir(), settings.backupKey());
        Thread copying = Thread.ofVirtual().name("base backups").start(() -> copyDaily(postgres, store));
        boolean failing = false;
        try {
            while (isRunning()) {
                try {
                    ship(postgres.folder().spool(), store);
                    shippedAt = Clock.systemUTC().instant();
                    failing = false;
                } catch (IOException unreachable) {
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
                    if (isDue(bases.isEmpty() ? null : bases.getLast().begun(), now, settings.backupHour())) {
                        Base base = BaseBackup.take(
                                postgres.superuser(), postgres.folder().home(), store);
                        int gone = store.keep(settings.backupsKept());
                        LOG.info("Backed up to {} ({} MB, {} old ones removed)", base.file(), megabytes(base), gone);
                    }
                    pause = Duration.ofMinutes(1);
                } catch (IOException failure) {
                    LOG.error("the database's files can't be backed up; trying again", failure);
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
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
