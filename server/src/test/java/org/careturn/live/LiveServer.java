package org.careturn.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Service;
import org.careturn.patients.Patient;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.support.EventClient;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A facility with a reception and one queue, and readers of its events. */
abstract class LiveServer extends ServerTest {
    @Autowired
    ChangeFeed feed;

    @Autowired
    PlatformTransactionManager transactions;

    Facility facility;
    Service service;
    Http reception;
    private final List<EventClient> readers = new ArrayList<>();

    @BeforeEach
    void openFacility() {
        facility = hospital.facility();
        service = hospital.service(facility, "A");
        reception = hospital.signedIn(Role.RECEPTIONIST, facility);
    }

    @AfterEach
    void closeReaders() throws Exception {
        for (EventClient reader : readers) {
            reader.close();
        }
    }

    String events() {
        return "/api/v1/events?facilityId=" + facility.id();
    }

    EventClient read(Http http, String path) {
        EventClient reader = EventClient.open(http, path);
        readers.add(reader);
        return reader;
    }

    /** A reader of the facility's changes who has been greeted. */
    EventClient staff() throws InterruptedException {
        EventClient reader = read(reception, events());
        assertThat(reader.next().name()).isEqualTo("hello");
        return reader;
    }

    /** A patient comes; the answer is the visit with its entries. */
    JsonNode arrive(Patient patient) {
        Answer answer = reception.post(
                "/api/v1/visits",
                Map.of("facilityId", facility.id(), "patientId", patient.id(), "queueId", service.queueId()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.body();
    }

    /** The doctor's desk, which serves the queue. */
    String desk(Http doctor) {
        Answer answer = doctor.post(
                "/api/v1/desk-sessions",
                Map.of("roomId", hospital.room(facility).id(), "queueIds", List.of(service.queueId())));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.body().path("id").asString();
    }

    JsonNode callNext(Http doctor, String desk) {
        Answer answer =
                doctor.post("/api/v1/queues/" + service.queueId() + "/call-next", Map.of("deskSessionId", desk));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    /** Changes something of the facility over HTTP: registers a patient, and returns the id. */
    String register(Http writer) {
        Answer made = writer.post("/api/v1/patients", Map.of("facilityId", facility.id(), "name", "Someone"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.body().path("id").asString();
    }

    /** Commits a change of so many rows, as a bulk act would; returns the id of the first. */
    String change(int rows) {
        UUID first = Ids.next();
        new TransactionTemplate(transactions).executeWithoutResult(tx -> {
            feed.changed(facility.id(), "room", first);
            for (int i = 1; i < rows; i++) {
                feed.changed(facility.id(), "room", Ids.next());
            }
        });
        return first.toString();
    }
}
