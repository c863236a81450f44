package org.careturn.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Sends requests exactly as they are given, good or bad. */
final class Exchange {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final int port;

    Exchange(int port) {
        this.port = port;
    }

    int port() {
        return port;
    }

    /** @param target path and query, encoded */
    record Request(
            String method,
            String target,
            Map<String, String> headers,
            @Nullable String body) {
        Request with(String header, String value) {
            Map<String, String> changed = new LinkedHashMap<>(headers);
            changed.put(header, value);
            return new Request(method, target, changed, body);
        }

        Request without(String header) {
            Map<String, String> changed = new LinkedHashMap<>(headers);
            changed.remove(header);
            return new Request(method, target, changed, body);
        }

        Request body(@Nullable String other) {
            return new Request(method, target, headers, other);
        }

        Request target(String other) {
            return new Request(method, other, headers, body);
        }
    }

    /** @param body missing where it isn't JSON */
    record Answer(int status, HttpHeaders headers, JsonNode body) {
        String contentType() {
            return headers.firstValue("Content-Type").orElse("").split(";", 2)[0];
        }

        String code() {
            return body.path("code").asString("");
        }

        @Override
        public String toString() {
            return status + " " + body;
        }
    }

    Answer send(Request request) {
        HttpRequest.Builder http = HttpRequest.newBuilder(URI.create("http://localhost:" + port + request.target()))
                .timeout(Duration.ofSeconds(30));
        request.headers().forEach(http::header);
        String body = request.body();
        http.method(
                request.method(),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        try {
            HttpResponse<InputStream> response = CLIENT.send(http.build(), BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                String type = response.headers().firstValue("Content-Type").orElse("");
                // A stream has no end; that it began is all there is to see here.
                byte[] read = type.startsWith("text/event-stream") ? new byte[0] : in.readAllBytes();
                JsonNode json = type.matches("application/(.*\\+)?json.*") && read.length > 0
                        ? JsonMapper.shared().readTree(read)
                        : MissingNode.getInstance();
                Answer answer = new Answer(response.statusCode(), response.headers(), json);
                LogWatch.said(request, answer);
                return answer;
            }
        } catch (IOException e) {
            throw new IllegalStateException(request.method() + " " + request.target(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
