package org.careturn.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.careturn.identity.Accounts;
import org.careturn.platform.Actor;
import org.careturn.platform.DrivableClock;
import org.careturn.platform.database.DatabaseAccess;
import org.careturn.platform.settings.CareTurnSettings;
import org.careturn.platform.settings.InvalidSettingsException;
import org.careturn.scheduling.Appointment;
import org.careturn.scheduling.AppointmentForecasts;
import org.careturn.scheduling.Appointments;
import org.careturn.scheduling.NoShowRisk;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** US-OPS-01: what a first start makes of an empty database. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "careturn.demo-data=true")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoHospitalTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @LocalServerPort
    int port;

    @Autowired
    DemoLoader loader;

    @Autowired
    DrivableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    CareTurnSettings settings;

    @Autowired
    Accounts accounts;

    @Autowired
    AppointmentForecasts forecasts;

    @Autowired
    Appointments appointments;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @Test
    @Order(1)
    void everyRoleMaySignIn() {
        for (String name : List.of("admin", "doctor", "nurse", "reception", "ny-doctor", "display-ie")) {
            assertThat(http().login(name, "careturn-demo").status()).as(name).isEqualTo(200);
        }
        Answer patient = http().post(
                        "/api/v1/auth/login",
                        Map.of("phone", "+12125550100", "password", "careturn-demo", "client", "APP"));
        assertThat(patient.status()).isEqualTo(200);
        assertThat(patient.body().path("account").path("patientId").isString()).isTrue();
    }

    @Test
    @Order(2)
    void aDayIsInProgressInTwoTimeZones() {
        assertThat(clock.isDriven()).isFalse();
        Http admin = http().signedIn("admin", "careturn-demo");
        JsonNode facilities = admin.get("/api/v1/facilities").body().path("items");
        assertThat(texts(facilities, "timeZone")).containsExactlyInAnyOrder("Europe/Dublin", "America/New_York");
        for (JsonNode facility : facilities) {
            String id = facility.path("id").asString();
            int waiting = 0;
            int atDesk = 0;
            for (JsonNode queue :
                    admin.get("/api/v1/facilities/" + id + "/queues").body().path("items")) {
                JsonNode board = admin.get("/api/v1/queues/" + queue.path("id").asString() + "/entries")
                        .body();
                waiting += board.path("waiting").asInt();
                atDesk += (int) StreamSupport.stream(board.path("lines").spliterator(), false)
                        .filter(line -> !line.path("roomId").isNull())
                        .count();
            }
            assertThat(waiting).as("waiting at %s", facility.path("name")).isBetween(3, 60);
            assertThat(atDesk).as("at desks").isPositive();
        }
        assertThat(jdbc.sql("select distinct state from entry")
                        .query(String.class)
                        .list())
                .contains("WAITING", "SERVING", "SERVED");
        Map<String, @Nullable Object> times = jdbc.sql(
                        "select min(at) > now() - interval '4 hours' as recent, max(at) <= now() as past from entry_event")
                .query()
                .singleRow();
        assertThat(times).containsEntry("recent", true).containsEntry("past", true);
    }

    /** The demo's doctors have hours, and appointments for the next hours and days. */
    @Test
    @Order(2)
    void slotsCanBeBooked() {
        assertThat(jdbc.sql("select count(*) from appointment where ends_at > now()")
                        .query(Long.class)
                        .single())
                .isEqualTo(108);
        assertThat(jdbc.sql("""
                        select count(distinct facility_id) from appointment
                        where starts_at between now() and now() + interval '5 hours'""").query(Long.class).single())
                .as("hospitals where somebody comes soon")
                .isEqualTo(2);
        assertThat(jdbc.sql("select count(distinct doctor_id) from schedule")
                        .query(Long.class)
                        .single())
                .isEqualTo(6);
    }

    /** Of each hospital's patients some are reliable and some aren't, and the forecast has learnt which. */
    @Test
    @Order(3)
    void thePastTellsWhoIsLikelyNotToCome() throws InterruptedException {
        assertThat(jdbc.sql("select count(*) from visit where service_day < current_date - 1")
                        .query(Long.class)
                        .single())
                .isEqualTo(6_000);
        assertThat(jdbc.sql("""
                        select count(*) from entry e join visit v on v.id = e.visit_id
                        where v.service_day < current_date - 1 and (e.started_at < e.arrived_at or e.ended_at < e.called_at
                          or v.arrived_at > e.arrived_at or v.ended_at < e.ended_at)""").query(Long.class).single())
                .as("times out of order")
                .isZero();
        for (UUID facility :
                jdbc.sql("select id from facility").query(UUID.class).list()) {
            List<Appointment> coming = jdbc
                    .sql("select id from appointment where ends_at > now() and facility_id = ?")
                    .param(facility)
                    .query(UUID.class)
                    .list()
                    .stream()
                    .map(id -> appointments.get(Actor.SYSTEM, Objects.requireNonNull(id)))
                    .toList();
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            Collection<NoShowRisk> risks = forecasts.noShowRisks(coming).values();
            while (risks.stream().anyMatch(NoShowRisk::early) && System.nanoTime() < end) {
                Thread.sleep(200);
                risks = forecasts.noShowRisks(coming).values();
            }
            assertThat(risks.stream().map(NoShowRisk::level).collect(Collectors.toSet()))
                    .as("of %s appointments", coming.size())
                    .containsExactlyInAnyOrder(NoShowRisk.Level.values());
        }
    }

    @Test
    @Order(3)
    void theSameYearIsMadeOnceAndNeverInProduction() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        DatabaseAccess app = DATABASE.app();
        String url =
                app.jdbcUrl().replace("jdbc:postgresql://", "postgresql://" + app.user() + ":" + app.password() + "@");
        Map<String, String> here = Map.of("DATABASE_URL", url);
        assertThat(DemoCommand.run(List.of("--visits", "500", "--days", "120"), here, out, out))
                .isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("has visits already");
        long before = count("visit");
        assertThat(DemoCommand.run(List.of("--visits", "500", "--days", "130"), here, out, out))
                .isZero();
        assertThat(count("visit")).isEqualTo(before + 500);
        Map<String, String> production = Map.of("DATABASE_URL", url, "CARETURN_MODE", "production");
        assertThat(DemoCommand.run(List.of("--visits", "500", "--days", "140"), production, out, out))
                .isEqualTo(2);
        assertThat(DemoCommand.run(List.of("--visits", "x"), here, out, out)).isEqualTo(2);
        assertThat(count("visit")).isEqualTo(before + 500);
    }

    @Test
    @Order(3)
    void productionRefusesWhereAnybodySignsInAsInTheDemo() {
        CareTurnSettings production = new CareTurnSettings(
                CareTurnSettings.Mode.PRODUCTION,
                settings.dataDir(),
                settings.publicUrl(),
                settings.clock(),
                settings.demoData());
        assertThatThrownBy(() -> new DemoRemains(production, accounts).afterSingletonsInstantiated())
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContainingAll("admin, ", "doctor", "reception2", "empty database");
        new DemoRemains(settings, accounts).afterSingletonsInstantiated(); // a demo starts as often as one likes

        jdbc.sql("update account set password_hash = 'given another' where kind = 'STAFF' and user_name <> 'nurse'")
                .update();
        assertThatThrownBy(() -> new DemoRemains(production, accounts).afterSingletonsInstantiated())
                .hasMessageContaining("signs in as nurse:");
        jdbc.sql("update account set active = false where user_name = 'nurse'").update();
        new DemoRemains(production, accounts).afterSingletonsInstantiated();
        jdbc.sql("update account set active = true where user_name = 'nurse'").update();
    }

    @Test
    @Order(3)
    void aSecondStartAddsNothing() {
        long before = rows();
        loader.load(Instant.now());
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    @Order(4)
    void onAnotherDayTheHospitalIsBusyAgain() {
        long visits = count("visit");
        Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS);
        clock.drive(tomorrow);
        loader.load(tomorrow);
        assertThat(count("visit")).isGreaterThan(visits + 40);
        assertThat(clock.isDriven()).isFalse();
        assertThat(count("facility")).isEqualTo(2);
    }

    private Http http() {
        return Http.on(port);
    }

    private long rows() {
        return count("account")
                + count("facility")
                + count("patient")
                + count("visit")
                + count("entry_event")
                + count("desk_session");
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static List<String> texts(JsonNode items, String field) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path(field).asString())
                .toList();
    }
}
