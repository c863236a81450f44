package org.careturn.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.careturn.facilities.OrderPolicy;
import org.careturn.identity.Account;
import org.careturn.identity.Accounts;
import org.careturn.identity.NewAccount;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.DrivableClock;
import org.careturn.platform.Role;
import org.careturn.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** US-OPS-02: whole days on a server of its own, whose clock is driven. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ReplayTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Path MADE_UP = Path.of("src/test/resources/org/careturn/demo/replay/made-up-days.csv");
    private static final Path RECORDED = Path.of("../../shared/data/service-centre-1999-jan-feb.csv.gz");
    private static final String ADMIN = "replay-admin";
    private static final String PASSWORD = "only for the tests 7";

    @TempDir
    Path folder;

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    DrivableClock clock;

    @Autowired
    JdbcClient jdbc;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @AfterEach
    void theClockIsReleased() {
        assertThat(clock.isDriven()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void replaysADayInOrder(OrderPolicy policy) throws Exception {
        JsonNode busy = replayed(MADE_UP, "2031-05-06", policy);
        assertThat(busy.path("tickets").asInt(0)).isEqualTo(60);
        assertAllAccountedFor(busy);
        assertThat(busy.path("desks").asInt(0)).isEqualTo(3);
        assertStored(busy);

        JsonNode promoting = replayed(MADE_UP, "2031-05-07", policy);
        assertAllAccountedFor(promoting);
        assertThat(promoting.path("order").path("calls").asInt(0)).isGreaterThan(40);
    }

    @Test
    void aWrongReferenceIsCaught() throws Exception {
        admin();
        for (OrderPolicy wrong : List.of(OrderPolicy.FIFO, OrderPolicy.ACCUMULATING_PRIORITY)) {
            Options options = Options.parse(arguments(MADE_UP, "2031-05-07"));
            RecordedDay day = LogReader.read(MADE_UP, options.day());
            Report report = new Replay(
                            options,
                            day,
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            false,
                            facility -> Replay.specified(wrong, facility))
                    .run();
            assertThat(report.order().outOfOrder()).as("judged by %s", wrong).isPositive();
            assertThat(report.passed()).isFalse();
            assertThat(report.errors()).isEmpty();
            assertThat(report.text()).contains("ORDER BROKEN").contains("was called before");
        }
    }

    @Test
    void replaysTheSameDayAgainInAnotherFacility() throws Exception {
        String first = replayed(MADE_UP, "2031-05-06", OrderPolicy.FIFO)
                .path("facility")
                .asString("");
        String second = replayed(MADE_UP, "2031-05-06", OrderPolicy.FIFO)
                .path("facility")
                .asString("");
        assertThat(first).startsWith("Replay of 2031-05-06, run ");
        assertThat(number(second)).isEqualTo(number(first) + 1);
    }

    @Test
    void keepsThePaceAndReleasesTheClockWhenStopped() throws Exception {
        admin();
        List<String> arguments = new ArrayList<>(arguments(MADE_UP, "2031-05-06"));
        arguments.addAll(List.of("--speed", "30"));
        CompletableFuture<Report> ended = new CompletableFuture<>();
        Replay replay = new Replay(
                Options.parse(arguments),
                LogReader.read(MADE_UP, Options.parse(arguments).day()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                false);
        Thread replaying = Thread.ofPlatform().start(() -> {
            try {
                ended.complete(replay.run());
            } catch (RuntimeException failed) {
                ended.completeExceptionally(failed);
            }
        });
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!out.toString(StandardCharsets.UTF_8).contains("08:") && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        Thread.sleep(1_000);
        Instant stoppedAt = clock.instant();
        boolean driven = clock.isDriven();
        replaying.interrupt();
        Report report = ended.join();

        assertThat(driven).isTrue();
        assertThat(stoppedAt)
                .as("08:00:20 in Jerusalem's summer, and little more")
                .isBetween(Instant.parse("2031-05-06T05:00:20Z"), Instant.parse("2031-05-06T05:02:20Z"));

        assertThat(report.stoppedBecause()).isEqualTo("The replay was stopped.");
        assertThat(report.passed()).isFalse();
        assertThat(report.served() + report.left() + report.stillWaiting())
                .as("at 30 times the pace, little has happened in a second")
                .isLessThan(10);
    }

    @Test
    void twoReplaysDontFightForTheClock() throws Exception {
        Instant elsewhere = Instant.parse("2031-05-06T12:00:00Z");
        clock.drive(elsewhere);
        try {
            assertThat(run(MADE_UP, "2031-05-06")).isEqualTo(1);
            assertThat(text(err)).contains("is driven already and stands at 2031-05-06T12:00:00Z");
            assertThat(clock.instant()).isEqualTo(elsewhere);
            assertThat(run(MADE_UP, "2031-05-06", "--take-clock")).isZero();
        } finally {
            clock.release();
        }
    }

    @Test
    void whoMayNotDriveTheClockIsToldSo() {
        String userName = "nobody-" + UUID.randomUUID();
        assertThat(run(MADE_UP, "2031-05-06", "--user", userName)).isEqualTo(1);
        assertThat(text(err)).contains("The server doesn't let " + userName + " sign in: ");
    }

    /** The busiest day of the log kept beside the repository. */
    @Test
    void replaysARecordedDay() throws Exception {
        assumeTrue(Files.exists(RECORDED), "the recorded log isn't here: " + RECORDED);
        JsonNode report = replayed(RECORDED, "1999-01-03", OrderPolicy.STRICT_WITH_PROMOTION);
        assertThat(report.path("tickets").asInt(0)).isEqualTo(2050);
        assertAllAccountedFor(report);
        assertThat(report.path("classes")
                                .path(2)
                                .path("recorded")
                                .path("started")
                                .asInt(0)
                        + report.path("classes")
                                .path(1)
                                .path("recorded")
                                .path("started")
                                .asInt(0)
                        + report.path("classes")
                                .path(0)
                                .path("recorded")
                                .path("started")
                                .asInt(0))
                .isEqualTo(1877);
        System.out.println(text(out));
    }

    private JsonNode replayed(Path file, String day, OrderPolicy policy) throws Exception {
        Path json = folder.resolve("report.json");
        int code = run(file, day, "--policy", policy.name(), "--json", json.toString());
        assertThat(code).as(() -> text(err) + text(out)).isZero();
        assertThat(text(out))
                .contains("Errors: none", "their sequence has no gap", "Called in this order", "      1  ");
        return JsonMapper.shared().readTree(Files.readString(json));
    }

    private static void assertAllAccountedFor(JsonNode report) {
        assertThat(report.path("errorCount").asInt(-1)).isZero();
        assertThat(report.path("order").path("outOfOrder").asInt(-1)).isZero();
        assertThat(report.path("order").path("calls").asInt(-1))
                .isEqualTo(report.path("served").asInt(-2));
        List<JsonNode> called = StreamSupport.stream(
                        report.path("order").path("called").spliterator(), false)
                .toList();
        assertThat(called).hasSize(report.path("served").asInt(-2));
        for (int i = 0; i < called.size(); i++) {
            assertThat(called.get(i).path("sequence").asLong()).isEqualTo(i + 1L);
        }
        for (JsonNode each : report.path("classes")) {
            int targetS = 60 * each.path("targetMinutes").asInt();
            List<Integer> waits = called.stream()
                    .filter(call -> call.path("urgency").equals(each.path("urgency")))
                    .map(call -> call.path("waitedS").asInt())
                    .toList();
            assertThat(each.path("shareWithinTarget").asDouble())
                    .as("share within target of %s", each)
                    .isCloseTo(
                            waits.isEmpty()
                                    ? 0
                                    : waits.stream()
                                                    .filter(wait -> wait <= targetS)
                                                    .count()
                                            / (double) waits.size(),
                            within(0.001));
            assertThat(each.path("replayed").path("maxS").asInt())
                    .isEqualTo(waits.stream().mapToInt(wait -> wait).max().orElse(0));
        }
        assertThat(report.path("served").asInt(0)
                        + report.path("left").asInt(0)
                        + report.path("stillWaiting").asInt(0)
                        + report.path("notAdmitted").asInt(0))
                .isEqualTo(report.path("tickets").asInt(-1));
        int started = StreamSupport.stream(report.path("classes").spliterator(), false)
                .mapToInt(each -> each.path("replayed").path("started").asInt(0))
                .sum();
        assertThat(started).isEqualTo(report.path("served").asInt(-1));
    }

    /** What the report says is what the database holds. */
    private void assertStored(JsonNode report) {
        UUID facility = jdbc.sql("select id from facility where name = ?")
                .param(report.path("facility").asString(""))
                .query(UUID.class)
                .single();
        Map<String, @Nullable Object> stored =
                jdbc.sql("""
                        select count(*) filter (where state = 'SERVED') as served,
                          count(*) filter (where state = 'LEFT') as gone,
                          count(*) filter (where state = 'WAITING') as waiting,
                          count(*) filter (where state not in ('SERVED', 'LEFT', 'WAITING')) as other,
                          count(*) filter (where unreliable) as unreliable,
                          count(distinct service_day) as days
                        from entry where facility_id = ?""").param(facility).query().singleRow();
        assertThat(stored)
                .containsEntry("served", report.path("served").asLong(-1))
                .containsEntry("gone", report.path("left").asLong(-1))
                .containsEntry("waiting", report.path("stillWaiting").asLong(-1))
                .containsEntry("other", 0L)
                .containsEntry("unreliable", 0L)
                .containsEntry("days", 1L);
        assertThat(jdbc.sql("select count(*) from desk_session where facility_id = ? and state <> 'CLOSED'")
                        .param(facility)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private int run(Path file, String day, String... more) {
        admin();
        List<String> all = new ArrayList<>(arguments(file, day));
        all.addAll(List.of(more));
        out.reset();
        return ReplayCommand.run(
                all,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private List<String> arguments(Path file, String day) {
        return List.of(
                file.toString(),
                "--day",
                day,
                "--url",
                "http://127.0.0.1:" + port,
                "--user",
                ADMIN,
                "--password",
                PASSWORD);
    }

    /** Of all facilities; made once. */
    private void admin() {
        if (jdbc.sql("select count(*) from account where user_name = ?")
                        .param(ADMIN)
                        .query(Long.class)
                        .single()
                == 0) {
            accounts.create(
                            Actor.SYSTEM,
                            new NewAccount(
                                    Account.Kind.STAFF,
                                    ADMIN,
                                    null,
                                    accounts.hash(PASSWORD, ADMIN).orElseThrow(),
                                    "Replay Admin",
                                    List.of(new Grant(Role.ADMIN, null))))
                    .orElseThrow();
        }
    }

    private static int number(String facility) {
        return Integer.parseInt(facility.substring(facility.lastIndexOf(' ') + 1));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
