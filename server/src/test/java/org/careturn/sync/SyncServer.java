package org.careturn.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Room;
import org.careturn.facilities.Service;
import org.careturn.patients.Patient;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A facility with a queue and a room, and clients that push and pull. */
abstract class SyncServer extends ServerTest {
    static final String SYNC = "/api/v1/sync/";

    @Autowired
    JdbcTemplate jdbc;

    Facility facility;
    Service service;
    Room room;
    Http reception;
    Offline desk;

    @BeforeEach
    void openFacility() {
        facility = hospital.facility();
        service = hospital.service(facility, "A");
        room = hospital.room(facility);
        reception = hospital.signedIn(Role.RECEPTIONIST, facility);
        desk = new Offline(reception, facility.id());
    }

    /** A client: it numbers what it sends, and keeps what it has pulled. */
    static final class Offline {
        final Http http;
        final String clientId;
        final AtomicLong mid = new AtomicLong();
        final Map<String, JsonNode> rows = new LinkedHashMap<>();

        @Nullable
        String cursor;

        long lastMid;

        Offline(Http http, @Nullable UUID facilityId) {
            this.http = http;
            Answer answer =
                    http.post(SYNC + "clients", facilityId == null ? Map.of() : Map.of("facilityId", facilityId));
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            clientId = answer.body().path("clientId").asString();
        }

        /** A mutation with the next number. */
        Map<String, Object> mutation(String name, Map<String, ?> args) {
            return Map.of("mid", mid.incrementAndGet(), "name", name, "args", args);
        }

        Answer send(int schemaVersion, List<? extends Map<String, ?>> mutations) {
            return http.post(
                    SYNC + "push",
                    Map.of("clientId", clientId, "schemaVersion", schemaVersion, "mutations", mutations));
        }

        /** Sends one mutation; the answer is its result. */
        JsonNode push(String name, Map<String, ?> args) {
            Answer answer = send(2, List.of(mutation(name, args)));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return answer.body().path("results").path(0);
        }

        /** Pulls until there is no more; whether it was told to begin afresh on the way. */
        boolean pull() {
            boolean reset = false;
            JsonNode page;
            do {
                page = pullPage();
                if (page.path("reset").asBoolean()) {
                    reset = true;
                    rows.clear();
                    cursor = null;
                    continue;
                }
                for (JsonNode row : page.path("changes")) {
                    rows.put(key(row), row.path("row"));
                }
                for (JsonNode gone : page.path("tombstones")) {
                    rows.remove(key(gone));
                }
                cursor = page.path("cursor").asString();
                lastMid = page.path("lastMid").asLong();
            } while (page.path("hasMore").asBoolean() || page.path("reset").asBoolean());
            return reset;
        }

        JsonNode pullPage() {
            Map<String, Object> request = new LinkedHashMap<>(Map.of("clientId", clientId));
            if (cursor != null) {
                request.put("cursor", cursor);
            }
            Answer answer = http.post(SYNC + "pull", request);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return answer.body();
        }

        private static String key(JsonNode row) {
            return row.path("kind").asString() + ' ' + row.path("id").asString();
        }

        List<JsonNode> of(String kind) {
            List<JsonNode> found = new ArrayList<>();
            rows.forEach((key, row) -> {
                if (key.startsWith(kind + ' ')) {
                    found.add(row);
                }
            });
            return found;
        }

        @Nullable
        JsonNode row(String kind, Object id) {
            return rows.get(kind + ' ' + id);
        }

        /** A row that must be there. */
        JsonNode known(String kind, Object id) {
            return Objects.requireNonNull(row(kind, id), kind);
        }
    }

    Map<String, Object> ticket(UUID visitId, UUID entryId, Patient patient) {
        return Map.of(
                "visitId", visitId,
                "entryIds", List.of(entryId),
                "facilityId", facility.id(),
                "patientId", patient.id(),
                "steps", List.of(List.of(service.queueId())),
                "reason", "offline");
    }

    /** The entry of somebody who waits. */
    UUID waiting() {
        UUID entry = Ids.next();
        assertStatus("APPLIED", desk.push("takeTicket", ticket(Ids.next(), entry, hospital.patient(facility))));
        return entry;
    }

    /** Calls this entry to the desk of somebody who works here; the call. */
    UUID call(Http staff, UUID entry) {
        Answer opened = staff.post(
                "/api/v1/desk-sessions",
                Map.of("roomId", room.id(), "queueIds", List.of(service.queueId()), "callSlots", 5));
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        String session = opened.body().path("id").asString();
        Answer called =
                staff.post("/api/v1/entries/" + entry + "/call", Map.of("deskSessionId", session, "reason", "x"));
        assertThat(called.status()).as(called.text()).isEqualTo(200);
        return UUID.fromString(called.body().path("call").path("id").asString());
    }

    static void assertStatus(String status, JsonNode result) {
        assertThat(result.path("status").asString()).as(result.toString()).isEqualTo(status);
    }

    static void assertRejected(String code, JsonNode result) {
        assertStatus("REJECTED", result);
        assertThat(result.path("code").asString()).isEqualTo(code);
    }
}
