package org.careturn.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes every SMS 50 ms after it came, but those to numbers that begin with +1416, which it never answers. */
final class SlowProvider implements AutoCloseable {
    private static final int LATENCY_MILLIS = 50;
    private static final long HANG_MILLIS = 30_000;
    private static final Pattern NUMBER = Pattern.compile("To=\\+141([56])(\\d{7})");

    private final HttpServer server;
    private final Map<Integer, Long> came = new ConcurrentHashMap<>();

    SlowProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** When it came, by the end of its number: {@link System#nanoTime}. */
    Map<Integer, Long> came() {
        return came;
    }

    private void take(HttpExchange exchange) throws IOException {
        long now = System.nanoTime();
        try (exchange) {
            String form = URLDecoder.decode(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8);
            Matcher number = NUMBER.matcher(form);
            boolean known = number.find();
            if (known) {
                came.put(Integer.parseInt(number.group(2)), now);
            }
            Thread.sleep(known && number.group(1).equals("6") ? HANG_MILLIS : LATENCY_MILLIS);
            byte[] answer = ("{\"sid\":\"SM" + UUID.randomUUID() + "\",\"status\":\"queued\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(201, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
