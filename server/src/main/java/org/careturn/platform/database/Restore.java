package org.careturn.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.careturn.platform.database.BackupStore.Base;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * Makes an embedded database out of a backup: its files, then the log since, up to a moment or to its end. What stood in its
 * place before is kept beside it. The database gets a new timeline by this, so that clients know that it isn't the one
 * they knew (its epoch changes).
 */
final class Restore {
    private static final Duration LONGEST = Duration.ofHours(12);
    /** PostgreSQL's settings know no letters for a zone. */
    private static final DateTimeFormatter SETTING = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss.SSSSSS'+00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String ASK = "touch ../wanted/%f.want; until test -e ../wanted/%f; do"
            + " test -e ../wanted/%f.none && rm ../wanted/%f.none && exit 1; sleep 0.02; done; mv ../wanted/%f %p";

    private Restore() {}

    /** What was restored: {@code lastChange} is the newest row of the audit log. */
    record Restored(
            Base base,
            @Nullable Instant lastChange,
            @Nullable Path before) {}

    /**
     * Puts a backup in the place of the database, while no server runs. From then on the backups follow what is restored.
     *
     * @param home of the embedded database, which may be missing
     * @param until null: up to the end of the log that was stored
     * @param tell what goes on, a sentence at a time
     */
    static Restored inPlace(BackupStore store, Path home, @Nullable Instant until, Consumer<String> tell)
            throws IOException {
        Restored restored = run(store, home, until, usable(store, until), tell);
        Timelines.keep(store, PostgresFolder.locate(home).resolve("cluster"));
        return restored;
    }

    /** Restores the newest state elsewhere, to see whether it can be: out of the newest copy alone, and leaving no trace. */
    static Restored onTrial(BackupStore store, Path aside, Consumer<String> tell) throws IOException {
        return run(store, aside, null, usable(store, null).subList(0, 1), tell);
    }

    private static List<Base> usable(BackupStore store, @Nullable Instant until) throws IOException {
        List<Base> usable = Timelines.usable(store, Optional.ofNullable(until));
        if (usable.isEmpty()) {
            throw new IOException(
                    until == null ? "There is no backup." : "There is no backup from before " + until + ".");
        }
        return usable;
    }

    private static Restored run(
            BackupStore store, Path home, @Nullable Instant until, List<Base> usable, Consumer<String> tell)
            throws IOException {
        PostgresFolder folder = PostgresFolder.open(home);
        Path before;
        Base base;
        try {
            base = unpackFirst(store, usable, folder, tell);
            before = setAside(folder);
            Files.move(unpackedSecrets(folder), folder.secrets(), StandardCopyOption.ATOMIC_MOVE);
            Files.move(unpacked(folder), folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
            Path settings = folder.cluster().resolve("postgresql.auto.conf");
            Files.writeString(settings, settings(until));
            UnprivilegedUser.give(settings);
            Path signal = Files.createFile(folder.cluster().resolve("recovery.signal"));
            UnprivilegedUser.give(signal);
        } finally {
            folder.close();
        }
        Instant last = replay(store, home, tell);
        return new Restored(base, last, before);
    }

    /** Unpacks the first copy that can be read; an older one needs no more than a longer log. */
    private static Base unpackFirst(BackupStore store, List<Base> usable, PostgresFolder folder, Consumer<String> tell)
            throws IOException {
        for (Base base : usable.subList(0, usable.size() - 1)) {
            try {
                tell.accept("Unpacking the backup of " + base.begun());
                unpack(store, base, folder);
                return base;
            } catch (IOException damaged) {
                tell.accept("The backup of " + base.begun() + " can't be read (" + damaged.getMessage()
                        + "): taking the one before, and the log since.");
            }
        }
        tell.accept("Unpacking the backup of " + usable.getLast().begun());
        unpack(store, usable.getLast(), folder);
        return usable.getLast();
    }

    private static Path unpacked(PostgresFolder folder) {
        return folder.home().resolve("cluster.restored");
    }

    private static Path unpackedSecrets(PostgresFolder folder) {
        return folder.home().resolve("secrets.restored");
    }

    private static String settings(@Nullable Instant until) {
        return "restore_command = '" + ASK + "'\n"
                + (until == null
                        ? ""
                        : "recovery_target_time = '" + SETTING.format(until)
                                + "'\nrecovery_target_action = 'promote'\n");
    }

    private static @Nullable Path setAside(PostgresFolder folder) throws IOException {
        if (!Files.exists(folder.cluster())) {
            return null;
        }
        PostgresCluster.awaitEndOfOrphan(folder.cluster());
        Path aside = folder.home().resolve("before-restore-" + NAME.format(Instant.now()));
        Files.createDirectory(aside);
        Files.move(folder.cluster(), aside.resolve("cluster"), StandardCopyOption.ATOMIC_MOVE);
        if (Files.exists(folder.secrets())) {
            Files.move(folder.secrets(), aside.resolve("secrets.properties"), StandardCopyOption.ATOMIC_MOVE);
        }
        return aside;
    }

    private static void unpack(BackupStore store, Base base, PostgresFolder folder) throws IOException {
        Path unfinished = unpacked(folder);
        Path secrets = unpackedSecrets(folder);
        FileSystemUtils.deleteRecursively(unfinished);
        Files.deleteIfExists(secrets);
        try (TarArchiveInputStream tar = new TarArchiveInputStream(store.read(base))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals(BaseBackup.SECRETS)) {
                    Files.createFile(
                            secrets,
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                    Files.copy(tar, secrets, StandardCopyOption.REPLACE_EXISTING);
                    Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));
                    continue;
                }
                Path place = unfinished
                        .resolve(entry.getName().substring(BaseBackup.CLUSTER.length()))
                        .normalize();
                if (!place.startsWith(unfinished)) {
                    throw new IOException("The backup names a file outside of its folder.");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(place);
                    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));
                } else {
                    Files.copy(tar, place);
                    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-------"));
                }
                UnprivilegedUser.give(place);
            }
        }
    }

    /** Starts the database, hands it the log piece by piece, and stops it again when it has read all. */
    private static @Nullable Instant replay(BackupStore store, Path home, Consumer<String> tell) throws IOException {
        Path wanted = PostgresFolder.locate(home).resolve("wanted");
        FileSystemUtils.deleteRecursively(wanted);
        Files.createDirectory(wanted);
        UnprivilegedUser.give(wanted);
        AtomicReference<@Nullable IOException> damage = new AtomicReference<>();
        Thread handing =
                Thread.ofPlatform().daemon().name("restore-log").start(() -> hand(store, wanted, tell, damage));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(new EmbeddedPostgres.Options(home, 0, true))) {
            tell.accept("Reading the log");
            return awaitEnd(postgres, damage);
        } catch (IOException failure) {
            IOException cause = damage.get();
            throw cause == null ? failure : new IOException("A piece of the log can't be read.", cause);
        } finally {
            handing.interrupt();
            FileSystemUtils.deleteRecursively(wanted);
        }
    }

    private static @Nullable Instant awaitEnd(EmbeddedPostgres postgres, AtomicReference<@Nullable IOException> damage)
            throws IOException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < end && damage.get() == null) {
            try (Connection connection =
                            postgres.superuser(EmbeddedPostgres.DATABASE).connect();
                    Statement statement = connection.createStatement()) {
                if (!isReading(statement)) {
                    statement.execute("alter system reset all");
                    statement.execute("checkpoint");
                    return lastChange(statement);
                }
            } catch (SQLException notYet) {
                if (!ProcessHandle.of(postgres.processId())
                        .map(ProcessHandle::isAlive)
                        .orElse(false)) {
                    throw new IOException(
                            "PostgreSQL ended while it read the log: "
                                    + postgres.folder().lastWords(),
                            notYet);
                }
            }
            EmbeddedPostgres.pause();
        }
        throw new IOException("The log could not be read within " + LONGEST.toHours() + " hours.");
    }

    private static boolean isReading(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select pg_is_in_recovery()")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static @Nullable Instant lastChange(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select max(at) from audit_event")) {
            row.next();
            Timestamp at = row.getTimestamp(1);
            return at == null ? null : at.toInstant();
        }
    }

    private static void hand(
            BackupStore store, Path wanted, Consumer<String> tell, AtomicReference<@Nullable IOException> damage) {
        int pieces = 0;
        while (!Thread.currentThread().isInterrupted()) {
            try (Stream<Path> files = Files.list(wanted)) {
                for (Path want :
                        files.filter(file -> file.toString().endsWith(".want")).toList()) {
                    String name = want.getFileName().toString().replace(".want", "");
                    Files.delete(want);
                    if (hand(store, wanted, name) && ++pieces % 100 == 0) {
                        tell.accept(pieces + " pieces of the log read");
                    }
                }
                Thread.sleep(5);
            } catch (InterruptedException ended) {
                return;
            } catch (IOException | UncheckedIOException failure) {
                if (Files.exists(wanted)) {
                    damage.set(failure instanceof IOException io ? io : new IOException(failure));
                }
                return;
            }
        }
    }

    private static boolean hand(BackupStore store, Path wanted, String name) throws IOException {
        Path unfinished = wanted.resolve(name + ".part");
        try (InputStream piece = store.readPiece(name)) {
            Files.copy(piece, unfinished);
            UnprivilegedUser.give(unfinished);
            Files.move(unfinished, wanted.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException none) {
            Path told = Files.createFile(wanted.resolve(name + ".none"));
            UnprivilegedUser.give(told);
            return false;
        }
    }
}
