package org.careturn.platform.database;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of one embedded database, which only one process may use at a time. */
record PostgresFolder(Path home, FileChannel lock) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresFolder.class);
    private static final int LONG_LOG_BYTES = 10_000_000;

    static PostgresFolder open(Path wanted) throws IOException {
        Path home = reachable(wanted.toAbsolutePath().normalize());
        return new PostgresFolder(home, lock(home));
    }

    /** The server's own files; there from the moment on when they are whole. */
    Path cluster() {
        return home.resolve("cluster");
    }

    /** Pieces of the log that are to be backed up. */
    Path spool() {
        return home.resolve("spool");
    }

    Path secrets() {
        return home.resolve("secrets.properties");
    }

    Path log() {
        return home.resolve("postgres.log");
    }

    void shortenLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LONG_LOG_BYTES) {
            Files.move(log(), home.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** What the server said last, for a message. */
    String lastWords() throws IOException {
        List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of();
        return lines.reversed().stream()
                .filter(line -> line.contains("FATAL"))
                .findFirst()
                .orElse(lines.isEmpty() ? "it wrote nothing" : lines.getLast());
    }

    /**
     * The port to listen on.
     *
     * @param wanted 0: the one of last time, or a new one where that is taken
     */
    int port(int wanted) throws IOException {
        if (wanted != 0) {
            if (!free(wanted)) {
                throw new IOException("Port " + wanted + " for the embedded database is taken: free it,"
                        + " or choose another CARETURN_DATABASE_PORT.");
            }
            return wanted;
        }
        Path remembered = home.resolve("port");
        if (Files.exists(remembered)) {
            int port = Integer.parseInt(Files.readString(remembered).strip());
            if (free(port)) {
                return port;
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(remembered, Integer.toString(socket.getLocalPort()));
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
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

    /** Where the database that was wanted in this folder is. */
    static Path locate(Path wanted) throws IOException {
        Path home = wanted.toAbsolutePath().normalize();
        Path moved = home.resolve("moved-to");
        return Files.exists(moved) ? Path.of(Files.readString(moved).strip()) : home;
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

    private static boolean free(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (BindException taken) {
            return false;
        }
    }
}
