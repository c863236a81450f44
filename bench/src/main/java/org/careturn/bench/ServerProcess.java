package org.careturn.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own. */
final class ServerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);

    private final Process process;
    private final int port;
    private final long startNanos;

    private ServerProcess(Process process, int port, long startNanos) {
        this.process = process;
        this.port = port;
        this.startNanos = startNanos;
    }

    /** Starts it and waits for its first answer. */
    static ServerProcess start(
            Installation installation, Path folder, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(installation.serverCommand());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.log").toFile()));
        builder.environment()
                .putAll(Map.of(
                        "CARETURN_MODE", "demo",
                        "CARETURN_CLOCK", "system",
                        "CARETURN_LISTEN", "127.0.0.1",
                        "CARETURN_DATA_DIR", folder.resolve("data").toString(),
                        "CARETURN_PUBLIC_URL", "http://localhost",
                        "DATABASE_URL", "",
                        "DATABASE_OWNER_URL", "",
                        "PORT", Integer.toString(port)));
        builder.environment().putAll(environment);
        long begin = System.nanoTime();
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() - begin > START.toNanos()) {
                process.destroy();
                throw new IOException("The server did not start:\n" + Files.readString(folder.resolve("server.log")));
            }
            Thread.sleep(10);
        }
        return new ServerProcess(process, port, System.nanoTime() - begin);
    }

    private static boolean answers(int port) {
        try (HttpConnection connection = HttpConnection.open(port)) {
            return connection.get("/actuator/health", "").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    double startSeconds() {
        return startNanos / 1e9;
    }

    /** Resident memory of the server's own process, without the database. */
    double residentMegabytes() throws IOException {
        return Machine.residentMegabytes(pid());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
