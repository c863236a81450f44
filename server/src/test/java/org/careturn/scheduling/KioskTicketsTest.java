package org.careturn.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** FR-KIOSK-01, FR-KIOSK-04: numbers for who hasn't said who they are, also from a kiosk that had no contact. */
class KioskTicketsTest extends SchedulingFixture {
    private static final String TOKEN = "0123456789abcdefABCDEF";

    private Http kiosk;

    @BeforeEach
    void standThere() {
        kiosk = hospital.signedIn(Role.DEVICE, facility);
        clock.drive(at("09:40"));
    }

    private Answer take(Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.putIfAbsent("facilityId", facility.id());
        body.putIfAbsent("queueId", service.queueId());
        return kiosk.post("/api/v1/kiosk/tickets", body);
    }

    private Answer lease() {
        return kiosk.post("/api/v1/kiosk/leases", Map.of("facilityId", facility.id(), "prefix", "A", "count", 10));
    }

    private Map<String, Object> taken(Answer lease, int sequence, String token, Instant at) {
        return Map.of(
                "taken",
                Map.of(
                        "leaseId",
                        lease.body().path("leaseId").asString(),
                        "sequence",
                        sequence,
                        "token",
                        token,
                        "takenAt",
                        at.toString()));
    }

    private Instant arrivedAt(Answer answer) {
        return jdbc.queryForObject(
                "select arrived_at from visit where token = ?",
                (row, n) -> row.getTimestamp(1).toInstant(),
                answer.body().path("token").asString());
    }

    @Test
    void aNumberIsGivenAtOnceAndNamesNobody() {
        Answer taken = take(Map.of("language", "sw"));
        assertThat(taken.status()).as(taken.toString()).isEqualTo(201);
        assertThat(taken.body().at("/ticket/ticketNumber").asString()).isEqualTo("A-001");
        String token = taken.body().path("token").asString();
        assertThat(hospital.http().get("/t/" + token).text()).contains("<html lang=\"sw\"");
        String alias = jdbc.queryForObject(
                "select p.alias from patient p join visit v on v.patient_id = p.id where v.token = ? and p.name = p.alias"
                        + " and v.channel = 'KIOSK'",
                String.class,
                token);
        assertThat(alias).isNotBlank();
        assertThat(taken.body().toString()).doesNotContain(alias);
        assertThat(take(Map.of()).body().at("/ticket/ticketNumber").asString()).isEqualTo("A-002");
    }

    @Test
    void aNumberGivenWithoutContactHoldsWithItsTokenAndItsTime() {
        Answer lease = lease();
        assertThat(lease.status()).isEqualTo(201);
        assertThat(lease.body().path("from").asInt()).isEqualTo(700);
        clock.drive(at("10:30"));
        Answer taken = take(taken(lease, 703, TOKEN, at("10:05")));
        assertThat(taken.status()).as(taken.toString()).isEqualTo(201);
        assertThat(taken.body().at("/ticket/ticketNumber").asString()).isEqualTo("A-703");
        assertThat(taken.body().path("token").asString()).isEqualTo(TOKEN);
        assertThat(arrivedAt(taken)).isEqualTo(at("10:05"));
        assertThat(hospital.http().get("/t/" + TOKEN).status()).isEqualTo(200);
        // the same once more, under another key, as after an answer that was lost for long
        assertThat(take(taken(lease, 703, TOKEN, at("10:05"))).code()).isEqualTo("ticket-taken");
    }

    @Test
    void aClockThatIsWrongGoesNeitherBeforeTheLeaseNorIntoTheFuture() {
        Answer lease = lease();
        clock.drive(at("10:30"));
        assertThat(arrivedAt(take(
                        taken(lease, 700, "A" + TOKEN.substring(1), at("09:00").minus(Duration.ofDays(900))))))
                .isEqualTo(at("09:40"));
        assertThat(arrivedAt(take(
                        taken(lease, 701, "B" + TOKEN.substring(1), at("10:30").plus(Duration.ofDays(900))))))
                .isEqualTo(at("10:30"));
    }

    @Test
    void onlyNumbersOfItsOwnAreTaken() {
        Answer lease = lease();
        assertThat(take(taken(lease, 710, TOKEN, at("09:40"))).code()).isEqualTo("not-leased");
        Http another = hospital.signedIn(Role.DEVICE, facility);
        Map<String, Object> body = new HashMap<>(taken(lease, 700, TOKEN, at("09:40")));
        body.put("facilityId", facility.id());
        body.put("queueId", service.queueId());
        assertThat(another.post("/api/v1/kiosk/tickets", body).code()).isEqualTo("not-leased");
    }

    @Test
    void aRouteHasOneNumberForItsSteps() {
        UUID xray = hospital.service(facility, "X").queueId();
        UUID route = route(List.of(List.of(service.queueId()), List.of(xray)));
        Answer taken = take(route, Map.of());
        assertThat(taken.status()).as(taken.toString()).isEqualTo(201);
        assertThat(taken.body().at("/ticket/ticketNumber").asString()).isEqualTo("A-001");
        assertThat(taken.body().at("/ticket/steps").size()).isEqualTo(2);
        assertThat(taken.body().at("/ticket/steps/0/state").asString()).isEqualTo("WAITING");
        assertThat(taken.body().at("/ticket/steps/1/state").isNull()).isTrue();
        Answer lease = lease();
        clock.drive(at("10:30"));
        Answer offline = take(route, taken(lease, 702, "R" + TOKEN.substring(1), at("10:05")));
        assertThat(offline.body().at("/ticket/ticketNumber").asString()).isEqualTo("A-702");
        assertThat(offline.body().at("/ticket/steps").size()).isEqualTo(2);
        assertThat(take(Map.of("routeId", route)).code()).isEqualTo("invalid-request");
        assertThat(take(UUID.randomUUID(), Map.of()).code()).isEqualTo("unknown-queue");
    }

    private UUID route(List<List<UUID>> steps) {
        List<Map<String, Object>> written = steps.stream()
                .map(ids -> Map.<String, Object>of("queueIds", ids))
                .toList();
        Answer made = hospital.signedIn(Role.ADMIN, facility)
                .post(
                        "/api/v1/facilities/" + facility.id() + "/routes",
                        Map.of("name", "First visit", "steps", written));
        return UUID.fromString(made.body().path("id").asString());
    }

    private Answer take(UUID routeId, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("facilityId", facility.id());
        body.put("routeId", routeId);
        return kiosk.post("/api/v1/kiosk/tickets", body);
    }

    @Test
    void aKioskStandsInOneFacility() {
        Facility other = hospital.facility();
        assertThat(take(Map.of("facilityId", other.id())).code()).isEqualTo("not-found");
        assertThat(take(Map.of("queueId", hospital.service(other, "B").queueId()))
                        .code())
                .isEqualTo("unknown-queue");
        assertThat(hospital.signedIn(Role.RECEPTIONIST, facility)
                        .post(
                                "/api/v1/kiosk/tickets",
                                Map.of("facilityId", facility.id(), "queueId", service.queueId()))
                        .code())
                .isEqualTo("not-allowed");
    }
}
