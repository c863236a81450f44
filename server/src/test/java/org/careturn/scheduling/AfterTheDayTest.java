package org.careturn.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.patients.Patient;
import org.careturn.platform.Role;
import org.careturn.queueing.Entry;
import org.careturn.queueing.EntryState;
import org.careturn.queueing.ForgottenEntries;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** FR-QUEUE-28, FR-QUEUE-29: what was done on paper or at a desk without a network is heard after the day was ended. */
@SuppressWarnings("NullAway.Init") // by comes()
class AfterTheDayTest extends SchedulingFixture {
    @Autowired
    ForgottenEntries forgotten;

    private Appointment appointment;
    private Entry entry;

    /** Checked in at ten. */
    private void comes() {
        Patient patient = patient();
        appointment = book(reception, patient.id(), doctor, at("10:00")).orElseThrow();
        clock.drive(at("09:45"));
        entry = checkIns.checkIn(reception, appointment.id(), facility.id(), List.of())
                .orElseThrow()
                .visit()
                .entries()
                .getFirst();
    }

    private void dayEnds() {
        clock.drive(at("04:30").plus(Duration.ofDays(1)));
        forgotten.endAll();
        clock.drive(at("08:00").plus(Duration.ofDays(1)));
        due.followVisits();
        assertThat(state()).isEqualTo(EntryState.LEFT);
        assertThat(now(appointment).status()).isEqualTo(AppointmentStatus.NOSHOW);
    }

    private EntryState state() {
        return visits.get(reception, entry.visitId()).entries().getFirst().state();
    }

    private void fulfilled() {
        assertThat(state()).isEqualTo(EntryState.SERVED);
        assertThat(visits.get(reception, entry.visitId()).visit().endedAt()).isNotNull();
        due.followVisits();
        assertThat(now(appointment).status()).isEqualTo(AppointmentStatus.FULFILLED);
        assertThat(jdbc.queryForObject("select unreliable from entry where id = ?", Boolean.class, entry.id()))
                .isTrue();
    }

    private Map<String, Object> onPaper() {
        return Map.of(
                "startedAt", at("10:05").toString(), "endedAt", at("10:20").toString());
    }

    private JsonNode push(Http desk, String name, Map<String, ?> args) {
        Answer client = desk.post("/api/v1/sync/clients", Map.of("facilityId", facility.id()));
        Answer answer = desk.post(
                "/api/v1/sync/push",
                Map.of(
                        "clientId",
                        client.body().path("clientId").asString(),
                        "schemaVersion",
                        2,
                        "mutations",
                        List.of(Map.of("mid", 1, "name", name, "args", args))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body().path("results").path(0);
    }

    @Test
    void whatWasKeptOnPaperIsEnteredTheNextMorning() {
        comes();
        dayEnds();
        Answer answer = hospital.signedIn(Role.RECEPTIONIST, facility)
                .post("/api/v1/entries/" + entry.id() + "/late-entry", onPaper());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        fulfilled();
    }

    @Test
    void soItIsByWhoSynchronises() {
        comes();
        dayEnds();
        Map<String, Object> args = new HashMap<>(onPaper());
        args.put("entryId", entry.id());
        JsonNode result = push(hospital.signedIn(Role.RECEPTIONIST, facility), "lateEntry", args);
        assertThat(result.path("status").asString()).as(result.toString()).isEqualTo("APPLIED");
        fulfilled();
    }

    @Test
    void whoWasServedAtADeskWithoutANetworkIsServed() {
        comes();
        Http desk = hospital.signedIn(doctor);
        UUID call = call(desk);
        dayEnds();
        Map<String, Object> args = Map.of("entryId", entry.id(), "callId", call);
        assertThat(push(desk, "start", args).path("status").asString()).isEqualTo("NOOP");
        assertThat(state()).isEqualTo(EntryState.LEFT);
        JsonNode served = push(desk, "serve", args);
        assertThat(served.path("status").asString()).as(served.toString()).isEqualTo("APPLIED");
        fulfilled();
    }

    @Test
    void whoWasCalledAndIsSaidToBeServedTheNextMorningIsServed() {
        comes();
        Http desk = hospital.signedIn(doctor);
        UUID call = call(desk);
        dayEnds();
        Answer answer =
                hospital.signedIn(doctor).post("/api/v1/entries/" + entry.id() + "/serve", Map.of("callId", call));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        fulfilled();
    }

    @Test
    void whoHasLeftHimselfStaysGone() {
        comes();
        Http desk = hospital.signedIn(Role.RECEPTIONIST, facility);
        Answer left = desk.post("/api/v1/entries/" + entry.id() + "/leave", Map.of());
        assertThat(left.status()).as(left.text()).isEqualTo(200);
        clock.drive(at("12:00"));
        Answer answer = hospital.signedIn(Role.RECEPTIONIST, facility)
                .post("/api/v1/entries/" + entry.id() + "/late-entry", onPaper());
        assertThat(answer.code()).isEqualTo("wrong-state");
    }

    private UUID call(Http desk) {
        Answer opened = desk.post(
                "/api/v1/desk-sessions",
                Map.of("roomId", hospital.room(facility).id(), "queueIds", List.of(service.queueId())));
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        Answer called =
                desk.post("/api/v1/desk-sessions/" + opened.body().path("id").asString() + "/call-next", Map.of());
        assertThat(called.status()).as(called.text()).isEqualTo(200);
        return UUID.fromString(called.body().path("call").path("id").asString());
    }
}
