package org.careturn.facilities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.platform.Role;
import org.careturn.support.Hospital;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** FR-FAC-01 to FR-FAC-07, US-ADM-03, US-ADM-04. */
class FacilityApiTest extends ServerTest {
    private static Map<String, Object> newFacility() {
        return Map.of("name", Hospital.name("Facility"), "country", "CO", "timeZone", "America/Bogota");
    }

    @Test
    void opensAFacilityWithEverythingThatItNeeds() {
        Http admin = hospital.signedIn(Role.ADMIN);
        Answer opened = admin.post("/api/v1/facilities", newFacility());
        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.header("ETag")).isEqualTo("\"1\"");
        assertThat(opened.body().path("serviceDayStart").asString()).isEqualTo("04:00:00");
        UUID id = id(opened);
        assertThat(hospital.auditOf(id)).containsExactly("FACILITY_ADDED");
        assertThat(hospital.version(id)).isEqualTo(1);
        assertThat(hospital.changesAt(id, 1)).containsExactly("facility " + id);

        JsonNode levels = admin.get(facility(id) + "/urgency-levels").body().path("items");
        assertThat(levels)
                .extracting(level -> level.path("urgency").asString() + level.path("targetMinutes"))
                .containsExactly("IMMEDIATE0", "EMERGENT10", "URGENT30", "LESS_URGENT60", "NON_URGENT120");
        JsonNode groups = admin.get(facility(id) + "/priority-groups").body().path("items");
        assertThat(groups)
                .extracting(group -> group.path("code").asString())
                .containsExactly("AGE", "DISABILITY", "PREGNANCY");
    }

    @Test
    void onlyAnAdministratorOfAllOpensFacilities() {
        Facility facility = hospital.facility();
        assertThat(hospital.signedIn(Role.ADMIN, facility)
                        .post("/api/v1/facilities", newFacility())
                        .code())
                .isEqualTo("not-allowed");
        assertThat(hospital.signedIn(Role.DOCTOR, facility)
                        .post("/api/v1/facilities", newFacility())
                        .status())
                .isEqualTo(403);
        assertThat(hospital.http().post("/api/v1/facilities", newFacility()).status())
                .isEqualTo(401);
    }

    @Test
    void refusesWhatIsNoFacility() {
        Http admin = hospital.signedIn(Role.ADMIN);
        Facility facility = hospital.facility();
        assertThat(refused(admin, "name", facility.name())).isEqualTo("409 name-taken");
        assertThat(refused(admin, "timeZone", "Europe/Atlantis")).isEqualTo("400 unknown-time-zone");
        assertThat(refused(admin, "timeZone", "+02:00")).isEqualTo("400 unknown-time-zone");
        assertThat(refused(admin, "country", "XX")).isEqualTo("400 unknown-country");
        assertThat(refused(admin, "name", "")).isEqualTo("400 invalid-request");
        assertThat(refused(admin, "name", "x".repeat(201))).isEqualTo("400 invalid-request");
        assertThat(refused(admin, "name", 7)).isEqualTo("400 invalid-request");
        assertThat(refused(admin, "serviceDayStart", "25:00")).isEqualTo("400 invalid-request");
        assertThat(refused(admin, "colour", "red")).isEqualTo("400 invalid-request");
    }

    private static String refused(Http admin, String field, Object value) {
        Map<String, Object> body = new LinkedHashMap<>(newFacility());
        body.put(field, value);
        Answer answer = admin.post("/api/v1/facilities", body);
        return answer.status() + " " + answer.code();
    }

    @Test
    void aChangeNamesTheVersionThatItExpects() {
        Facility facility = hospital.facility();
        String path = facility(facility.id());
        Http admin = hospital.signedIn(Role.ADMIN, facility);
        Map<String, Object> change = Map.of("serviceDayStart", "05:30");
        assertThat(admin.send("PATCH", path, change).code()).isEqualTo("precondition-required");
        assertThat(admin.with("If-Match", "*").send("PATCH", path, change).code())
                .isEqualTo("precondition-required");
        assertThat(admin.with("If-Match", "new").send("PATCH", path, change).code())
                .isEqualTo("invalid-request");
        assertThat(admin.with("If-Match", "\"2\"").send("PATCH", path, change).code())
                .isEqualTo("precondition-failed");
        assertThat(hospital.auditOf(facility.id())).containsExactly("FACILITY_ADDED");

        String etag = admin.get(path).header("ETag");
        Http withKey = admin.with("If-Match", etag)
                .with("Idempotency-Key", UUID.randomUUID().toString());
        Answer changed = withKey.send("PATCH", path, change);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.body().path("name").asString()).isEqualTo(facility.name());
        assertThat(admin.get(path).body()).isEqualTo(changed.body());
        assertThat(hospital.auditOf(facility.id())).containsExactly("FACILITY_ADDED", "FACILITY_CHANGED");

        Answer repeated = withKey.send("PATCH", path, change);
        assertThat(repeated.body()).isEqualTo(changed.body());
        assertThat(repeated.header("ETag")).isEqualTo("\"2\"");
        assertThat(repeated.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(withKey.send("PATCH", path, Map.of("name", "Other")).code()).isEqualTo("idempotency-key-reused");
        assertThat(withKey.with("If-Match", "\"2\"").send("PATCH", path, change).code())
                .isEqualTo("idempotency-key-reused");
        assertThat(hospital.version(facility.id())).isEqualTo(2);
    }

    @Test
    void ofTwoChangesAtOnceOneWins() throws InterruptedException {
        Facility facility = hospital.facility();
        Http admin = hospital.signedIn(Role.ADMIN, facility).with("If-Match", "\"1\"");
        List<Integer> answers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                int status = admin.send("PATCH", facility(facility.id()), Map.of("name", Hospital.name("Facility")))
                        .status();
                synchronized (answers) {
                    answers.add(status);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(answers).containsExactlyInAnyOrder(200, 412, 412, 412, 412, 412, 412, 412);
    }

    @ParameterizedTest
    @EnumSource(names = {"ADMIN", "DOCTOR", "NURSE", "RECEPTIONIST", "DEVICE"})
    void whoBelongsElsewhereSeesNothing(Role role) {
        Facility own = hospital.facility();
        Facility foreign = hospital.facility();
        Service service = hospital.service(foreign, "A");
        Room room = hospital.room(foreign);
        Http client = hospital.signedIn(role, own);
        assertThat(client.get(facility(own.id())).status()).isEqualTo(200);
        assertThat(client.get("/api/v1/facilities").body().path("items"))
                .extracting(item -> item.path("id").asString())
                .containsExactly(own.id().toString());
        for (String path : List.of(
                facility(foreign.id()),
                facility(foreign.id()) + "/departments",
                facility(foreign.id()) + "/services",
                facility(foreign.id()) + "/rooms",
                facility(foreign.id()) + "/queues",
                facility(foreign.id()) + "/routes",
                facility(foreign.id()) + "/urgency-levels",
                facility(foreign.id()) + "/priority-groups",
                "/api/v1/services/" + service.id(),
                "/api/v1/queues/" + service.queueId(),
                "/api/v1/departments/" + service.departmentId(),
                "/api/v1/rooms/" + room.id(),
                facility(UUID.randomUUID()))) {
            assertThat(client.get(path).code()).as(path).isEqualTo("not-found");
        }
    }

    @Test
    void anAdministratorOfAnotherFacilityChangesNothing() {
        Facility facility = hospital.facility();
        Service service = hospital.service(facility, "A");
        Room room = hospital.room(facility);
        Http foreign = hospital.signedIn(Role.ADMIN, hospital.facility()).with("If-Match", "\"1\"");
        Http doctor = hospital.signedIn(Role.DOCTOR, facility).with("If-Match", "\"1\"");
        long version = hospital.version(facility.id());
        Map<String, Object> named = Map.of("name", "X");
        Map<String, Map<String, Object>> posts = Map.of(
                "/departments", named,
                "/rooms", Map.of("name", "X", "departmentId", service.departmentId()),
                "/services",
                        Map.of(
                                "name",
                                "X",
                                "departmentId",
                                service.departmentId(),
                                "durationMinutes",
                                5,
                                "prefix",
                                "X"),
                "/routes", Map.of("name", "X", "steps", List.of(Map.of("queueIds", List.of(service.queueId())))));
        posts.forEach((path, body) -> {
            assertThat(foreign.post(facility(facility.id()) + path, body).code())
                    .as(path)
                    .isEqualTo("not-found");
            assertThat(doctor.post(facility(facility.id()) + path, body).code())
                    .as(path)
                    .isEqualTo("not-allowed");
        });
        for (String path : List.of(
                facility(facility.id()),
                "/api/v1/departments/" + service.departmentId(),
                "/api/v1/services/" + service.id(),
                "/api/v1/rooms/" + room.id())) {
            assertThat(foreign.send("PATCH", path, named).code()).as(path).isEqualTo("not-found");
            assertThat(doctor.send("PATCH", path, named).code()).as(path).isEqualTo("not-allowed");
        }
        assertThat(foreign.send("PATCH", "/api/v1/queues/" + service.queueId(), Map.of("open", false))
                        .code())
                .isEqualTo("not-found");
        assertThat(foreign.put(facility(facility.id()) + "/priority-groups", Map.of("items", List.of()))
                        .code())
                .isEqualTo("not-found");
        assertThat(hospital.version(facility.id())).isEqualTo(version);
    }

    @Test
    void patientsSeeEveryFacilityAndItsActiveServices() {
        Facility facility = hospital.facility();
        Service active = hospital.service(facility, "A");
        Service inactive = hospital.service(facility, "B");
        Http admin = hospital.signedIn(Role.ADMIN, facility);
        admin.with("If-Match", "\"1\"").send("PATCH", "/api/v1/services/" + inactive.id(), Map.of("active", false));
        Http patient = hospital.signedIn(hospital.patient(hospital.facility()));
        assertThat(patient.get(facility(facility.id())).status()).isEqualTo(200);
        assertThat(ids(patient.get(facility(facility.id()) + "/services"))).containsExactly(active.id());
        assertThat(ids(admin.get(facility(facility.id()) + "/services")))
                .containsExactlyInAnyOrder(active.id(), inactive.id());
        for (String path : List.of("/rooms", "/queues", "/routes", "/departments", "/urgency-levels")) {
            assertThat(patient.get(facility(facility.id()) + path).status())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @Test
    void urgenciesAreRenamedButStayFive() {
        Facility facility = hospital.facility();
        Http admin = hospital.signedIn(Role.ADMIN, facility);
        String path = facility(facility.id()) + "/urgency-levels";
        Answer read = admin.get(path);
        List<Map<String, Object>> levels = new ArrayList<>();
        for (JsonNode level : read.body().path("items")) {
            levels.add(new LinkedHashMap<>(Map.of(
                    "urgency",
                    level.path("urgency").asString(),
                    "label",
                    "Stufe " + levels.size(),
                    "colour",
                    "#00000" + levels.size(),
                    "targetMinutes",
                    7 * levels.size())));
        }
        Http withTag = admin.with("If-Match", read.header("ETag"));
        assertThat(withTag.put(path, Map.of("items", levels.subList(0, 4))).code())
                .isEqualTo("invalid-request");
        Map<String, Object> last = levels.getLast();
        levels.set(4, levels.getFirst());
        assertThat(withTag.put(path, Map.of("items", levels)).code()).isEqualTo("urgencies-incomplete");
        levels.set(4, last);
        Answer set = withTag.put(path, Map.of("items", levels));
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.body().path("items").path(4).path("label").asString()).isEqualTo("Stufe 4");
        assertThat(set.header("ETag")).isEqualTo("\"2\"");
        assertThat(admin.get(path).body()).isEqualTo(set.body());
        assertThat(withTag.put(path, Map.of("items", levels)).code()).isEqualTo("precondition-failed");
        assertThat(hospital.auditOf(facility.id())).containsExactly("FACILITY_ADDED", "URGENCY_LEVEL_CHANGED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#GGGGGG", "red", "#FFFFFF", ""})
    void aColourIsSixDigits(String colour) {
        Facility facility = hospital.facility();
        Http admin = hospital.signedIn(Role.ADMIN, facility).with("If-Match", "\"1\"");
        List<Map<String, Object>> levels = new ArrayList<>();
        for (Urgency urgency : Urgency.values()) {
            levels.add(Map.of("urgency", urgency, "label", "x", "colour", colour, "targetMinutes", 1));
        }
        assertThat(admin.put(facility(facility.id()) + "/urgency-levels", Map.of("items", levels))
                        .code())
                .isEqualTo("invalid-request");
    }

    @Test
    void priorityGroupsAreReplaced() {
        Facility facility = hospital.facility();
        Http admin = hospital.signedIn(Role.ADMIN, facility);
        String path = facility(facility.id()) + "/priority-groups";
        Map<String, Object> carers = Map.of("code", "CARERS", "label", "Carers", "headStartMinutes", 5);
        Http withTag = admin.with("If-Match", admin.get(path).header("ETag"));
        assertThat(withTag.put(path, Map.of("items", List.of(carers, carers))).code())
                .isEqualTo("group-twice");
        Answer set = withTag.put(path, Map.of("items", List.of(carers)));
        assertThat(set.body().path("items")).hasSize(1);
        assertThat(admin.get(path).body()).isEqualTo(set.body());
    }

    private static String facility(UUID id) {
        return "/api/v1/facilities/" + id;
    }

    private static UUID id(Answer answer) {
        return UUID.fromString(answer.body().path("id").asString());
    }

    private static List<UUID> ids(Answer answer) {
        List<UUID> ids = new ArrayList<>();
        answer.body()
                .path("items")
                .forEach(item -> ids.add(UUID.fromString(item.path("id").asString())));
        return ids;
    }
}
