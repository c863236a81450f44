package org.careturn.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.patients.Patient;
import org.careturn.platform.Role;
import org.careturn.support.EventClient;
import org.careturn.support.EventClient.Event;
import org.careturn.support.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** FR-LIVE-01, FR-LIVE-02, FR-LIVE-03, FR-LIVE-04: who hears of what, and how often. */
@Timeout(60)
class EventsApiTest extends LiveServer {
    @Autowired
    LiveStreams streams;

    @Test
    void staffHearOfEachChangeInOrder() throws Exception {
        EventClient reader = read(reception, events());
        Event hello = reader.next();
        assertThat(hello.name()).isEqualTo("hello");
        assertThat(hello.version()).isEqualTo(hospital.version(facility.id()));
        List<String> changed = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            changed.add(change(1));
        }
        List<Event> heard = reader.upTo(hospital.version(facility.id()));
        assertThat(heard.stream().flatMap(event -> event.rows().stream())).containsExactlyElementsOf(changed);
        assertThat(heard).extracting(Event::version).isSorted().doesNotHaveDuplicates();
        assertThat(heard).allSatisfy(event -> assertThat(event.id()).isEqualTo(Long.toString(event.version())));
    }

    @Test
    void aChangeTellsItsQueue() throws Exception {
        EventClient reader = staff();
        JsonNode entry = arrive(hospital.patient(facility)).path("entries").path(0);
        Event event = reader.await(e -> e.rows().contains(entry.path("id").asString()));
        for (JsonNode change : event.data().path("changes")) {
            if (change.path("kind").asString().equals("entry")) {
                assertThat(change.path("queueId").asString())
                        .isEqualTo(service.queueId().toString());
            }
        }
    }

    @Test
    void answersAsAStreamThatNothingKeepsOrHoldsBack() throws Exception {
        HttpResponse<InputStream> response = reception.stream(events());
        response.body().close();
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
    }

    @Test
    void whoAsksForTheHeadersOnlyGetsNoStream() {
        assertThat(reception.send("HEAD", events(), null).status()).isEqualTo(200);
        assertThat(streams.all())
                .noneMatch(stream -> stream.scope() instanceof Scope.Staff staff
                        && staff.facilityId().equals(facility.id()));
    }

    @Test
    void nobodyHearsOfAForeignFacility() throws IOException {
        Facility other = hospital.facility();
        String path = "/api/v1/events?facilityId=";
        for (Role role : List.of(Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.ADMIN, Role.DEVICE)) {
            assertRefused(404, "not-found", hospital.signedIn(role, other).stream(path + facility.id()));
        }
        Patient patient = hospital.patient(facility);
        assertRefused(404, "not-found", hospital.signedIn(patient).stream(path + facility.id()));
        assertRefused(404, "not-found", hospital.signedIn(Role.ADMIN).stream(path + UUID.randomUUID()));
        assertRefused(400, "invalid-request", reception.stream("/api/v1/events"));
        assertRefused(401, "sign-in-required", hospital.http().stream(path + facility.id()));
        assertRefused(404, "not-found", hospital.http().stream("/api/v1/tickets/AAAAAAAAAAAAAAAAAAAAAA/events"));
    }

    @Test
    void aPatientHearsOfOwnOpenVisitsOnly() throws Exception {
        Patient patient = hospital.patient(facility);
        EventClient reader = read(hospital.signedIn(patient), "/api/v1/events");
        assertThat(reader.next("visits").data().path("visits")).isEmpty();
        arrive(hospital.patient(facility));
        assertThat(reader.within(Duration.ofMillis(700))).isNull();

        JsonNode own = arrive(patient);
        Event event = reader.next("visits");
        assertThat(event.id()).isEmpty();
        assertThat(event.data().path("visits")).hasSize(1);
        assertThat(event.data().path("visits").path(0).path("ticketNumber").asString())
                .isEqualTo(own.path("visit").path("ticketNumber").asString());
    }

    @Test
    void aDisplayIsShownNumbersAndNoNames() throws Exception {
        EventClient reader = read(hospital.signedIn(Role.DEVICE, facility), events());
        assertThat(reader.next().name()).isEqualTo("hello");
        assertThat(reader.next("board").data().path("board").path("calls")).isEmpty();
        Patient patient = hospital.patient(facility, "Zebulon Quackenbush");
        JsonNode visit = arrive(patient).path("visit");
        assertThat(reader.within(Duration.ofMillis(500)))
                .as("arriving is no call")
                .isNull();
        Http doctor = hospital.signedIn(Role.DOCTOR, facility);
        String desk = desk(doctor);
        callNext(doctor, desk);
        JsonNode board = reader.await(e -> !e.data().path("board").path("calls").isEmpty())
                .data();
        JsonNode call = board.path("board").path("calls").path(0);
        assertThat(call.path("ticketNumber").asString())
                .isEqualTo(visit.path("ticketNumber").asString());
        assertThat(call.path("service").asString()).isEqualTo(service.name());
        assertThat(call.path("room").asString()).startsWith("Room");
        assertThat(call.path("state").asString()).isEqualTo("CALLED");
        assertThat(board.toString())
                .doesNotContain("Zebulon")
                .doesNotContain(patient.id().toString())
                .doesNotContain(visit.path("token").asString());
    }

    @Test
    void aTicketSpeaksWhenItChangesAndOnlyThen() throws Exception {
        JsonNode own = arrive(hospital.patient(facility, "Zebulon Quackenbush"));
        String token = own.path("visit").path("token").asString();
        EventClient reader = read(hospital.http(), "/api/v1/tickets/" + token + "/events");
        Event first = reader.next("ticket");
        assertThat(first.data()
                        .path("ticket")
                        .path("steps")
                        .path(0)
                        .path("state")
                        .asString())
                .isEqualTo("WAITING");
        arrive(hospital.patient(facility));
        change(3);
        Event other = reader.within(Duration.ofMillis(700));
        assertThat(other == null || other.name().equals("forecast"))
                .as("not of others' changes")
                .isTrue();
        Http doctor = hospital.signedIn(Role.DOCTOR, facility);
        callNext(doctor, desk(doctor));
        Event called = reader.next("ticket");
        assertThat(called.data()
                        .path("ticket")
                        .path("steps")
                        .path(0)
                        .path("state")
                        .asString())
                .isEqualTo("CALLED");
        assertThat(called.data().toString()).doesNotContain("Zebulon");
    }

    @Test
    void severalChangesWithinATenthOfASecondAreToldTogether() throws Exception {
        EventClient reader = staff();
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        while (System.nanoTime() < end) {
            change(1);
            Thread.sleep(5);
        }
        List<Event> heard = reader.upTo(hospital.version(facility.id()));
        assertThat(heard).hasSizeBetween(4, 21);
        long span = heard.getLast().nanos() - heard.getFirst().nanos();
        assertThat(span / (heard.size() - 1))
                .isGreaterThanOrEqualTo(Duration.ofMillis(100).toNanos());
    }

    @Test
    void aForecastThatMovesIsAnEventOfItsOwn() throws Exception {
        JsonNode visit = arrive(hospital.patient(facility));
        try (EventClient reader = read(
                hospital.http(),
                "/api/v1/tickets/" + visit.path("visit").path("token").asString() + "/events")) {
            reader.next("ticket");
            desk(hospital.signedIn(Role.DOCTOR, facility));
            Event event = reader.await(
                    e -> e.name().equals("forecast") && e.data().toString().contains("\"kind\":\"RANGE\""));
            assertThat(event.id()).isEmpty();
            assertThat(event.data().path("forecasts").path(0).path("entryId").asString())
                    .isEqualTo(visit.path("entries").path(0).path("id").asString());
        }
    }

    @Test
    void aSilentStreamShowsThatItLives() throws Exception {
        try (InputStream body = reception.stream(events()).body()) {
            StringBuilder read = new StringBuilder();
            long begin = System.nanoTime();
            while (read.indexOf("\n:\n") < 0) {
                assertThat(System.nanoTime() - begin)
                        .isLessThan(Duration.ofSeconds(25).toNanos());
                int next = body.read();
                assertThat(next).as("the stream goes on").isNotNegative();
                read.append((char) next);
            }
        }
    }

    private static void assertRefused(int status, String code, HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).contains('"' + code + '"');
        }
    }
}
