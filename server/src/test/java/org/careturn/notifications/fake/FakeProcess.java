package org.careturn.notifications.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A stand-in, in a process of its own. */
public final class FakeProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private FakeProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it on a free port, which becomes its first argument, and waits until it takes connections. */
    public static FakeProcess start(Class<?> main, String... arguments) {
        try {
            int port = freePort();
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx128m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName(),
                    Integer.toString(port)));
            command.addAll(List.of(arguments));
            Path folder = Files.createDirectories(Path.of("target", "fakes"));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(
                            folder.resolve(main.getSimpleName() + ".log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            while (!answers(port)) {
                if (!process.isAlive()) {
                    throw new IOException(main.getSimpleName() + " did not start");
                }
                Thread.sleep(50);
            }
            return new FakeProcess(process, port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** How it shall treat this number or device. */
    public void treat(String who, String mode) {
        get("/control?who=" + URLEncoder.encode(who, StandardCharsets.UTF_8) + "&mode=" + mode, "");
    }

    public String get(String path, String authorization) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            return client.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
