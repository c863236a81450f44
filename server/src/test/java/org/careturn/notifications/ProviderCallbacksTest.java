package org.careturn.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.careturn.notifications.fake.FakeTwilio;
import org.careturn.support.Fuzz;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** FR-NOTIF-07, 08: what Twilio says of messages, and what people answer. */
class ProviderCallbacksTest extends ProviderFixture {
    @Autowired
    OptOuts optOuts;

    @Test
    void aForgedCallbackIsRefused() throws Exception {
        UUID id = stage(phone("06"), NotificationKind.BOOKING_CONFIRMED);
        await(id, "DELIVERED");
        UUID attempt =
                jdbc.queryForObject("select id from notification_attempt where notification_id = ?", UUID.class, id);
        Map<String, String> form = new TreeMap<>(Map.of("MessageSid", "SM1", "MessageStatus", "failed"));
        String path = "/callbacks/twilio/status/" + attempt;
        assertThat(post(path, form, "forged")).isEqualTo(403);
        assertThat(post(path, form, FakeTwilio.signature("another token", url(path), form)))
                .isEqualTo(403);
        String right = FakeTwilio.signature(TOKEN, url(path), form);
        form.put("MessageStatus", "delivered");
        assertThat(post(path, form, right)).isEqualTo(403);
        assertThat(post(path, form, FakeTwilio.signature(TOKEN, url(path), form)))
                .isEqualTo(204);
    }

    @Test
    void stopIsObeyedOnceAndStartTakesItBack() throws Exception {
        String phone = phone("07");
        assertThat(inbound("SM-stop", phone, " stop ")).isEqualTo(200);
        assertThat(inbound("SM-stop", phone, " stop ")).isEqualTo(200);
        assertThat(heard.all.stream().filter(message -> message.phone().equals(phone)))
                .hasSize(1);
        UUID id = stage(phone, NotificationKind.REMINDER);
        await(id, "FAILED");
        assertThat(accepted(phone)).isZero();
        assertThat(inbound("SM-start", phone, "START")).isEqualTo(200);
        assertThat(optOuts.isStopped(phone)).isFalse();
    }

    /** NFR-SEC-03: signed or not, no callback makes the server fail. */
    @Test
    void whateverACallbackHoldsItIsTakenOrRefused() {
        Fuzz.run(120, List.of("SM", "STOP", "START", "delivered", "failed", "+35387", "30003"), text -> {
            Map<String, String> form = new TreeMap<>(Map.of(
                    "MessageSid",
                    text,
                    "MessageStatus",
                    text,
                    "ErrorCode",
                    text,
                    "From",
                    "+353871948275",
                    "Body",
                    text));
            for (String path : List.of("/callbacks/twilio/inbound", "/callbacks/twilio/status/" + UUID.randomUUID())) {
                assertThat(post(path, form, FakeTwilio.signature(TOKEN, url(path), form)))
                        .isIn(200, 204, 400, 403);
                form.put("MessageSid", "SM" + UUID.randomUUID());
            }
            assertThat(post("/callbacks/twilio/inbound", form, "bad")).isEqualTo(403);
        });
    }

    private int inbound(String sid, String phone, String text) throws Exception {
        Map<String, String> form = new TreeMap<>(Map.of("MessageSid", sid, "From", phone, "Body", text));
        String path = "/callbacks/twilio/inbound";
        return post(path, form, FakeTwilio.signature(TOKEN, url(path), form));
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + PORT + path;
    }

    private static int post(String path, Map<String, String> form, String signature) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(url(path)))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .header("X-Twilio-Signature", signature)
                                    .POST(BodyPublishers.ofString(FakeTwilio.encoded(form)))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
