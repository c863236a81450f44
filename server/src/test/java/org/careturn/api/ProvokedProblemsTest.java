package org.careturn.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.careturn.api.Exchange.Answer;
import org.careturn.api.Exchange.Request;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** FR-API-04: refusals that an operation's text names, each provoked once, are of the documented form and write nothing. */
class ProvokedProblemsTest extends ApiServer {
    private static final String NOTHING = UUID.randomUUID().toString();

    private interface Disturbance {
        void of(World world, ObjectNode body);
    }

    private record Provocation(String operation, String code, Disturbance by) {}

    private static Provocation when(String operation, String code, Disturbance by) {
        return new Provocation(operation, code, by);
    }

    private static final List<Provocation> PROVOCATIONS = List.of(
            when("signIn", "wrong-credentials", (world, body) -> body.put("password", "not the one")),
            when("refreshSignIn", "sign-in-ended", (world, body) -> body.put("refreshToken", "none")),
            when("createStaff", "weak-password", (world, body) -> body.put("password", "aaaaaaaaaa")),
            when("createStaff", "user-name-taken", (world, body) -> body.put("userName", world.insider.userName())),
            when(
                    "createStaff",
                    "role-mismatch",
                    (world, body) -> ((ObjectNode) body.at("/roles/0")).put("role", "DEVICE")),
            when("openFacility", "name-taken", (world, body) -> body.put("name", world.facility.name())),
            when("openFacility", "unknown-time-zone", (world, body) -> body.put("timeZone", "Europe/Atlantis")),
            when("openFacility", "unknown-country", (world, body) -> body.put("country", "XX")),
            when(
                    "setUrgencyLevels",
                    "urgencies-incomplete",
                    (world, body) -> ((ObjectNode) body.at("/items/0")).put("urgency", "URGENT")),
            when(
                    "setPriorityGroups",
                    "group-twice",
                    (world, body) -> ((ObjectNode) body.at("/items/1")).put("code", "AGE")),
            when("addRoom", "unknown-department", (world, body) -> body.put("departmentId", NOTHING)),
            when("addService", "prefix-taken", (world, body) -> body.put("prefix", "A")),
            when("addService", "name-taken", (world, body) -> body.put("name", world.service.name())),
            when("changeQueue", "prefix-taken", (world, body) -> body.put("prefix", "L")),
            when("addRoute", "unknown-queue", (world, body) -> queues((ObjectNode) body.at("/steps/0"), NOTHING)),
            when(
                    "addRoute",
                    "queue-twice-in-step",
                    (world, body) ->
                            queues((ObjectNode) body.at("/steps/0"), world.service.queueId(), world.service.queueId())),
            when("registerPatient", "implausible-birth-date", (world, body) -> body.put("birthDate", "1700-01-01")),
            when("registerPatient", "implausible-phone", (world, body) -> body.put("contactPhone", "12")),
            when("searchPatients", "search-too-short", (world, body) -> body.put("text", "a")),
            when("mergePatients", "precondition-failed", (world, body) -> body.put("duplicateVersion", 99)),
            when(
                    "mergePatients",
                    "same-record",
                    (world, body) -> body.put("duplicateId", world.patient.id().toString())),
            when("changePatient", "implausible-phone", (world, body) -> body.put("contactPhone", "12")),
            when("startVisit", "unknown-patient", (world, body) -> body.put("patientId", NOTHING)),
            when("startVisit", "unknown-queue", (world, body) -> body.put("queueId", NOTHING)),
            when(
                    "startVisit",
                    "unknown-priority-group",
                    (world, body) -> body.putArray("priorityGroups").add("NONE")),
            when("startVisit", "doctor-not-in-facility", (world, body) -> body.put("doctorId", NOTHING)),
            when("startVisit", "invalid-time", (world, body) -> body.put("bookedAt", "2026-04-02T08:00:00Z")),
            when(
                    "startVisit",
                    "already-in-queue",
                    (world, body) -> body.put("patientId", world.patient.id().toString())),
            when("callEntry", "wrong-state", (world, body) -> world.hold()),
            when("callEntry", "desk-not-active", (world, body) -> world.startBreak()),
            when("callEntry", "reason-for-order-required", (world, body) -> world.letSomebodyGoFirst(body)),
            when(
                    "joinQueue",
                    "no-remote-joining",
                    (world, body) -> body.put("queueId", world.service.queueId().toString())),
            when("recallEntry", "stale-call", (world, body) -> body.put("callId", NOTHING)),
            when("recallEntry", "wrong-state", (world, body) -> world.hold()),
            when("startEntry", "wrong-state", (world, body) -> world.hold()),
            when("serveEntry", "stale-call", (world, body) -> body.put("callId", NOTHING)),
            when("holdEntry", "wrong-state", (world, body) -> world.cancel()),
            when("leaveEntry", "wrong-state", (world, body) -> world.cancel()),
            when("transferEntry", "wrong-state", (world, body) -> world.cancel()),
            when("transferEntry", "unknown-queue", (world, body) -> queues(body, NOTHING)),
            when("transferEntry", "already-in-queue", (world, body) -> queues(body, world.service.queueId())),
            when("moveEntry", "anchor-gone", (world, body) -> body.put("afterEntryId", NOTHING)),
            when("moveEntry", "wrong-state", (world, body) -> world.hold()),
            when("setEntryUrgency", "wrong-state", (world, body) -> world.cancel()),
            when("bindEntry", "doctor-not-in-facility", (world, body) -> body.put("doctorId", NOTHING)),
            when("bindEntry", "wrong-state", (world, body) -> world.cancel()),
            when("enterLate", "invalid-time", (world, body) -> body.put("endedAt", "2026-03-02T07:00:00Z")),
            when("undoEntry", "stale-version", (world, body) -> body.put("version", 99)),
            when("openDesk", "unknown-queue", (world, body) -> queues(body, NOTHING)),
            when("openDesk", "desk-already-open", (world, body) -> {
                world.value("deskSessionId");
                queues(body, world.otherService.queueId());
            }),
            when("setDeskQueues", "unknown-queue", (world, body) -> queues(body, NOTHING)),
            when("setDeskQueues", "desk-not-active", (world, body) -> world.closeDesk()),
            when("startBreak", "invalid-time", (world, body) -> body.put("until", "2026-03-02T08:00:00Z")),
            when("startBreak", "desk-not-active", (world, body) -> world.closeDesk()),
            when("endBreak", "desk-not-active", (world, body) -> world.closeDesk()),
            when("closeDesk", "desk-busy", (world, body) -> world.value("callId")),
            when("callNext", "desk-not-active", (world, body) -> world.startBreak()),
            when("callNextAtDesk", "desk-not-active", (world, body) -> world.startBreak()));

    @TestFactory
    Stream<DynamicTest> eachIsOfTheDocumentedForm() {
        Contract contract = new Contract(api());
        return PROVOCATIONS.stream()
                .map(provocation -> DynamicTest.dynamicTest(
                        provocation.operation + " " + provocation.code, () -> provoke(contract, provocation)));
    }

    private void provoke(Contract contract, Provocation provocation) {
        ApiOperation operation = api().operations().stream()
                .filter(one -> one.id().equals(provocation.operation))
                .findFirst()
                .orElseThrow();
        World world = worlds.of(AccessRules.someoneFor(operation));
        Request good = new Examples(exchange()).of(operation, world, AccessRules.token(operation, world));
        ObjectNode body = good.body() == null
                ? JsonMapper.shared().createObjectNode()
                : (ObjectNode) JsonMapper.shared().readTree(good.body());
        provocation.by.of(world, body);
        Request request = good.body() == null ? good : good.body(body.toString());
        Fingerprint before = fingerprint();
        Answer answer = exchange().send(request);
        assertThat(answer.code()).as(answer.toString()).isEqualTo(provocation.code);
        assertThat(contract.faults(operation, answer)).isEmpty();
        assertThat(fingerprint()).isEqualTo(before);
    }

    private static void queues(ObjectNode body, Object... ids) {
        var list = body.putArray("queueIds");
        for (Object id : ids) {
            list.add(id.toString());
        }
    }
}
