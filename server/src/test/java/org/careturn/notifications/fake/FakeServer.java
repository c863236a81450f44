package org.careturn.notifications.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the stand-ins have in common: they are told at /control how to treat whom, and answer in JSON. */
abstract class FakeServer {
    static final JsonMapper JSON = JsonMapper.shared();
    private static final long HANG_MILLIS = 60_000;

    final Map<String, Mode> modes = new ConcurrentHashMap<>();

    /** How somebody is treated. */
    enum Mode {
        /** As it should be. */
        OK,
        /** Accepts, and closes the connection without an answer. */
        DROP,
        /** Accepts, and answers 500. */
        ACCEPT_500,
        /** Answers 503, and has not accepted. */
        REFUSE_503,
        /** Accepts, and never answers. */
        HANG,
        /** Answers 429 once, with Retry-After. */
        RATE,
        /** Answers once that the account isn't let in. */
        CREDENTIALS,
        /** Refuses for good. */
        GONE
    }

    /** Serves on this port of 127.0.0.1 until the process ends. */
    void serve(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
                if (path.equals("/control")) {
                    modes.put(query.getOrDefault("who", ""), Mode.valueOf(query.getOrDefault("mode", "OK")));
                    answer(exchange, 200, Map.of());
                } else {
                    handle(exchange, path, query);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    abstract void handle(HttpExchange exchange, String path, Map<String, String> query)
            throws IOException, InterruptedException;

    Mode modeOf(String who) {
        return modes.getOrDefault(who, Mode.OK);
    }

    static void hang() throws InterruptedException {
        Thread.sleep(HANG_MILLIS);
    }

    static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static Map<String, String> form(@Nullable String text) {
        Map<String, String> form = new LinkedHashMap<>();
        if (text != null && !text.isEmpty()) {
            for (String pair : text.split("&", -1)) {
                int at = pair.indexOf('=');
                form.put(decoded(at < 0 ? pair : pair.substring(0, at)), at < 0 ? "" : decoded(pair.substring(at + 1)));
            }
        }
        return form;
    }

    static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
