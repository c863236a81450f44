package org.careturn.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.careturn.CareTurn;
import org.springframework.core.env.Environment;

/** A server in a process of its own, on the same database and with the same secrets as the test's own server. */
public final class ServerNode implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);

    private final Process process;
    private final int port;
    private final Path log;

    private ServerNode(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts it; {@link #awaitAnswer} waits until it is there. */
    public static ServerNode start(String name, Environment settings) throws IOException {
        return start(name, settings, Map.of());
    }

    /** The same with these settings beside. */
    public static ServerNode start(String name, Environment settings, Map<String, String> others) throws IOException {
        return start(name, settings, others, "-XX:TieredStopAtLevel=1");
    }

    /** For minutes of work at the queue: compiled as in production, which takes longer at first; brings no messages. */
    public static ServerNode startToStay(String name, Environment settings) throws IOException {
        return start(name, settings, Map.of("CARETURN_NOTIFICATIONS_DELIVERS", "false"), "-XX:+TieredCompilation");
    }

    private static ServerNode start(String name, Environment settings, Map<String, String> others, String compilation)
            throws IOException {
        Path folder = Path.of("target", "nodes", ProcessHandle.current().pid() + "-" + name)
                .toAbsolutePath();
        Files.createDirectories(folder);
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                compilation,
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CareTurn.class.getName());
        builder.environment()
                .putAll(Map.ofEntries(
                        Map.entry("PORT", Integer.toString(port)),
                        Map.entry("CARETURN_MODE", "demo"),
                        Map.entry("CARETURN_LISTEN", "127.0.0.1"),
                        Map.entry("CARETURN_DATA_DIR", folder.resolve("data").toString()),
                        Map.entry("CARETURN_DEMO_DATA", "false"),
                        Map.entry("CARETURN_CLOCK", "system"),
                        Map.entry("CARETURN_PUBLIC_URL", settings.getRequiredProperty("careturn.public-url")),
                        Map.entry("DATABASE_URL", settings.getRequiredProperty("careturn.database.url")),
                        Map.entry("DATABASE_OWNER_URL", settings.getRequiredProperty("careturn.database.owner-url")),
                        Map.entry("JWT_PRIVATE_KEY", settings.getRequiredProperty("careturn.identity.jwt-key")),
                        Map.entry(
                                "CARETURN_IDENTITY_BCRYPTCOST",
                                settings.getRequiredProperty("careturn.identity.bcrypt-cost")),
                        Map.entry("PASSWORD_PEPPER", settings.getRequiredProperty("careturn.identity.pepper")),
                        Map.entry(
                                "PATIENT_DATA_KEY", settings.getRequiredProperty("careturn.audit.patient-data-key"))));
        builder.environment().putAll(others);
        Path log = folder.resolve("log");
        Process process = builder.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new ServerNode(process, port, log);
    }

    public ServerNode awaitAnswer() throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (true) {
                try {
                    if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                        return this;
                    }
                } catch (IOException notYet) {
                    if (!process.isAlive() || System.nanoTime() > end) {
                        throw new IOException("the node did not start: " + Files.readString(log), notYet);
                    }
                }
                Thread.sleep(100);
            }
        }
    }

    public Http http() {
        return Http.on(port);
    }

    /** By SIGKILL: it can't finish anything. */
    public void kill() {
        process.destroyForcibly();
    }

    /** By SIGTERM: asks it to finish what it does and then to end. Returns whether it has, within this time. */
    public boolean stopsWithin(Duration time) throws InterruptedException {
        process.destroy();
        return process.waitFor(time);
    }

    @Override
    public void close() {
        kill();
        process.onExit().join();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
