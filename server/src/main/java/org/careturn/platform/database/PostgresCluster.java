package org.careturn.platform.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** The files that a server works on, before it does. */
final class PostgresCluster {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresCluster.class);
    private static final Duration ENDS_BY_ITSELF = Duration.ofSeconds(5);
    private static final Duration ENDS_WHEN_TOLD = Duration.ofSeconds(60);

    private PostgresCluster() {}

    /** Makes the files and, as the last step, gives them their name. */
    static void create(PostgresFolder folder, PostgresBinaries programs, String superuser, String superuserPassword)
            throws IOException {
        Path home = folder.home();
        LOG.info("Creating the database's files in {}", folder.cluster());
        // Beside its place and renamed when whole: a crash on the way leaves nothing that looks like a cluster.
        Path unfinished = home.resolve("cluster.new");
        FileSystemUtils.deleteRecursively(unfinished);
        Files.createDirectory(unfinished);
        UnprivilegedUser.give(unfinished);
        Path password = home.resolve("initdb-password");
        Files.deleteIfExists(password);
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(password, superuserPassword);
            UnprivilegedUser.give(password);
            run(
                    home,
                    List.of(
                            programs.program("initdb").toString(),
                            "--pgdata=" + unfinished,
                            "--username=" + superuser,
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
        Files.move(unfinished, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel entries = FileChannel.open(home)) {
            entries.force(true);
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

    /** A server whose parent was killed may still be writing; another one must not start before it ends. */
    static void awaitEndOfOrphan(Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        ProcessHandle orphan = running(pidFile);
        if (orphan == null || !worksOn(orphan, cluster)) {
            // Where another program has got the number since, PostgreSQL would take that one for a running server.
            Files.delete(pidFile);
            return;
        }
        LOG.info("PostgreSQL of an earlier run (process {}) is still ending; waiting for it", orphan.pid());
        if (!ended(orphan, ENDS_BY_ITSELF)) {
            EmbeddedPostgres.interrupt(orphan.pid());
            if (!ended(orphan, ENDS_WHEN_TOLD)) {
                throw new IOException("PostgreSQL of an earlier run (process " + orphan.pid() + ") still works on "
                        + cluster + " and does not end: stop it, then start again.");
            }
        }
    }

    private static @Nullable ProcessHandle running(Path pidFile) throws IOException {
        String number = Files.readString(pidFile).lines().findFirst().orElse("").strip();
        return number.matches("[0-9]{1,10}")
                ? ProcessHandle.of(Long.parseLong(number)).orElse(null)
                : null;
    }

    private static boolean worksOn(ProcessHandle process, Path cluster) throws IOException {
        if (!Files.exists(Path.of("/proc/self"))) {
            return process.info().commandLine().orElse("").contains(cluster.toString());
        }
        try {
            Path folder = Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
            return folder.equals(cluster.toRealPath());
        } catch (NoSuchFileException | AccessDeniedException endedOrAnotherUsers) {
            return false;
        }
    }

    private static boolean ended(ProcessHandle process, Duration within) throws IOException {
        long end = System.nanoTime() + within.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() > end) {
                return false;
            }
            EmbeddedPostgres.pause();
        }
        return true;
    }
}
