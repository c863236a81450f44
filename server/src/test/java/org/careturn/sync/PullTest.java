package org.careturn.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.patients.Patient;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** FR-SYNC-05, FR-SYNC-07: each client is told all that it may see, and nothing else. */
class PullTest extends SyncServer {

    @Test
    void staffSeeTheDayWithNamesAndThenWhatChanges() {
        Patient patient = hospital.patient(facility, "Zebulon Quackenbush");
        UUID entry = Ids.next();
        assertStatus("APPLIED", desk.push("takeTicket", ticket(Ids.next(), entry, patient)));
        desk.pull();
        assertThat(desk.lastMid).isEqualTo(1);
        assertThat(desk.known("patient", patient.id()).path("name").asString()).isEqualTo("Zebulon Quackenbush");
        assertThat(desk.known("entry", entry).path("state").asString()).isEqualTo("WAITING");
        assertThat(desk.of("queue")).hasSize(1);
        assertThat(desk.of("room")).hasSize(1);
        assertThat(desk.pullPage().path("changes")).isEmpty();

        Offline other = new Offline(reception, facility.id());
        assertStatus("APPLIED", other.push("hold", Map.of("entryId", entry)));
        JsonNode page = desk.pullPage();
        assertThat(page.path("changes")).hasSize(1);
        assertThat(page.path("changes").path(0).path("row").path("state").asString())
                .isEqualTo("ON_HOLD");
        desk.pull();
        other.pull();
        assertThat(other.rows).isEqualTo(desk.rows);

        UUID late = Ids.next();
        Patient newcomer = hospital.patient(facility, "Late Comer");
        desk.push("takeTicket", ticket(Ids.next(), late, newcomer));
        other.pull();
        assertThat(other.known("patient", newcomer.id()).path("name").asString())
                .isEqualTo("Late Comer");
    }

    @Test
    void staffSeeTheRoutesThatCanBeTakenAndHowTheFacilityNamesTheUrgencies() {
        desk.pull();
        Http admin = hospital.signedIn(Role.ADMIN, facility);
        List<?> steps = List.of(Map.of("queueIds", List.of(service.queueId())));
        Answer added = admin.post(
                "/api/v1/facilities/" + facility.id() + "/routes", Map.of("name", "First visit", "steps", steps));
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        UUID route = UUID.fromString(added.body().path("id").asString());
        desk.pull();
        assertThat(desk.known("route", route).path("name").asString()).isEqualTo("First visit");
        assertThat(desk.known("route", route).path("steps").path(0).path(0).asString())
                .isEqualTo(service.queueId().toString());
        admin.with("If-Match", added.header("ETag")).send("PATCH", "/api/v1/routes/" + route, Map.of("active", false));
        desk.pull();
        assertThat(desk.of("route")).isEmpty();

        assertThat(desk.known("facility", facility.id()).path("urgencies")).isEmpty();
        Answer levels = admin.get("/api/v1/facilities/" + facility.id() + "/urgency-levels");
        List<Map<String, ?>> items = Map.of(
                        "IMMEDIATE", "Immediate",
                        "EMERGENT", "Emergent",
                        "URGENT", "Yellow",
                        "LESS_URGENT", "Less urgent",
                        "NON_URGENT", "Non-urgent")
                .entrySet()
                .stream()
                .<Map<String, ?>>map(level -> Map.of(
                        "urgency", level.getKey(), "label", level.getValue(), "colour", "#112233", "targetMinutes", 30))
                .toList();
        Answer renamed = admin.with("If-Match", levels.header("ETag"))
                .put("/api/v1/facilities/" + facility.id() + "/urgency-levels", Map.of("items", items));
        assertThat(renamed.status()).as(renamed.text()).isEqualTo(200);
        desk.pull();
        assertThat(desk.known("facility", facility.id()).path("urgencies").toString())
                .isEqualTo("{\"URGENT\":\"Yellow\"}");
    }

    @Test
    void hoursWithoutTheNetworkCountOnceAndNotBeyondTheLastContact() {
        assertThat(outages(desk, 20)).as("too short to count").isEmpty();
        jdbc.update(
                "update sync_client set created_at = now() - interval '1 day', last_pull_at = now() - interval '1 hour', outage_told_at = null where id = ?::uuid",
                desk.clientId);
        assertThat(outages(desk, 600)).as("as long as it says").containsExactly(600L);
        jdbc.update(
                "update sync_client set last_pull_at = now() - interval '1 hour' where id = ?::uuid", desk.clientId);
        assertThat(outages(desk, 600)).as("told again").containsExactly(600L);
        jdbc.update(
                "update sync_client set outage_told_at = null, last_pull_at = now() - interval '1 hour' where id = ?::uuid",
                desk.clientId);
        assertThat(outages(desk, 100_000)).as("it was heard an hour ago").containsExactly(600L, 3_600L);
        Offline kiosk = new Offline(hospital.signedIn(Role.DEVICE, facility), facility.id());
        jdbc.update("update sync_client set created_at = now() - interval '1 day' where id = ?::uuid", kiosk.clientId);
        assertThat(outages(kiosk, 600)).hasSize(2);
    }

    private List<@Nullable Long> outages(Offline client, int offlineSeconds) {
        Answer answer =
                client.http.post(SYNC + "pull", Map.of("clientId", client.clientId, "offlineSeconds", offlineSeconds));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return jdbc.queryForList(
                "select round(extract(epoch from until - since))::bigint from client_outage where facility_id = ? order by id",
                Long.class,
                facility.id());
    }

    @Test
    void aDeviceSeesNumbersOnly() {
        desk.push("takeTicket", ticket(Ids.next(), Ids.next(), hospital.patient(facility, "Zebulon Quackenbush")));
        Offline kiosk = new Offline(hospital.signedIn(Role.DEVICE, facility), facility.id());
        String page = kiosk.pullPage().toString();
        assertThat(page).contains("A-001").doesNotContain("Zebulon").doesNotContain("patientId");
        assertRejected("not-allowed", kiosk.push("hold", Map.of("entryId", Ids.next())));
    }

    @Test
    void aPatientSeesOwnRowsOnly() {
        Patient patient = hospital.patient(facility);
        Offline app = new Offline(hospital.signedIn(patient), null);
        app.pull();
        assertThat(app.of("patient")).hasSize(1);
        UUID entry = Ids.next();
        desk.push("takeTicket", ticket(Ids.next(), entry, patient));
        UUID foreign = waiting();
        app.pull();
        assertThat(app.row("entry", entry)).isNotNull();
        assertThat(app.row("entry", foreign)).isNull();
        assertRejected("not-found", app.push("cancelEntry", Map.of("entryId", foreign)));
        assertStatus("APPLIED", app.push("cancelEntry", Map.of("entryId", entry)));
        app.pull();
        assertThat(app.known("entry", entry).path("state").asString()).isEqualTo("CANCELLED");
    }

    @Test
    void whatIsForeignTamperedOrRevokedIsRefused() {
        desk.pull();
        Http stranger = hospital.signedIn(Role.RECEPTIONIST, hospital.facility());
        assertRefused(404, "not-found", stranger, "pull", Map.of("clientId", desk.clientId));
        assertRefused(
                404,
                "not-found",
                stranger,
                "push",
                Map.of(
                        "clientId",
                        desk.clientId,
                        "schemaVersion",
                        2,
                        "mutations",
                        List.of(Map.of("mid", 1, "name", "hold", "args", Map.of()))));
        assertRefused(404, "not-found", stranger, "clients", Map.of("facilityId", facility.id()));
        Offline other = new Offline(reception, facility.id());
        assertRefused(
                400, "invalid-request", reception, "pull", Map.of("clientId", other.clientId, "cursor", desk.cursor));
        String cursor = String.valueOf(desk.cursor);
        for (String bad : List.of("x", ".", cursor.substring(1), cursor + "A", cursor.replaceFirst("\\..*", "."))) {
            assertRefused(400, "invalid-request", reception, "pull", Map.of("clientId", desk.clientId, "cursor", bad));
        }
        assertRefused(
                413, "too-large", reception, "push", Map.of("clientId", desk.clientId, "epoch", "x".repeat(1_000_000)));
        assertThat(reception
                        .post(SYNC + "clients/" + desk.clientId + "/revoke", Map.of())
                        .status())
                .isEqualTo(200);
        assertRefused(403, "client-revoked", reception, "pull", Map.of("clientId", desk.clientId));
    }

    private static void assertRefused(int status, String code, Http http, String path, Map<String, ?> body) {
        Answer answer = http.post(SYNC + path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void aForeignFacilitysRowsAreNeverSeenOrChanged() {
        UUID entry = waiting();
        Facility other = hospital.facility();
        Offline elsewhere = new Offline(hospital.signedIn(Role.RECEPTIONIST, other, facility), other.id());
        assertRejected("not-found", elsewhere.push("hold", Map.of("entryId", entry)));
        assertThat(elsewhere.pullPage().toString()).doesNotContain(entry.toString());
    }

    @Test
    void afterARestoreClientsBeginAfresh() throws SQLException {
        waiting();
        desk.pull();
        Map<String, Object> old = new HashMap<>(Map.of(
                "clientId",
                desk.clientId,
                "schemaVersion",
                2,
                "epoch",
                "another",
                "mutations",
                List.of(Map.of("mid", 2, "name", "hold", "args", Map.of()))));
        Answer refused = reception.post(SYNC + "push", old);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("epoch-changed");

        JsonNode before = desk.pullPage();
        restored();
        assertThat(desk.pullPage().path("reset").asBoolean()).isTrue();
        assertThat(desk.pull()).isTrue();
        assertThat(desk.pullPage().path("epoch")).isNotEqualTo(before.path("epoch"));
        assertThat(desk.of("entry")).hasSize(1);
    }

    @Test
    void afterARestoreWhatWaitedStillCountsFromItsArrival() throws Exception {
        desk.pull();
        Thread.sleep(300);
        Instant arrival = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Thread.sleep(300);
        restored();
        desk.pull();
        assertArrived(desk, arrival);
        Offline renewed = new Offline(reception, facility.id());
        renewed.pull();
        assertArrived(renewed, arrival);

        Offline other = new Offline(hospital.signedIn(Role.RECEPTIONIST, facility), facility.id());
        Instant registered = Instant.now();
        assertThat(arrivedAs(other, arrival)).isAfter(arrival.plusMillis(200)).isBeforeOrEqualTo(registered);
    }

    private void assertArrived(Offline client, Instant arrival) {
        assertThat(arrivedAs(client, arrival)).isEqualTo(arrival);
    }

    private Instant arrivedAs(Offline client, Instant arrival) {
        UUID entry = Ids.next();
        Answer answer = client.send(
                2,
                List.of(Map.of(
                        "mid",
                        client.mid.incrementAndGet(),
                        "name",
                        "takeTicket",
                        "args",
                        ticket(Ids.next(), entry, hospital.patient(facility)),
                        "occurredAt",
                        arrival.toString())));
        assertStatus("APPLIED", answer.body().path("results").path(0));
        return Instant.parse(answer.body()
                .path("results")
                .path(0)
                .path("current")
                .path("row")
                .path("arrivedAt")
                .asString());
    }

    @Test
    void theEpochNamesTheTimelineThatIsWrittenNow() {
        String epoch = desk.pullPage().path("epoch").asString();
        String file = Objects.requireNonNull(
                jdbc.queryForObject("select pg_walfile_name(pg_current_wal_lsn())", String.class));
        assertThat(epoch.split("-", -1)[1]).isEqualTo(String.valueOf(Integer.parseInt(file.substring(0, 8), 16)));
    }

    /** What restoring a backup does last. */
    private static void restored() throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            statement.execute("update sync_restore set count = count + 1");
        }
    }

    @Test
    void whoStandsBeforeWhatIsForgottenBeginsAfresh() {
        waiting();
        desk.pull();
        waiting();
        Instant now = Instant.now();
        FeedRetention.prune(jdbc, now);
        assertThat(desk.pull()).isFalse();
        String before = String.valueOf(desk.cursor);
        waiting();
        FeedRetention.prune(jdbc, now.plus(Duration.ofDays(1)));
        waiting();
        FeedRetention.prune(jdbc, now.plus(Duration.ofDays(16)));
        assertThat(hospital.count("change", "facility_id = ?", facility.id())).isPositive();
        desk.cursor = before;
        assertThat(desk.pull()).isTrue();
        assertThat(desk.of("entry")).hasSize(4);
        assertThat(desk.pull()).isFalse();
    }
}
