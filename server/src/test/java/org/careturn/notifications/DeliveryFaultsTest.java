package org.careturn.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.careturn.facilities.Facilities;
import org.careturn.identity.Vault;
import org.careturn.notifications.Simulation.Accepted;
import org.careturn.notifications.domain.Answer;
import org.careturn.notifications.domain.Attempt;
import org.careturn.notifications.jdbc.NotificationStore;
import org.careturn.support.ServerTest;
import org.careturn.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * FR-NOTIF-04: providers that fail in every way, workers that die at every step, and still none is lost, none sent twice on
 * a channel, none late, and none unknown for longer than five minutes.
 */
class DeliveryFaultsTest extends ServerTest {
    private static final int MESSAGES = Boolean.getBoolean("careturn.all") ? 100_000 : 10_000;
    private static final int SEEDS = Boolean.getBoolean("careturn.all") ? 4 : 2;
    private static final Duration TICK = Duration.ofSeconds(5);
    private static final Duration STAGED_WITHIN = Duration.ofMinutes(20);
    private static final double DEATHS = 0.02;

    @Autowired
    Vault vault;

    @Autowired
    JsonMapper json;

    @Autowired
    Facilities facilities;

    @Test
    void noneIsLostNoneIsSentTwice() {
        for (int i = 0; i < SEEDS; i++) {
            long seed = Long.getLong("careturn.seed", System.nanoTime()) + i;
            Run run = new Run(seed, MESSAGES / SEEDS, false);
            run.toTheEnd();
            assertThat(run.findings()).as("seed %d", seed).isEmpty();
            assertThat(run.ended.keySet())
                    .as("seed %d: what came of them", seed)
                    .contains("DELIVERED", "SENT", "FAILED", "DEAD");
        }
    }

    @Test
    void withoutTheRecordOfAnAttemptSomeAreSentTwiceAndThatShows() {
        Run run = new Run(7, 500, true);
        run.toTheEnd();
        assertThat(run.findings()).anyMatch(finding -> finding.startsWith("twice"));
    }

    @Test
    void aProviderThatIsDownForAnHourMakesCallsExpireAndNoneLate() {
        Run run = new Run(11, 160, false);
        run.simulation.down(true);
        run.forTime(Duration.ofMinutes(60));
        run.simulation.down(false);
        run.toTheEnd();
        assertThat(run.jdbc.queryForObject(
                        "select count(*) from notification where kind = 'TURN_NOW' and state = 'EXPIRED'",
                        Integer.class))
                .isPositive();
        assertThat(run.jdbc.queryForObject(
                        "select count(*) from notification where kind = 'REMINDER' and state in ('SENT', 'DELIVERED')",
                        Integer.class))
                .isPositive();
        assertThat(run.findings())
                .filteredOn(finding -> !finding.startsWith("unknown"))
                .isEmpty();
    }

    @Test
    void anHourWithoutANetworkEndsNoMessageThatIsStillOfUse() {
        Run run = new Run(17, 160, false);
        run.simulation.unplugged(true);
        run.forTime(Duration.ofMinutes(65));
        assertThat(run.count("state = 'DEAD'")).isZero();
        assertThat(run.count("kind = 'REMINDER' and state = 'SENDING'")).isEqualTo(40);
        run.simulation.unplugged(false);
        run.toTheEnd();
        assertThat(run.count("kind = 'REMINDER' and state in ('SENT', 'DELIVERED')"))
                .isGreaterThan(30);
        assertThat(run.count("error = 'TOO_MANY_TRIES'")).isZero();
        assertThat(run.findings()).isEmpty();
    }

    @Test
    void aMessageThatEndsWithoutAnybodyBeingAskedShows() {
        Run run = new Run(19, 500, false, true);
        run.toTheEnd();
        assertThat(run.findings()).isNotEmpty().allMatch(finding -> finding.startsWith("ended without a cause"));
    }

    @Test
    void aMessageThatCanNotBePreparedIsGivenUpAndDelaysNoOther() {
        Run run = new Run(13, 40, false);
        UUID unprepared = run.stagePoison("poison", Map.of("no", "text"));
        UUID unreadable = run.stagePoison("unreadable", Map.of("text", "fine"));
        run.jdbc.update(
                "update notification set secrets = repeat('x', 40)::bytea where id = ?", unreadable); // of another key
        run.forTime(Duration.ofMinutes(30));
        run.toTheEnd();
        assertThat(run.error(unprepared)).isEqualTo("DEAD UNPREPARED");
        assertThat(run.error(unreadable)).isEqualTo("DEAD UNREADABLE");
        assertThat(run.findings()).isEmpty();
    }

    /** The store as it would be without the attempt's record before the call. */
    private static final class Forgetful extends NotificationStore {
        private final Map<UUID, Runnable> begun = new ConcurrentHashMap<>();

        Forgetful(JdbcTemplate jdbc, Vault vault, JsonMapper json) {
            super(jdbc, vault, json);
        }

        @Override
        public boolean begin(
                Notification held,
                UUID attemptId,
                Channel channel,
                byte @Nullable [] hash,
                String text,
                Instant now,
                Duration lease) {
            begun.put(attemptId, () -> super.begin(held, attemptId, channel, hash, text, now, lease));
            return true;
        }

        @Override
        public boolean answered(UUID attemptId, Answer answer, Instant now) {
            Runnable first = begun.remove(attemptId);
            if (first != null) {
                first.run();
            }
            return super.answered(attemptId, answer, now);
        }
    }

    /** The store as it would be in a program that ends a message in fifty, and asks nobody. */
    private static final class Dropping extends NotificationStore {
        Dropping(JdbcTemplate jdbc, Vault vault, JsonMapper json) {
            super(jdbc, vault, json);
        }

        @Override
        public boolean begin(
                Notification held,
                UUID attemptId,
                Channel channel,
                byte @Nullable [] hash,
                String text,
                Instant now,
                Duration lease) {
            if (Math.floorMod(held.id().hashCode(), 50) == 0) {
                move(held, NotificationState.FAILED, "INVALID", null, now);
                return false;
            }
            return super.begin(held, attemptId, channel, hash, text, now, lease);
        }
    }

    private final class Run {
        private final Simulation simulation;
        private final JdbcTemplate jdbc;
        private final NotificationStore store;
        private final Delivery delivery;
        private final List<String> unknownForLong = new ArrayList<>();
        private final Map<String, Integer> ended = new ConcurrentHashMap<>();
        private final TestDatabase database = TestDatabase.fresh();
        private final HikariDataSource pool = TestDatabase.pool(database.app());

        Run(long seed, int messages, boolean forgetful) {
            this(seed, messages, forgetful, false);
        }

        Run(long seed, int messages, boolean forgetful, boolean dropping) {
            simulation = new Simulation(seed);
            jdbc = new JdbcTemplate(pool);
            store = forgetful
                    ? new Forgetful(jdbc, vault, json)
                    : dropping ? new Dropping(jdbc, vault, json) : new NotificationStore(jdbc, vault, json);
            NotificationSettings settings = new NotificationSettings(
                    URI.create("https://queue.example.org"),
                    1_000_000,
                    1_000_000,
                    8,
                    true,
                    new NotificationSettings.Twilio("", "", "", "", URI.create("https://api.twilio.com")),
                    new NotificationSettings.Fcm("", URI.create("https://fcm.googleapis.com")));
            DeliveryMetrics metrics = new DeliveryMetrics(
                    new StaticListableBeanFactory().getBeanProvider(io.micrometer.core.instrument.MeterRegistry.class));
            delivery = new Delivery(
                    store,
                    (notification, channel, language) -> new Message(
                            null,
                            Objects.requireNonNull(notification.arguments().get("text"))),
                    this::recipient,
                    List.of(simulation.provider(Channel.SMS), simulation.provider(Channel.PUSH)),
                    new OptOuts(jdbc, vault, simulation),
                    vault,
                    new SmsLimits(store, settings, facilities, metrics),
                    simulation,
                    metrics,
                    new Wake(),
                    Optional.of((step, notification) -> {
                        if (!simulation.unplugged && simulation.chance(DEATHS)) {
                            simulation.heard(notification, Attempt.State.UNKNOWN);
                            throw new Simulation.Death();
                        }
                    }));
            stage(messages);
        }

        private void stage(int messages) {
            Notifications notifications = new Notifications(jdbc, vault, json, simulation, new Wake());
            TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
            NotificationKind[] kinds = {
                NotificationKind.TURN_NOW,
                NotificationKind.REMINDER,
                NotificationKind.TURN_SOON,
                NotificationKind.RECALL
            };
            transaction.executeWithoutResult(tx -> {
                for (int i = 0; i < messages; i++) {
                    NotificationKind kind = kinds[i % kinds.length];
                    Instant from =
                            Simulation.START.plus(STAGED_WITHIN.multipliedBy(i).dividedBy(messages));
                    NewNotification one = new NewNotification(
                            kind,
                            kind + " " + i,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            "+1415555" + (1000 + i % 500),
                            "en",
                            Map.of("text", "text " + i % 700),
                            Map.of(),
                            from,
                            from.plus(kind == NotificationKind.REMINDER ? Duration.ofHours(3) : Duration.ofMinutes(4)));
                    assertThat(notifications.stage(one)).isTrue();
                }
                assertThat(notifications.stage(again())).isFalse();
            });
        }

        private NewNotification again() {
            return new NewNotification(
                    NotificationKind.TURN_NOW,
                    "TURN_NOW 0",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    "+14155551000",
                    "en",
                    Map.of(),
                    Map.of(),
                    Simulation.START,
                    Simulation.START.plusSeconds(60));
        }

        UUID stagePoison(String key, Map<String, String> arguments) {
            Notifications notifications = new Notifications(jdbc, vault, json, simulation, new Wake());
            new TransactionTemplate(new JdbcTransactionManager(pool))
                    .executeWithoutResult(tx -> notifications.stage(new NewNotification(
                            NotificationKind.TURN_NOW,
                            key,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            "+14155559999",
                            "en",
                            arguments,
                            Map.of(),
                            Simulation.START,
                            Simulation.START.plus(Duration.ofHours(1)))));
            return Objects.requireNonNull(
                    jdbc.queryForObject("select id from notification where dedupe_key = ?", UUID.class, key));
        }

        @Nullable
        String error(UUID id) {
            return jdbc.queryForObject("select state || ' ' || error from notification where id = ?", String.class, id);
        }

        private Recipients.Recipient recipient(Notification notification) {
            int way = Math.floorMod(notification.id().hashCode(), 4);
            List<String> tokens = way == 0 ? List.of() : List.of("token of " + notification.id());
            List<Channel> channels = way == 3 ? List.of(Channel.SMS, Channel.PUSH) : List.of(Channel.PUSH, Channel.SMS);
            return new Recipients.Recipient(notification.phone(), tokens, channels, "en", null, null);
        }

        void toTheEnd() {
            Instant last = simulation.instant().plus(Duration.ofHours(5));
            while (simulation.instant().isBefore(last) && (isDue() || simulation.hasCallbacks())) {
                tick();
            }
            jdbc.query("select state, count(*) from notification group by 1", row -> {
                ended.put(row.getString(1), row.getInt(2));
            });
        }

        void forTime(Duration time) {
            Instant end = simulation.instant().plus(time);
            while (simulation.instant().isBefore(end)) {
                tick();
            }
        }

        private boolean isDue() {
            return Boolean.TRUE.equals(jdbc.queryForObject(
                    "select exists (select from notification where next_at is not null)", Boolean.class));
        }

        private void tick() {
            try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Notification> taken;
                do {
                    taken = store.claim(simulation.instant(), Delivery.LEASE, 0, 9, 64);
                    List<Future<?>> running = new ArrayList<>();
                    for (Notification one : taken) {
                        running.add(workers.submit(() -> bring(one)));
                    }
                    for (Future<?> each : running) {
                        each.get();
                    }
                } while (!taken.isEmpty());
            } catch (InterruptedException | java.util.concurrent.ExecutionException failure) {
                throw new AssertionError(failure);
            }
            for (Simulation.Callback callback : simulation.dueCallbacks()) {
                delivery.told(callback.attemptId(), callback.answer());
            }
            unknownForLong.addAll(
                    jdbc.queryForList("""
                    select 'unknown for long: ' || a.id from notification_attempt a join notification n on n.id = a.notification_id
                    where a.state = 'UNKNOWN' and a.started_at < ?::timestamptz - interval '5 minutes'
                      and n.state not in ('DELIVERED', 'FAILED', 'EXPIRED', 'DEAD')""", String.class, simulation.instant().toString()));
            simulation.advance(TICK);
        }

        private void bring(Notification one) {
            try {
                delivery.bring(one);
            } catch (Simulation.Death death) {
                // its lease ends, and another takes it
            }
        }

        int count(String where) {
            Integer found = jdbc.queryForObject("select count(*) from notification where " + where, Integer.class);
            return found == null ? 0 : found;
        }

        /** What was answered that may end a message like this. */
        private boolean hasCause(String state, String error, Set<Attempt.State> said) {
            return switch (state) {
                case "FAILED" -> said.contains(Attempt.State.FAILED);
                case "DEAD" ->
                    error.equals("UNPREPARED") || error.equals("UNREADABLE") || said.contains(Attempt.State.UNKNOWN);
                case "EXPIRED" -> said.contains(Attempt.State.REFUSED) || said.contains(Attempt.State.UNKNOWN);
                default -> true;
            };
        }

        /** What must not be. */
        List<String> findings() {
            List<String> findings = new ArrayList<>(simulation.wrong);
            findings.addAll(unknownForLong);
            jdbc.query("select id, state, error, next_at is not null as open from notification", row -> {
                UUID id = row.getObject("id", UUID.class);
                String state = row.getString("state");
                List<Accepted> accepted = simulation.accepted.getOrDefault(id, List.of());
                boolean arrived = state.equals("SENT") || state.equals("DELIVERED");
                if (row.getBoolean("open")
                        || state.equals("PENDING")
                        || state.equals("SENDING")
                        || state.equals("UNKNOWN")) {
                    findings.add("without an end: " + state + " " + id);
                } else if (arrived && accepted.isEmpty()) {
                    findings.add("lost: " + state + " " + id);
                } else if (state.equals("EXPIRED") && !accepted.isEmpty()) {
                    findings.add("expired, though accepted: " + id);
                } else if (!hasCause(
                        state, String.valueOf(row.getString("error")), simulation.said.getOrDefault(id, Set.of()))) {
                    findings.add("ended without a cause: " + state + " " + id);
                }
            });
            pool.close();
            database.close();
            return findings;
        }
    }
}
