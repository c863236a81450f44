package org.careturn.notifications.fcm;

import com.google.auth.Retryable;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.careturn.notifications.Channel;
import org.careturn.notifications.Notification;
import org.careturn.notifications.NotificationSettings;
import org.careturn.notifications.Provider;
import org.careturn.notifications.PushDevices;
import org.careturn.notifications.domain.Answer;
import org.careturn.notifications.domain.Attempt;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Push by Firebase's HTTP v1 interface, signed in by Google's library. */
@Component
class FcmPush implements Provider {
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(3); // of each device; there are three at most
    private static final int DEVICES = 3;

    private final NotificationSettings.Fcm settings;
    private final PushDevices devices;
    private final JsonMapper json;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final @Nullable Account account;

    private record Account(GoogleCredentials credentials, String projectId) {}

    FcmPush(NotificationSettings settings, PushDevices devices, JsonMapper json) {
        this.settings = settings.fcm();
        this.devices = devices;
        this.json = json;
        this.account = this.settings.isSet() ? account(this.settings.credentials()) : null;
    }

    private Account account(String credentials) {
        try {
            String text =
                    credentials.stripLeading().startsWith("{") ? credentials : Files.readString(Path.of(credentials));
            String project = json.readTree(text).path("project_id").asString();
            return new Account(
                    GoogleCredentials.fromStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                            .createScoped(SCOPE),
                    project);
        } catch (IOException | JacksonException unreadable) {
            throw new IllegalStateException(
                    "FCM_CREDENTIALS must be the JSON of a service account, or the path of its file");
        }
    }

    @Override
    public Channel channel() {
        return Channel.PUSH;
    }

    @Override
    public boolean isReady() {
        return account != null;
    }

    /** FCM has no list. */
    @Override
    public Found find(Sought sought) {
        return new Found(false, null);
    }

    /** To each device; accepted where one has, refused where all have. */
    @Override
    public Answer send(Outgoing outgoing) {
        String token;
        try {
            token = bearer();
        } catch (IOException failure) {
            boolean isPassing = !(failure instanceof Retryable refused) || refused.isRetryable();
            return Answer.refused(isPassing ? "NOT_CONNECTED" : Answer.NOT_SIGNED_IN, null);
        }
        List<Answer> answers = new ArrayList<>();
        for (String device : outgoing.pushTokens().stream().limit(DEVICES).toList()) {
            answers.add(send(outgoing, device, token));
        }
        for (Attempt.State state :
                List.of(Attempt.State.SENT, Attempt.State.UNKNOWN, Attempt.State.REFUSED, Attempt.State.FAILED)) {
            for (Answer answer : answers) {
                if (answer.state() == state) {
                    return answer;
                }
            }
        }
        return Answer.failed("NO_ADDRESS");
    }

    private String bearer() throws IOException {
        if (account == null) {
            throw new IOException("no account");
        }
        account.credentials.refreshIfExpired();
        AccessToken token = account.credentials.getAccessToken();
        if (token == null) {
            throw new IOException("no token");
        }
        return token.getTokenValue();
    }

    private Answer send(Outgoing outgoing, String device, String bearer) {
        if (account == null) {
            return Answer.failed("NO_PROVIDER");
        }
        URI url = settings.baseUrl().resolve("/v1/projects/" + account.projectId + "/messages:send");
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(Map.of("message", message(outgoing, device)))))
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return answer(response, device);
        } catch (ConnectException | HttpConnectTimeoutException notConnected) {
            return Answer.refused("NOT_CONNECTED", null);
        } catch (IOException noAnswer) {
            return Answer.unknown("NO_ANSWER");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Answer.unknown("NO_ANSWER");
        }
    }

    private static Map<String, Object> message(Outgoing outgoing, String device) {
        Notification notification = outgoing.notification();
        // a repeat about the same entry takes the place of what stands on the phone
        String tag = String.valueOf(
                notification.entryId() != null
                        ? notification.entryId()
                        : notification.visitId() != null ? notification.visitId() : notification.id());
        long seconds = Math.max(
                0,
                Duration.between(java.time.Instant.now(), notification.usefulUntil())
                        .toSeconds());
        boolean urgent = notification.kind().priority() <= 2;
        String title = outgoing.message().title();
        return Map.of(
                "token", device,
                "notification",
                        Map.of(
                                "title",
                                title == null ? "" : title,
                                "body",
                                outgoing.message().text()),
                "data", data(notification),
                "android",
                        Map.of(
                                "priority",
                                urgent ? "HIGH" : "NORMAL",
                                "collapse_key",
                                tag,
                                "ttl",
                                Math.min(seconds, 2_419_200) + "s",
                                "notification",
                                Map.of("tag", tag)),
                "apns",
                        Map.of(
                                "headers", Map.of("apns-collapse-id", tag, "apns-priority", urgent ? "10" : "5"),
                                "payload", Map.of("aps", Map.of("content-available", 1))));
    }

    /** For the app: what to acknowledge, and which ticket or appointment it opens. */
    private static Map<String, String> data(Notification notification) {
        Map<String, String> data = new HashMap<>();
        data.put("notificationId", notification.id().toString());
        data.put("kind", notification.kind().name());
        data.put("pull", "now");
        if (notification.visitId() != null) {
            data.put("visitId", notification.visitId().toString());
        }
        if (notification.appointmentId() != null) {
            data.put("appointmentId", notification.appointmentId().toString());
        }
        return data;
    }

    private Answer answer(HttpResponse<String> response, String device) {
        int status = response.statusCode();
        JsonNode body = read(response.body());
        if (status == 200) {
            String name = body.path("name").asString("");
            return name.isEmpty() ? Answer.unknown("NO_NAME") : Answer.accepted(name, null);
        }
        if (status == 429) {
            Duration asked = retryAfter(response);
            return Answer.refused("429", asked == null ? Duration.ofMinutes(1) : asked);
        }
        if (status == 503
                && "UNAVAILABLE".equals(body.path("error").path("status").asString())) {
            return Answer.refused("503", retryAfter(response));
        }
        if (status >= 500) {
            return Answer.unknown(Integer.toString(status));
        }
        String code = body.path("error").path("status").asString(Integer.toString(status));
        for (JsonNode detail : body.path("error").path("details")) {
            code = detail.path("errorCode").asString(code);
        }
        if (status == 401 || (status == 403 && !"SENDER_ID_MISMATCH".equals(code))) {
            return Answer.refused(Answer.NOT_SIGNED_IN, null);
        }
        if ("UNREGISTERED".equals(code)) {
            devices.removeToken(device);
        }
        return Answer.failed(code.length() > 60 ? code.substring(0, 60) : code);
    }

    private static @Nullable Duration retryAfter(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,5}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(null);
    }

    private JsonNode read(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException notJson) {
            return json.createObjectNode();
        }
    }
}
