package org.careturn.notifications.fake;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Firebase's HTTP v1 interface and Google's token endpoint. Arguments: port, project. */
public final class FakeFcm extends FakeServer {
    private static final String ACCESS = "ya29.made-up";
    private static final Set<String> MESSAGE = Set.of(
            "name", "data", "notification", "android", "webpush", "apns", "fcm_options", "token", "topic", "condition");
    private static final Set<String> NOTIFICATION = Set.of("title", "body", "image");
    private static final Set<String> ANDROID = Set.of(
            "collapse_key",
            "priority",
            "ttl",
            "restricted_package_name",
            "data",
            "notification",
            "fcm_options",
            "direct_boot_ok");

    private final String project;
    private final List<JsonNode> accepted = new CopyOnWriteArrayList<>();

    private FakeFcm(String project) {
        this.project = project;
    }

    public static void main(String[] arguments) throws IOException {
        new FakeFcm(arguments[1]).serve(Integer.parseInt(arguments[0]));
    }

    @Override
    void handle(HttpExchange exchange, String path, Map<String, String> query)
            throws IOException, InterruptedException {
        if (path.equals("/token")) {
            token(exchange, form(body(exchange)));
        } else if (path.equals("/accepted")) {
            answer(exchange, 200, accepted);
        } else if (!("Bearer " + ACCESS).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            refuse(exchange, 401, "UNAUTHENTICATED", null);
        } else if (!path.equals("/v1/projects/" + project + "/messages:send")) {
            refuse(exchange, 404, "NOT_FOUND", null);
        } else {
            send(exchange, JSON.readTree(body(exchange)));
        }
    }

    private static void token(HttpExchange exchange, Map<String, String> form) throws IOException {
        boolean valid = "urn:ietf:params:oauth:grant-type:jwt-bearer".equals(form.get("grant_type"))
                && String.valueOf(form.get("assertion")).split("\\.").length == 3;
        if (valid) {
            answer(exchange, 200, Map.of("access_token", ACCESS, "expires_in", 3599, "token_type", "Bearer"));
        } else {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
        }
    }

    private void send(HttpExchange exchange, JsonNode request) throws IOException, InterruptedException {
        JsonNode message = request.path("message");
        String fault = fault(message);
        if (fault != null) {
            refuse(exchange, 400, "INVALID_ARGUMENT", fault);
            return;
        }
        String device = message.path("token").asString();
        Mode mode = modeOf(device);
        switch (mode) {
            case GONE -> refuse(exchange, 404, "UNREGISTERED", null);
            case REFUSE_503 -> refuse(exchange, 503, "UNAVAILABLE", null);
            case CREDENTIALS -> {
                modes.put(device, Mode.OK);
                refuse(exchange, 401, "UNAUTHENTICATED", null);
            }
            case RATE -> {
                modes.put(device, Mode.OK);
                exchange.getResponseHeaders().set("Retry-After", "2");
                refuse(exchange, 429, "QUOTA_EXCEEDED", null);
            }
            case OK, DROP, ACCEPT_500, HANG -> {
                accepted.add(message);
                if (mode == Mode.OK) {
                    answer(exchange, 200, Map.of("name", "projects/" + project + "/messages/" + UUID.randomUUID()));
                } else if (mode == Mode.ACCEPT_500) {
                    refuse(exchange, 500, "INTERNAL", null);
                } else if (mode == Mode.HANG) {
                    hang();
                }
            }
        }
    }

    private static @Nullable String fault(JsonNode message) {
        for (String field : message.propertyNames()) {
            if (!MESSAGE.contains(field)) {
                return "Unknown name \"" + field + "\" at 'message'";
            }
        }
        long targets = List.of("token", "topic", "condition").stream()
                .filter(message::has)
                .count();
        if (targets != 1) {
            return "Exactly one of token, topic or condition is required";
        }
        for (JsonNode value : message.path("data")) {
            if (!value.isString()) {
                return "Invalid value at 'message.data[0].value' (TYPE_STRING)";
            }
        }
        if (!NOTIFICATION.containsAll(message.path("notification").propertyNames())) {
            return "Unknown name at 'message.notification'";
        }
        JsonNode android = message.path("android");
        if (!ANDROID.containsAll(android.propertyNames())) {
            return "Unknown name at 'message.android'";
        }
        if (android.has("ttl") && !android.path("ttl").asString().matches("[0-9]+(\\.[0-9]{1,9})?s")) {
            return "Invalid duration format";
        }
        if (android.has("priority")
                && !Set.of("NORMAL", "HIGH").contains(android.path("priority").asString())) {
            return "Invalid value at 'message.android.priority'";
        }
        return null;
    }

    private static void refuse(HttpExchange exchange, int status, String code, @Nullable String message)
            throws IOException {
        answer(
                exchange,
                status,
                Map.of(
                        "error",
                        Map.of(
                                "code",
                                status,
                                "message",
                                message == null ? code : message,
                                "status",
                                status == 404 ? "NOT_FOUND" : code,
                                "details",
                                List.of(Map.of(
                                        "@type",
                                        "type.googleapis.com/google.firebase.fcm.v1.FcmError",
                                        "errorCode",
                                        code)))));
    }
}
