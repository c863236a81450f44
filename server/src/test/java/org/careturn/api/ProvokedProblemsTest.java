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

    /** As for a facility that isn't there. */
    private static Provocation elsewhere(String operation) {
        return when(operation, "not-found", (world, body) -> {});
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
            when(
                    "changeFacility",
                    "name-taken",
                    (world, body) -> body.put("name", world.elsewhere().name())),
            when("changeFacility", "unknown-time-zone", (world, body) -> body.put("timeZone", "Europe/Atlantis")),
            when("changeFacility", "unknown-country", (world, body) -> body.put("country", "XX")),
            when(
                    "setOpeningHours",
                    "impossible-hours",
                    (world, body) -> ((ObjectNode) body.at("/items/1")).put("opens", "10:00:00")),
            when(
                    "setHolidays",
                    "holiday-twice",
                    (world, body) -> ((ObjectNode) body.at("/items/1")).put("day", "2026-12-25")),
            when("addDepartment", "name-taken", (world, body) -> body.put("name", world.nameOf("department"))),
            when("addRoom", "name-taken", (world, body) -> body.put("name", world.nameOf("room"))),
            when("addRoute", "name-taken", (world, body) -> body.put("name", world.nameOf("route"))),
            when("changeRoom", "unknown-department", (world, body) -> body.put("departmentId", NOTHING)),
            when("changeService", "unknown-department", (world, body) -> body.put("departmentId", NOTHING)),
            when("changeService", "name-taken", (world, body) -> body.put("name", world.otherService.name())),
            when("addService", "unknown-department", (world, body) -> body.put("departmentId", NOTHING)),
            when("changeRoute", "unknown-queue", (world, body) -> queues((ObjectNode) body.at("/steps/0"), NOTHING)),
            when(
                    "changeRoute",
                    "queue-twice-in-step",
                    (world, body) ->
                            queues((ObjectNode) body.at("/steps/0"), world.service.queueId(), world.service.queueId())),
            when("changePassword", "wrong-password", (world, body) -> body.put("oldPassword", "not the one")),
            when("changePassword", "weak-password", (world, body) -> body.put("newPassword", "aaaaaaaaaa")),
            when("register", "weak-password", (world, body) -> body.put("password", "aaaaaaaaaa")),
            when("register", "login-phone-invalid", (world, body) -> body.put("phone", "+353000000")),
            when("askPasswordReset", "login-phone-invalid", (world, body) -> body.put("phone", "+353000000")),
            when("resetPassword", "weak-password", (world, body) -> body.put("newPassword", "aaaaaaaaaa")),
            when("pairDevice", "wrong-code", (world, body) -> body.put("code", "00000000")),
            when("setStaffNames", "user-name-taken", (world, body) -> body.put("userName", world.insider.userName())),
            when(
                    "setStaffRoles",
                    "role-mismatch",
                    (world, body) -> ((ObjectNode) body.at("/roles/0")).put("role", "DEVICE")),
            when("setPatientAccount", "no-such-account", (world, body) -> body.put("loginPhone", "+9779800000000")),
            when(
                    "registerPatient",
                    "patient-id-taken",
                    (world, body) -> body.put("id", world.patient.id().toString())),
            when(
                    "registerUnidentifiedPatient",
                    "patient-id-taken",
                    (world, body) -> body.put("id", world.patient.id().toString())),
            when("changePatient", "implausible-birth-date", (world, body) -> body.put("birthDate", "1700-01-01")),
            when("startGuardianship", "unknown-guardian", (world, body) -> body.put("guardianId", NOTHING)),
            when(
                    "startGuardianship",
                    "not-own-guardian",
                    (world, body) -> body.put("guardianId", world.patient.id().toString())),
            when("mergePatients", "visit-to-be-chosen", (world, body) -> world.arrive(world.id("duplicateId"))),
            when("erasePatient", "patient-is-here", (world, body) -> world.arrive(world.patient.id())),
            when("startEntry", "stale-call", (world, body) -> body.put("callId", NOTHING)),
            when("missEntry", "stale-call", (world, body) -> body.put("callId", NOTHING)),
            when("serveEntry", "wrong-state", (world, body) -> world.hold()),
            when("resumeEntry", "wrong-state", (world, body) -> world.cancel()),
            when("addSchedule", "unknown-service", (world, body) -> body.put("serviceId", NOTHING)),
            when("addSchedule", "unknown-room", (world, body) -> body.put("roomId", NOTHING)),
            when("addSchedule", "doctor-not-in-facility", (world, body) -> body.put("doctorId", NOTHING)),
            when("addSchedule", "impossible-schedule", (world, body) -> body.put("ends", "08:00:00")),
            when("changeSchedule", "unknown-room", (world, body) -> body.put("roomId", NOTHING)),
            when("addAbsence", "doctor-not-in-facility", (world, body) -> body.put("doctorId", NOTHING)),
            when("addAbsence", "invalid-time", (world, body) -> body.put("end", "2026-03-04T07:00:00Z")),
            when("bookAppointment", "unknown-service", (world, body) -> body.put("serviceId", NOTHING)),
            when("bookAppointment", "no-such-slot", (world, body) -> body.put("start", "2026-03-02T10:07:00Z")),
            when("rescheduleAppointment", "no-such-slot", (world, body) -> body.put("start", "2026-03-02T15:07:00Z")),
            when(
                    "checkIn",
                    "unknown-priority-group",
                    (world, body) -> body.putArray("priorityGroups").add("NONE")),
            when("joinWaitingList", "unknown-service", (world, body) -> body.put("serviceId", NOTHING)),
            when("joinWaitingList", "invalid-time", (world, body) -> body.put("untilDay", "2026-03-01")),
            elsewhere("inviteDevice"),
            elsewhere("registerClient"),
            elsewhere("createStaff"),
            elsewhere("registerPatient"),
            elsewhere("registerUnidentifiedPatient"),
            elsewhere("searchPatients"),
            elsewhere("findLikelyDuplicates"),
            elsewhere("listPossibleDuplicates"),
            elsewhere("listPatients"),
            elsewhere("startVisit"),
            elsewhere("listDesks"),
            elsewhere("addSchedule"),
            elsewhere("addAbsence"),
            elsewhere("listAppointments"),
            elsewhere("listWaitingList"),
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
        if (provocation.code.equals("not-found")) {
            String here = world.facility.id().toString();
            String text = request.body();
            request = request.target(request.target().replace(here, NOTHING))
                    .body(text == null ? null : text.replace(here, NOTHING));
        }
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
