package org.careturn.demo.replay;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.careturn.platform.Ids;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * The server's HTTP API. Each write has an idempotency key of its own; a request that timed out, lost its connection or
 * was told to come back later is sent again, a write under the same key.
 */
final class Api {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");
    static final int ATTEMPTS = 7;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final URI base;
    private final Duration timeout;
    private final HttpClient http;
    private final String run = Ids.token();
    private final AtomicInteger writes = new AtomicInteger();
    private volatile boolean reached;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger repeats = new AtomicInteger();

    /** @param timeout of one attempt */
    Api(URI base, Duration timeout) {
        this.base = base;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** What the server said; the body is missing where it isn't JSON. */
    record Answer(int status, String etag, JsonNode body) {
        boolean isOk() {
            return status >= 200 && status < 300;
        }

        /** The problem in a few words. */
        String problem() {
            String code = body.path("code").asString("");
            return code.isEmpty() ? "status " + status : code;
        }

        /** The problem in a sentence, with the fields that it names. */
        String detail() {
            StringBuilder detail = new StringBuilder(body.path("detail").asString("no explanation"));
            for (JsonNode error : body.path("errors")) {
                detail.append(' ')
                        .append(error.path("field").asString(""))
                        .append(' ')
                        .append(error.path("message").asString(""))
                        .append('.');
            }
            return detail.toString();
        }
    }

    /** A request about to be sent. */
    record Request(
            String method,
            String path,
            @Nullable Object body,
            @Nullable String bearer,
            @Nullable String ifMatch) {

        static Request get(String path) {
            return new Request("GET", path, null, null, null);
        }

        static Request post(String path, @Nullable Object body) {
            return new Request("POST", path, body, null, null);
        }

        static Request put(String path, Object body) {
            return new Request("PUT", path, body, null, null);
        }

        static Request delete(String path) {
            return new Request("DELETE", path, null, null, null);
        }

        static Request patch(String path, Object body, String etag) {
            return new Request("PATCH", path, body, null, etag);
        }

        Request as(String accessToken) {
            return new Request(method, path, body, accessToken, ifMatch);
        }

        boolean isWrite() {
            return !method.equals("GET");
        }
    }

    /** How many requests were sent, repeated ones among them. */
    int requests() {
        return requests.get();
    }

    int repeats() {
        return repeats.get();
    }

    /** A key for a write that may have to be sent more than once. */
    String newKey() {
        return "replay-" + run + '-' + writes.incrementAndGet();
    }

    /**
     * Sends until there is an answer other than that the server can't answer now.
     *
     * @throws ReplayFailedException where it doesn't come round, or where no server was ever there
     */
    Answer send(Request request, String key) {
        return send(request, key, ATTEMPTS);
    }

    /** As above, giving up after so many attempts. */
    Answer send(Request request, String key, int attempts) {
        for (int attempt = 1; ; attempt++) {
            String trouble;
            Duration pause = pauseAfter(attempt);
            try {
                HttpResponse<byte[]> response = http.send(build(request, key), BodyHandlers.ofByteArray());
                requests.incrementAndGet();
                reached = true;
                if (!isForNow(response.statusCode())) {
                    return answer(response);
                }
                trouble = "answers " + response.statusCode();
                pause = asked(response, pause);
            } catch (ConnectException e) {
                if (!reached) {
                    throw new ReplayFailedException("There is no server at " + base + ".", e);
                }
                requests.incrementAndGet();
                trouble = "can't be reached";
            } catch (IOException e) {
                requests.incrementAndGet();
                trouble = "doesn't answer (" + e.getClass().getSimpleName() + ")";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ReplayFailedException("The replay was stopped.", e);
            }
            if (attempt == attempts) {
                throw new ReplayFailedException("The server at " + base + ' ' + trouble + ": " + request.method + ' '
                        + request.path + ", sent " + attempts + " times.");
            }
            repeats.incrementAndGet();
            sleep(pause);
        }
    }

    private HttpRequest build(Request request, String key) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(request.path))
                .timeout(timeout)
                .header("Accept", "application/json");
        if (request.isWrite()) {
            builder.header("Idempotency-Key", key);
        }
        if (request.bearer != null) {
            builder.header("Authorization", "Bearer " + request.bearer);
        }
        if (request.ifMatch != null) {
            builder.header("If-Match", request.ifMatch);
        }
        if (request.body == null) {
            return builder.method(request.method, BodyPublishers.noBody()).build();
        }
        return builder.header("Content-Type", "application/json")
                .method(request.method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request.body)))
                .build();
    }

    private static boolean isForNow(int status) {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        JsonNode body = MissingNode.getInstance();
        if (type.contains("json") && response.body().length > 0) {
            try {
                body = JSON.readTree(response.body());
            } catch (JacksonException notJson) {
                return new Answer(response.statusCode(), "", MissingNode.getInstance());
            }
        }
        return new Answer(
                response.statusCode(), response.headers().firstValue("ETag").orElse(""), body);
    }

    private static Duration pauseAfter(int attempt) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** As the server asks in {@code Retry-After}, within reason. */
    private static Duration asked(HttpResponse<?> response, Duration otherwise) {
        String seconds = response.headers().firstValue("Retry-After").orElse("");
        Duration asked = SECONDS.matcher(seconds).matches() ? Duration.ofSeconds(Long.parseLong(seconds)) : otherwise;
        if (asked.compareTo(LONGEST_PAUSE) > 0) {
            return LONGEST_PAUSE;
        }
        return asked.compareTo(otherwise) > 0 ? asked : otherwise;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplayFailedException("The replay was stopped.", e);
        }
    }

    /** Fields of a request's body: names and values by turns. */
    static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
