package org.careturn.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.careturn.bench.Clinic.Size;
import org.careturn.notifications.NewNotification;
import org.careturn.notifications.NotificationKind;
import org.careturn.notifications.Notifications;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Messages by one node, to a provider that takes 50 ms for each. */
final class NotifyBenchmark implements Benchmark {
    private static final int MANY = 10_000;
    private static final int CALLS_A_SECOND = 100;
    private static final int SECONDS = 20;
    private static final int POISON_EVERY = 200;
    private static final int TRANSACTIONS = 2_000;
    private static final String WORK =
            "update patient set version = version + 1 where id = (select id from patient limit 1)";

    private int number;

    @Override
    public Report run(Installation installation) throws Exception {
        Report report = new Report("Messages: one node, a provider that takes 50 ms");
        report.note(Machine.description());
        Progress.say("notify: setting up");
        try (Clinic clinic = Clinic.open(installation, new Size(1, 1, 1), "--careturn.notifications.delivers=false");
                SlowProvider provider = new SlowProvider()) {
            Map<String, String> settings = Map.of(
                    "careturn.notifications.twilio.account-sid",
                    "AC" + "0".repeat(32),
                    "careturn.notifications.twilio.auth-token",
                    "for measuring only",
                    "careturn.notifications.twilio.from",
                    "+14155550100",
                    "careturn.notifications.twilio.base-url",
                    provider.url());
            settings.forEach(System::setProperty);
            try (ConfigurableApplicationContext node = clinic.application()) {
                Progress.say("notify: warming up");
                many(node, provider, 3_000);
                Progress.say("notify: " + MANY + " at once");
                report.atLeast(500, "messages a second", "", many(node, provider, MANY));
                Progress.say("notify: calls");
                Times clean = calls(node, provider, 0);
                report.figure("from call to the provider's socket, median", "ms", clean.percentile(50));
                report.atMost(500, "from call to the provider's socket, P99", "ms", clean.percentile(99));
                Progress.say("notify: calls, some of which never get an answer");
                Times poisoned = calls(node, provider, POISON_EVERY);
                report.ratioAtMost(
                        1.1,
                        "the same while others hang, P99, against without",
                        "ms",
                        poisoned.percentile(99),
                        clean.percentile(99));
                Progress.say("notify: what staging costs");
                staging(node, report);
            } finally {
                settings.keySet().forEach(System::clearProperty);
            }
        }
        return report;
    }

    /** Messages a second, from when they are due until the provider has the last one. */
    private double many(ConfigurableApplicationContext node, SlowProvider provider, int count) throws Exception {
        Instant due = Instant.now().plusSeconds(1 + count / 2_000);
        int first = number;
        node.getBean(TransactionTemplate.class).executeWithoutResult(tx -> {
            for (int i = 0; i < count; i++) {
                stage(node, NotificationKind.PHONE_REGISTERED_AGAIN, due, false);
            }
        });
        long begin = System.nanoTime() + Duration.between(Instant.now(), due).toNanos();
        await(provider, first + count - 1, count);
        long last = provider.came().values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
        provider.came().clear();
        return count / ((last - begin) / 1e9);
    }

    private Times calls(ConfigurableApplicationContext node, SlowProvider provider, int poisonEvery) throws Exception {
        TransactionTemplate transaction = node.getBean(TransactionTemplate.class);
        int count = CALLS_A_SECOND * SECONDS;
        int first = number;
        long[] called = new long[count];
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long at = begin + i * 1_000_000_000L / CALLS_A_SECOND;
            while (System.nanoTime() < at) {
                Thread.sleep(1);
            }
            boolean hangs = poisonEvery > 0 && i % poisonEvery == 0;
            called[i] = System.nanoTime();
            transaction.executeWithoutResult(tx -> stage(node, NotificationKind.ACCOUNT_CODE, Instant.now(), hangs));
        }
        await(provider, first + count - 1, count);
        Times times = new Times();
        for (int i = 0; i < count; i++) {
            Long came = provider.came().get(first + i);
            if (came != null && (poisonEvery == 0 || i % poisonEvery != 0)) {
                times.add(came - called[i]);
            }
        }
        provider.came().clear();
        return times;
    }

    /** A transaction with a message against one without. */
    private void staging(ConfigurableApplicationContext node, Report report) {
        TransactionTemplate transaction = node.getBean(TransactionTemplate.class);
        JdbcTemplate jdbc = node.getBean(JdbcTemplate.class);
        Instant far = Instant.now().plus(Duration.ofDays(1));
        Times with = new Times();
        Times without = new Times();
        for (int i = 0; i < 2 * TRANSACTIONS; i++) {
            boolean stages = i % 2 == 0;
            long begin = System.nanoTime();
            transaction.executeWithoutResult(tx -> {
                jdbc.update(WORK);
                if (stages) {
                    stage(node, NotificationKind.PHONE_REGISTERED_AGAIN, far, false);
                }
            });
            (stages ? with : without).add(System.nanoTime() - begin);
        }
        report.compared(
                "a transaction with a message, against one without, median",
                "ms",
                with.percentile(50),
                without.percentile(50));
        report.atMost(1, "what staging adds, median", "ms", with.percentile(50) - without.percentile(50));
    }

    private void stage(ConfigurableApplicationContext node, NotificationKind kind, Instant due, boolean hangs) {
        int mine = number++;
        boolean code = kind == NotificationKind.ACCOUNT_CODE;
        node.getBean(Notifications.class)
                .stage(new NewNotification(
                        kind,
                        "bench " + mine,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        (hangs ? "+1416" : "+1415") + String.format(Locale.ROOT, "%07d", mine),
                        "en",
                        code ? Map.of("purpose", "REGISTRATION", "minutes", "10") : Map.of(),
                        code ? Map.of("code", "123456") : Map.of(),
                        due,
                        due.plusSeconds(600)));
    }

    private static void await(SlowProvider provider, int last, int count) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (provider.came().size() < count && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        if (provider.came().size() < count) {
            throw new IllegalStateException(count - provider.came().size() + " messages of " + last + " did not come");
        }
    }
}
