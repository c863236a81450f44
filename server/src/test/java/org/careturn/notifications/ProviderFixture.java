package org.careturn.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.careturn.identity.Account;
import org.careturn.notifications.fake.FakeFcm;
import org.careturn.notifications.fake.FakeProcess;
import org.careturn.notifications.fake.FakeTwilio;
import org.careturn.notifications.texts.Argument;
import org.careturn.notifications.texts.Arguments;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.support.Hospital;
import org.careturn.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that sends by stand-ins for Twilio and Firebase, which are processes of their own. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@Import({Hospital.class, ProviderFixture.Heard.class})
abstract class ProviderFixture {
    static final String SID = "AC" + "0123456789abcdef".repeat(2);
    static final int SMS_PER_DAY = 4;
    static final String TOKEN = "token-of-the-account";
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    static final FakeProcess TWILIO = FakeProcess.start(FakeTwilio.class, SID, TOKEN, "0");
    static final FakeProcess FCM = FakeProcess.start(FakeFcm.class, "careturn-test");
    private static final AtomicInteger NUMBER = new AtomicInteger();
    static final int PORT = port();

    @Autowired
    Hospital hospital;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Notifications notifications;

    @Autowired
    PushDevices devices;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Heard heard;

    @org.springframework.boot.test.context.TestComponent
    static class Heard {
        final List<InboundMessage> all = new java.util.concurrent.CopyOnWriteArrayList<>();

        @org.springframework.context.event.EventListener
        void hear(InboundMessage message) {
            all.add(message);
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        registry.add("server.port", () -> PORT);
        registry.add("careturn.notifications.public-url", () -> "http://127.0.0.1:" + PORT);
        registry.add("TWILIO_ACCOUNT_SID", () -> SID);
        registry.add("TWILIO_AUTH_TOKEN", () -> TOKEN);
        registry.add("TWILIO_FROM", () -> "+14155550100");
        registry.add("TWILIO_BASE_URL", TWILIO::url);
        registry.add("CARETURN_SMS_PER_DAY", () -> SMS_PER_DAY);
        registry.add("FCM_CREDENTIALS", ProviderFixture::serviceAccount);
        registry.add("FCM_BASE_URL", FCM::url);
    }

    List<String> refusals(UUID id) {
        return jdbc.query(
                "select error from notification_attempt where notification_id = ? and state = 'REFUSED'",
                (row, n) -> row.getString("error"),
                id);
    }

    static Actor patient(Account account) {
        return new Actor(account.id(), UUID.randomUUID(), List.of(new Actor.Grant(Role.PATIENT, null)), null);
    }

    UUID stage(String phone, NotificationKind kind) {
        return stage(phone, null, null, kind);
    }

    UUID stageFor(UUID accountId, NotificationKind kind) {
        return stage(null, accountId, null, kind);
    }

    UUID stage(@Nullable String phone, @Nullable UUID accountId, @Nullable UUID facilityId, NotificationKind kind) {
        String key = "test " + UUID.randomUUID();
        Instant now = Instant.now();
        Map<String, String> arguments = new HashMap<>(Arguments.samples(kind, Channel.SMS));
        Map<String, String> secrets = new HashMap<>();
        arguments.computeIfPresent("number", (name, sample) -> key.substring(5, 13)); // no two texts are the same
        arguments.forEach((name, value) -> {
            if (Argument.isSecret(kind, name)) {
                secrets.put(name, value);
            }
        });
        arguments.keySet().removeAll(secrets.keySet());
        transaction.executeWithoutResult(tx -> assertThat(notifications.stage(new NewNotification(
                        kind,
                        key,
                        facilityId,
                        null,
                        accountId,
                        null,
                        null,
                        null,
                        phone,
                        "en",
                        arguments,
                        secrets,
                        now,
                        now.plus(Duration.ofMinutes(10)))))
                .isTrue());
        return Objects.requireNonNull(
                jdbc.queryForObject("select id from notification where dedupe_key = ?", UUID.class, key));
    }

    void await(UUID id, String state) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        String found = "";
        while (System.nanoTime() < end) {
            found = jdbc.queryForObject("select state from notification where id = ?", String.class, id);
            if (state.equals(found)) {
                return;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
        assertThat(found + " " + error(id)).isEqualTo(state);
    }

    String error(UUID id) {
        return String.valueOf(jdbc.queryForObject("select error from notification where id = ?", String.class, id));
    }

    String phoneOf(UUID id) {
        return String.valueOf(jdbc.queryForObject("select phone from notification where id = ?", String.class, id));
    }

    static String phone(String end) {
        return "+1415777" + String.format(java.util.Locale.ROOT, "%02d", NUMBER.incrementAndGet()) + end;
    }

    static int accepted(String phone) {
        String basic =
                "Basic " + Base64.getEncoder().encodeToString((SID + ":" + TOKEN).getBytes(StandardCharsets.UTF_8));
        JsonNode list = JsonMapper.shared()
                .readTree(TWILIO.get(
                        "/2010-04-01/Accounts/" + SID + "/Messages.json?To=" + phone.replace("+", "%2B"), basic));
        return list.path("messages").size();
    }

    private static String serviceAccount() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
            return JsonMapper.shared()
                    .writeValueAsString(Map.of(
                            "type", "service_account",
                            "project_id", "careturn-test",
                            "private_key_id", "1",
                            "private_key", "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n",
                            "client_email", "push@careturn-test.iam.gserviceaccount.com",
                            "client_id", "1",
                            "token_uri", FCM.url() + "/token"));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int port() {
        try {
            return FakeProcess.freePort();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
