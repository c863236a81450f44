package org.careturn.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Room;
import org.careturn.facilities.Service;
import org.careturn.patients.Patient;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class WritesTest extends ServerTest {
    @Autowired
    JdbcTemplate jdbc;

    @Test
    void theSameRequestTakesEffectOnceHoweverManySendItAtOnce() throws Exception {
        Facility facility = hospital.facility();
        Service service = hospital.service(facility, "A");
        Patient patient = hospital.patient(facility);
        Http reception = hospital.signedIn(Role.RECEPTIONIST, facility)
                .with("Idempotency-Key", UUID.randomUUID().toString());
        Map<String, Object> arrive =
                Map.of("facilityId", facility.id(), "patientId", patient.id(), "queueId", queueOf(service));
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> sent = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                sent.add(senders.submit(() -> reception.post("/api/v1/visits", arrive)));
            }
            for (Future<Answer> answer : sent) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        assertThat(answers)
                .extracting(Answer::text)
                .containsOnly(answers.getFirst().text());
        assertThat(answers)
                .filteredOn(answer -> answer.header("Idempotency-Replayed").isEmpty())
                .hasSize(1);
        assertThat(hospital.count("visit", "facility_id = ?", facility.id())).isOne();
    }

    @Test
    void aKeyUsedForAnotherRequestIsRefused() {
        Facility facility = hospital.facility();
        Service service = hospital.service(facility, "A");
        Http reception = hospital.signedIn(Role.RECEPTIONIST, facility)
                .with("Idempotency-Key", UUID.randomUUID().toString());
        UUID queue = queueOf(service);
        Answer first = reception.post("/api/v1/visits", arrive(facility, hospital.patient(facility), queue));
        assertThat(first.status()).isEqualTo(201);
        Answer other = reception.post("/api/v1/visits", arrive(facility, hospital.patient(facility), queue));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("idempotency-key-reused");
        assertThat(hospital.count("visit", "facility_id = ?", facility.id())).isOne();
    }

    @Test
    void nothingAndTheWordNullAreTwoRequests() {
        Facility facility = hospital.facility();
        Service service = hospital.service(facility, "A");
        Http reception = hospital.signedIn(Role.RECEPTIONIST, facility);
        String entry = reception
                .post("/api/v1/visits", arrive(facility, hospital.patient(facility), queueOf(service)))
                .body()
                .at("/entries/0/id")
                .asString();
        Http keyed = reception.with("Idempotency-Key", UUID.randomUUID().toString());
        String address = "/api/v1/entries/" + entry + "/hold";
        assertThat(keyed.post(address, Map.of("reason", "null")).status()).isEqualTo(200);
        assertThat(keyed.post(address, Map.of()).code()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void aRefusalLeavesNothingBehindAndMayBeTriedAgainUnderItsKey() {
        Facility facility = hospital.facility();
        Service service = hospital.service(facility, "A");
        Room room = hospital.room(facility);
        Http doctor = hospital.signedIn(Role.DOCTOR, facility);
        String desk = doctor.post(
                        "/api/v1/desk-sessions", Map.of("roomId", room.id(), "queueIds", List.of(queueOf(service))))
                .body()
                .path("id")
                .asString();
        long before = hospital.version(facility.id());
        Http callNext = doctor.with("Idempotency-Key", UUID.randomUUID().toString());
        Answer refused = callNext.post("/api/v1/desk-sessions/" + desk + "/call-next", null);
        assertThat(refused.code()).isEqualTo("queue-empty");
        assertThat(hospital.version(facility.id())).isEqualTo(before);
        hospital.signedIn(Role.RECEPTIONIST, facility)
                .post("/api/v1/visits", arrive(facility, hospital.patient(facility), queueOf(service)));
        Answer done = callNext.post("/api/v1/desk-sessions/" + desk + "/call-next", null);
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.header("CareTurn-Outcome")).isEqualTo("DONE");
    }

    @Test
    void oldAnswersAreForgotten() {
        UUID account = UUID.randomUUID();
        Instant old = Clock.systemUTC().instant().minus(WriteKeyRetention.KEPT).minus(Duration.ofHours(1));
        for (Instant at : List.of(old, Clock.systemUTC().instant())) {
            jdbc.update(
                    "insert into idempotency_key (account_id, key, request_hash, created_at) values (?, ?, ?, ?)",
                    account,
                    "key-" + at,
                    new byte[] {1},
                    at.atOffset(ZoneOffset.UTC));
        }
        WriteKeyRetention.prune(jdbc, Clock.systemUTC());
        assertThat(hospital.count("idempotency_key", "account_id = ?", account)).isOne();
    }

    private static Map<String, Object> arrive(Facility facility, Patient patient, UUID queue) {
        return Map.of("facilityId", facility.id(), "patientId", patient.id(), "queueId", queue);
    }

    private UUID queueOf(Service service) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select id from queue where service_id = ?", UUID.class, service.id()));
    }
}
