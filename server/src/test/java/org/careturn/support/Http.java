package org.careturn.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Talks to a running server as a client does. Each of the {@code with} methods gives another client. */
public final class Http {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;
    private final Map<String, String> headers;

    private Http(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    public static Http on(int port) {
        return new Http(URI.create("http://localhost:" + port), Map.of());
    }

    /** An answer; {@code body} is missing where it isn't JSON. */
    public record Answer(int status, HttpHeaders headers, JsonNode body, String text) {
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The code of a problem, or nothing. */
        public String code() {
            return body.path("code").asString("");
        }
    }

    public Http with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Http(base, more);
    }

    /** The same client at another server. */
    public Http at(Http server) {
        return new Http(server.base, headers);
    }

    public Http withToken(String accessToken) {
        return with("Authorization", "Bearer " + accessToken);
    }

    /** Signs in; the answer's tokens are in its body. */
    public Answer login(String userName, String password) {
        return post("/api/v1/auth/login", Map.of("userName", userName, "password", password, "client", "APP"));
    }

    /** A client that is signed in. */
    public Http signedIn(String userName, String password) {
        Answer answer = login(userName, password);
        if (answer.status() != 200) {
            throw new AssertionError("sign-in: " + answer.status() + " " + answer.code());
        }
        return withToken(answer.body().get("accessToken").asString());
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, @Nullable Object body) {
        return send("POST", path, body);
    }

    public Answer put(String path, @Nullable Object body) {
        return send("PUT", path, body);
    }

    /** Asks for an event stream; its body is read as it comes. */
    public HttpResponse<InputStream> stream(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).header("Accept", "text/event-stream");
        headers.forEach(request::header);
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The header that signs this client in. */
    public String authorization() {
        return headers.getOrDefault("Authorization", "");
    }

    public int port() {
        return base.getPort();
    }

    /** Sends the body as JSON, a text as it is; every change under a new Idempotency-Key, where none is set. */
    public Answer send(String method, String path, @Nullable Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
        if (!method.equals("GET") && !headers.containsKey("Idempotency-Key")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        headers.forEach(request::header);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            if (!headers.containsKey("Content-Type")) {
                request.header("Content-Type", "application/json");
            }
            String text = body instanceof String already ? already : JSON.writeValueAsString(body);
            request.method(method, BodyPublishers.ofString(text));
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            String type = response.headers().firstValue("Content-Type").orElse("");
            JsonNode read = type.matches("application/(.*\\+)?json.*")
                            && !response.body().isBlank()
                    ? JSON.readTree(response.body())
                    : MissingNode.getInstance();
            return new Answer(response.statusCode(), response.headers(), read, response.body());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
