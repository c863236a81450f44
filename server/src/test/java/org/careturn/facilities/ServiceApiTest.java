package org.careturn.facilities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** FR-FAC-02, 03, 05, 07, US-ADM-03: services with their queues, rooms, departments and routes. */
class ServiceApiTest extends ServerTest {
    @Test
    void aServiceBringsItsQueue() {
        Facility facility = hospital.facility();
        Http admin = hospital.signedIn(Role.ADMIN, facility);
        UUID department = id(admin.post(facility(facility.id()) + "/departments", Map.of("name", "Surgery")));
        Answer added = admin.post(facility(facility.id()) + "/services", newService(department, "Triage", "T"));
        assertThat(added.status()).isEqualTo(201);
        UUID queueId = UUID.fromString(added.body().path("queueId").asString());
        assertThat(hospital.count("queue_turn", "queue_id = ? and calls = 0", queueId))
                .isEqualTo(1);
        assertThat(hospital.auditOf(id(added))).containsExactly("SERVICE_ADDED");
        assertThat(hospital.auditOf(queueId)).containsExactly("QUEUE_ADDED");
        assertThat(hospital.changesAt(facility.id(), hospital.version(facility.id())))
                .containsExactly("queue " + queueId, "service " + id(added));
        JsonNode queue = admin.get("/api/v1/queues/" + queueId).body();
        assertThat(queue.path("policy").asString()).isEqualTo("STRICT_WITH_PROMOTION");
        assertThat(queue.path("open").asBoolean()).isTrue();
        assertThat(queue.path("serviceName").asString()).isEqualTo("Triage");

        Answer samePrefix = admin.post(facility(facility.id()) + "/services", newService(department, "Other", "T"));
        assertThat(samePrefix.code()).isEqualTo("prefix-taken");
        assertThat(samePrefix.status()).isEqualTo(409);
        assertThat(hospital.count("service", "facility_id = ?", facility.id())).isEqualTo(1);
        assertThat(admin.post(facility(facility.id()) + "/services", newService(department, "Triage", "U"))
                        .code())
                .isEqualTo("name-taken");
        assertThat(hospital.service(hospital.facility(), "T").name()).isNotEmpty();
    }

    @Test
    void departmentsAndQueuesOfOthersAreUnknown() {
        Facility facility = hospital.facility();
        Service foreign = hospital.service(hospital.facility(), "A");
        Service own = hospital.service(facility, "A");
        Http admin = hospital.signedIn(Role.ADMIN, facility);
        assertThat(admin.post(facility(facility.id()) + "/services", newService(foreign.departmentId(), "X", "X"))
                        .code())
                .isEqualTo("unknown-department");
        assertThat(admin.post(
                                facility(facility.id()) + "/rooms",
                                Map.of("name", "X", "departmentId", foreign.departmentId()))
                        .code())
                .isEqualTo("unknown-department");
        assertThat(admin.with("If-Match", "\"1\"")
                        .send("PATCH", "/api/v1/services/" + own.id(), Map.of("departmentId", foreign.departmentId()))
                        .code())
                .isEqualTo("unknown-department");
        assertThat(admin.post(facility(facility.id()) + "/routes", route("X", List.of(foreign.queueId())))
                        .code())
                .isEqualTo("unknown-queue");
    }

    @Test
    void anInactiveServiceHasAClosedQueue() {
        Facility facility = hospital.facility();
        Service service = hospital.service(facility, "A");
        Http admin = hospital.signedIn(Role.ADMIN, facility);
        Answer inactive = admin.with("If-Match", "\"1\"")
                .send("PATCH", "/api/v1/services/" + service.id(), Map.of("active", false));
        assertThat(inactive.body().path("active").asBoolean()).isFalse();
        Answer queue = admin.get("/api/v1/queues/" + service.queueId());
        assertThat(queue.body().path("open").asBoolean()).isFalse();
        assertThat(hospital.auditOf(service.queueId())).containsExactly("QUEUE_ADDED", "QUEUE_CHANGED");
        Http withTag = admin.with("If-Match", queue.header("ETag"));
        assertThat(withTag.send("PATCH", "/api/v1/queues/" + service.queueId(), Map.of("open", true))
                        .code())
                .isEqualTo("service-inactive");
        admin.with("If-Match", "\"2\"").send("PATCH", "/api/v1/services/" + service.id(), Map.of("active", true));
        assertThat(withTag.send("PATCH", "/api/v1/queues/" + service.queueId(), Map.of("open", true))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aQueueIsSetUp() {
        Facility facility = hospital.facility();
        Service service = hospital.service(facility, "A");
        hospital.service(facility, "B");
        Http admin = hospital.signedIn(Role.ADMIN, facility).with("If-Match", "\"1\"");
        String path = "/api/v1/queues/" + service.queueId();
        assertThat(admin.send("PATCH", path, Map.of("prefix", "B")).code()).isEqualTo("prefix-taken");
        assertThat(admin.send("PATCH", path, Map.of("prefix", "b")).code()).isEqualTo("invalid-request");
        assertThat(admin.send("PATCH", path, Map.of("policy", "LIFO")).code()).isEqualTo("invalid-request");
        assertThat(admin.send("PATCH", path, Map.of("policy", 1)).code()).isEqualTo("invalid-request");
        assertThat(admin.send("PATCH", path, Map.of("promotionFactor", 0)).code())
                .isEqualTo("invalid-request");
        Map<String, Object> change = Map.of(
                "prefix", "Q",
                "policy", "FIFO",
                "promotionFactor", 3,
                "graceMinutes", 0,
                "bookingCreditMinutes", 20,
                "missedCallReturnAfter", 5,
                "missedCallsAllowed", 2,
                "maxWaiting", 40);
        Answer changed = admin.send("PATCH", path, change);
        assertThat(changed.status()).isEqualTo(200);
        change.forEach((field, value) ->
                assertThat(changed.body().path(field).asString()).as(field).isEqualTo(value.toString()));
        assertThat(changed.body().path("open").asBoolean()).isTrue();
    }

    @Test
    void roomsAndDepartmentsAreRenamedAndClosed() {
        Facility facility = hospital.facility();
        Room room = hospital.room(facility);
        Room other = hospital.room(facility);
        Http admin = hospital.signedIn(Role.ADMIN, facility).with("If-Match", "\"1\"");
        assertThat(admin.send("PATCH", "/api/v1/rooms/" + room.id(), Map.of("name", other.name()))
                        .code())
                .isEqualTo("name-taken");
        Answer closed = admin.send("PATCH", "/api/v1/rooms/" + room.id(), Map.of("active", false));
        assertThat(closed.body().path("active").asBoolean()).isFalse();
        assertThat(closed.body().path("name").asString()).isEqualTo(room.name());
        assertThat(hospital.auditOf(room.id())).containsExactly("ROOM_ADDED", "ROOM_CHANGED");
        assertThat(admin.send("PATCH", "/api/v1/departments/" + room.departmentId(), Map.of("name", "Renamed"))
                        .body()
                        .path("name")
                        .asString())
                .isEqualTo("Renamed");
        assertThat(hospital.auditOf(room.departmentId())).containsExactly("DEPARTMENT_ADDED", "DEPARTMENT_CHANGED");
    }

    @Test
    void aRouteHasStepsSomeOfThemInParallel() {
        Facility facility = hospital.facility();
        UUID triage = hospital.service(facility, "T").queueId();
        UUID lab = hospital.service(facility, "L").queueId();
        UUID xray = hospital.service(facility, "X").queueId();
        Http admin = hospital.signedIn(Role.ADMIN, facility);
        String path = facility(facility.id()) + "/routes";
        Answer added = admin.post(path, route("Fracture", List.of(triage), List.of(lab, xray), List.of(triage)));
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.body().path("steps")).hasSize(3);
        assertThat(added.body().path("steps").path(1).path("queueIds"))
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrder(lab.toString(), xray.toString());
        assertThat(admin.post(path, route("Fracture", List.of(triage))).code()).isEqualTo("name-taken");
        assertThat(admin.post(path, route("Twice", List.of(lab, lab))).code()).isEqualTo("queue-twice-in-step");
        assertThat(admin.post(path, route("None")).code()).isEqualTo("invalid-request");
        assertThat(admin.post(path, route("Empty", List.of())).code()).isEqualTo("invalid-request");

        String one = "/api/v1/routes/" + id(added);
        Answer changed = admin.with("If-Match", "\"1\"")
                .send("PATCH", one, Map.of("steps", List.of(Map.of("queueIds", List.of(xray)))));
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(admin.get(one).body()).isEqualTo(changed.body());
        assertThat(changed.body().path("steps")).hasSize(1);
        assertThat(changed.body().path("name").asString()).isEqualTo("Fracture");
    }

    private static Map<String, Object> newService(UUID department, String name, String prefix) {
        return Map.of("departmentId", department, "name", name, "durationMinutes", 10, "prefix", prefix);
    }

    private static Map<String, Object> route(String name, List<?>... steps) {
        return Map.of(
                "name",
                name,
                "steps",
                List.of(steps).stream()
                        .map(queues -> Map.of("queueIds", queues))
                        .toList());
    }

    private static String facility(UUID id) {
        return "/api/v1/facilities/" + id;
    }

    private static UUID id(Answer answer) {
        return UUID.fromString(answer.body().path("id").asString());
    }
}
