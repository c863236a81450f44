package org.careturn.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.careturn.platform.database.BackupStore.Base;

/** Copies the files of a running embedded database; with the log written meanwhile they make a whole one. */
final class BaseBackup {
    /** What the next start makes anew, or what belongs to the running server alone. */
    private static final Set<String> EMPTY = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "current_logfiles");
    static final String SECRETS = "secrets.properties";
    static final String CLUSTER = "cluster/";
    /** Ends the piece of the log in which the backup ends; of an address between two pieces, the name is the later one's. */
    private static final String STOP = """
            select labelfile, pg_walfile_name(lsn - 1) as last from pg_backup_stop(wait_for_archive => false)""";

    private static final Duration LOG_ARRIVES = Duration.ofMinutes(5);

    private BaseBackup() {}

    /**
     * Takes one and waits until the log that it needs is stored too.
     *
     * @param superuser of the running database
     * @param home the folder in which the embedded database really is
     */
    static Base take(DatabaseAccess superuser, Path home, BackupStore store) throws IOException {
        Path cluster = home.resolve("cluster");
        try (Connection connection = superuser.connect();
                Statement statement = connection.createStatement()) {
            Instant begun = instant(statement, "select now()");
            String first = text(statement, "select pg_walfile_name(pg_backup_start('careturn', fast => true))");
            String[] last = new String[1];
            Base base = store.addBase(begun, first, out -> {
                try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
                    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
                    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
                    addFile(tar, home.resolve("secrets.properties"), SECRETS);
                    addCluster(tar, cluster);
                    try (ResultSet stopped = statement.executeQuery(STOP)) {
                        stopped.next();
                        last[0] = stopped.getString("last");
                        addText(tar, CLUSTER + "backup_label", stopped.getString("labelfile"));
                    }
                } catch (SQLException failure) {
                    throw new IOException(failure);
                }
            });
            // the piece that holds the backup's end, and what tells of that end, must have gone before this is one
            long end = System.nanoTime() + LOG_ARRIVES.toNanos();
            while (!store.hasPiece(last[0]) || store.end(base).isEmpty()) {
                if (System.nanoTime() > end) {
                    Files.delete(base.file());
                    throw new IOException("the log up to " + last[0] + " did not arrive in the backup");
                }
                EmbeddedPostgres.pause();
            }
            return base;
        } catch (SQLException failure) {
            throw new IOException("The database could not be backed up: " + failure.getMessage(), failure);
        }
    }

    private static void addCluster(TarArchiveOutputStream tar, Path cluster) throws IOException {
        Files.walkFileTree(cluster, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                String name = cluster.relativize(folder).toString();
                tar.putArchiveEntry(new TarArchiveEntry(CLUSTER + (name.isEmpty() ? "" : name + "/")));
                tar.closeArchiveEntry();
                return EMPTY.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = file.getFileName().toString();
                if (!LEFT_OUT.contains(name) && !name.startsWith("pgsql_tmp") && !name.startsWith("pg_internal.init")) {
                    addFile(tar, file, CLUSTER + cluster.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException
                        && !file.equals(cluster)) { // dropped meanwhile, which the log tells too
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    /** As long as it was when it was opened; what is written or cut off meanwhile is in the log. */
    private static void addFile(TarArchiveOutputStream tar, Path file, String name) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            long size = Files.size(file);
            entry.setSize(size);
            tar.putArchiveEntry(entry);
            byte[] buffer = new byte[1 << 16];
            long left = size;
            while (left > 0) {
                int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
                if (read == 0) {
                    fill(tar, left);
                    break;
                }
                tar.write(buffer, 0, read);
                left -= read;
            }
            tar.closeArchiveEntry();
        } catch (NoSuchFileException droppedMeanwhile) {
            // which the log tells too
        }
    }

    private static void fill(OutputStream out, long zeros) throws IOException {
        byte[] none = new byte[8192];
        for (long left = zeros; left > 0; left -= none.length) {
            out.write(none, 0, (int) Math.min(none.length, left));
        }
    }

    private static void addText(TarArchiveOutputStream tar, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Instant instant(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getTimestamp(1).toInstant();
        }
    }
}
