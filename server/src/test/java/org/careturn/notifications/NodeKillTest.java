package org.careturn.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.careturn.notifications.fake.FakeProcess;
import org.careturn.notifications.fake.FakeTwilio;
import org.careturn.support.ServerNode;
import org.careturn.support.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * FR-NOTIF-04: a node's process is killed while it has messages at the provider. Another node finishes: by the provider's
 * list alone, as no callback comes.
 */
@SpringBootTest(properties = "careturn.notifications.delivers=false")
class NodeKillTest {
    private static final int MESSAGES = 300;
    private static final int AT_THE_KILL = 80;
    private static final String SID = "AC" + "fedcba9876543210".repeat(2);
    private static final String TOKEN = "token-of-the-account";
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @Autowired
    Environment settings;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Notifications notifications;

    @Autowired
    TransactionTemplate transaction;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @Test
    void noneIsLostAndNoneIsSentTwice() throws Exception {
        try (FakeProcess twilio = FakeProcess.start(FakeTwilio.class, SID, TOKEN, "400")) {
            Map<String, String> provider = Map.of(
                    "TWILIO_ACCOUNT_SID",
                    SID,
                    "TWILIO_AUTH_TOKEN",
                    TOKEN,
                    "TWILIO_FROM",
                    "+14155550100",
                    "TWILIO_BASE_URL",
                    twilio.url());
            Instant now = Instant.now();
            transaction.executeWithoutResult(tx -> {
                for (int i = 0; i < MESSAGES; i++) {
                    stage(phone(i), now);
                }
            });
            try (ServerNode first = ServerNode.start("messages-1", settings, provider)) {
                awaitAccepted(twilio, AT_THE_KILL);
                first.kill();
            }
            int underWay = count("state = 'SENDING' and attempts > 0");
            assertThat(underWay)
                    .as("messages at the provider when the node died")
                    .isPositive();
            assertThat(count("state = 'PENDING'")).as("messages to come").isPositive();
            try (ServerNode second = ServerNode.start("messages-2", settings, provider)) {
                second.awaitAnswer();
                await(Duration.ofMinutes(4), () -> count("state in ('PENDING', 'SENDING', 'UNKNOWN')") == 0);
            }
            assertThat(count("state in ('SENT', 'DELIVERED')")).isEqualTo(MESSAGES);
            JsonNode all = accepted(twilio);
            Map<String, Integer> times = new HashMap<>();
            all.forEach(one -> times.merge(one.path("to").asString(), 1, Integer::sum));
            List<String> wrong = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                int came = times.getOrDefault(phone(i), 0);
                if (came != 1) {
                    wrong.add(phone(i) + " came " + came + " times");
                }
            }
            assertThat(wrong).isEmpty();
            System.out.println(
                    "killed with " + underWay + " messages at the provider: each of " + MESSAGES + " came once");
        }
    }

    private static String phone(int i) {
        return String.format(Locale.ROOT, "+1415777%04d99", i); // it tells nothing of those
    }

    private void stage(String phone, Instant now) {
        notifications.stage(new NewNotification(
                NotificationKind.PHONE_REGISTERED_AGAIN,
                "kill " + phone,
                null,
                null,
                null,
                null,
                null,
                null,
                phone,
                "en",
                Map.of(),
                Map.of(),
                now,
                now.plus(Duration.ofMinutes(30))));
    }

    private int count(String where) {
        Integer found = jdbc.queryForObject("select count(*) from notification where " + where, Integer.class);
        return found == null ? 0 : found;
    }

    private static JsonNode accepted(FakeProcess twilio) {
        String basic =
                "Basic " + Base64.getEncoder().encodeToString((SID + ":" + TOKEN).getBytes(StandardCharsets.UTF_8));
        return JsonMapper.shared()
                .readTree(twilio.get("/2010-04-01/Accounts/" + SID + "/Messages.json", basic))
                .path("messages");
    }

    private static void awaitAccepted(FakeProcess twilio, int messages) throws InterruptedException {
        await(Duration.ofMinutes(3), () -> accepted(twilio).size() >= messages);
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Duration atMost, Condition condition) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(100);
        }
    }
}
