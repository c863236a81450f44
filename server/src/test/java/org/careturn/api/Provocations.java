package org.careturn.api;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.careturn.api.Exchange.Request;
import tools.jackson.databind.node.ObjectNode;

/** What makes operations refuse their examples, one line a refusal. */
final class Provocations {
    private static final String NOTHING = UUID.randomUUID().toString();

    private Provocations() {}

    interface Disturbance {
        void of(World world, ObjectNode body);
    }

    interface Change {
        Request of(World world, Request good);
    }

    /** @param by disturbs the world, or what is sent; {@code change} alters the request that came of it */
    record Provocation(String operation, String code, Disturbance by, Change change) {}

    private static Provocation when(String operation, String code, Disturbance by) {
        return new Provocation(operation, code, by, (world, good) -> good);
    }

    /** With another record in the address. */
    private static Provocation when(String operation, String code, String record, Function<World, UUID> other) {
        return new Provocation(
                operation,
                code,
                (world, body) -> {},
                (world, good) -> good.target(good.target()
                        .replace(world.id(record).toString(), other.apply(world).toString())));
    }

    /** As for a facility that isn't there. */
    private static Provocation elsewhere(String operation) {
        return elsewhere(operation, "facilityId");
    }

    /** As for a record that isn't there. */
    private static Provocation elsewhere(String operation, String record) {
        return new Provocation(operation, "not-found", (world, body) -> {}, (world, good) -> {
            String here = world.has(record) ? world.value(record).toString() : NOTHING;
            String text = good.body();
            Request request = good.target(good.target().replace(here, NOTHING))
                    .body(text == null ? null : text.replace(here, NOTHING));
            return request.equals(good)
                    ? good.target(good.target() + (good.target().contains("?") ? "&" : "?") + record + "=" + NOTHING)
                    : request;
        });
    }

    private static Provocation byAnAdministratorOfOne(String operation) {
        return new Provocation(
                operation,
                "not-found",
                (world, body) -> {},
                (world, good) -> good.with("Authorization", "Bearer " + world.token()));
    }

    private static Provocation fromAnotherSite(String operation) {
        return new Provocation(
                operation,
                "origin-not-allowed",
                (world, body) -> {},
                (world, good) -> good.with("Origin", "https://elsewhere.example"));
    }

    private static void wrongCode(ObjectNode body) {
        body.put("code", body.path("code").asString().equals("000000") ? "000001" : "000000");
    }

    static final List<Provocation> ALL = List.of(
            when("signIn", "wrong-credentials", (world, body) -> body.put("password", "not the one")),
            when("signIn", "another-kind-of-account", (world, body) -> body.put("kind", "CLIENT")),
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
            when("callEntry", "wrong-state", (world, body) -> world.queueing.hold()),
            when("callEntry", "desk-not-active", (world, body) -> world.queueing.startBreak()),
            when("callEntry", "reason-for-order-required", (world, body) -> world.queueing.letSomebodyGoFirst(body)),
            when(
                    "joinQueue",
                    "no-remote-joining",
                    (world, body) -> body.put("queueId", world.service.queueId().toString())),
            when("recallEntry", "stale-call", (world, body) -> body.put("callId", NOTHING)),
            when("recallEntry", "wrong-state", (world, body) -> world.queueing.hold()),
            when("startEntry", "wrong-state", (world, body) -> world.queueing.hold()),
            when("serveEntry", "stale-call", (world, body) -> body.put("callId", NOTHING)),
            when("holdEntry", "wrong-state", (world, body) -> world.queueing.cancel()),
            when("leaveEntry", "wrong-state", (world, body) -> world.queueing.cancel()),
            when("transferEntry", "wrong-state", (world, body) -> world.queueing.cancel()),
            when("transferEntry", "unknown-queue", (world, body) -> queues(body, NOTHING)),
            when("transferEntry", "already-in-queue", (world, body) -> queues(body, world.service.queueId())),
            when("moveEntry", "anchor-gone", (world, body) -> body.put("afterEntryId", NOTHING)),
            when("moveEntry", "wrong-state", (world, body) -> world.queueing.hold()),
            when("setEntryUrgency", "wrong-state", (world, body) -> world.queueing.cancel()),
            when("bindEntry", "doctor-not-in-facility", (world, body) -> body.put("doctorId", NOTHING)),
            when("bindEntry", "wrong-state", (world, body) -> world.queueing.cancel()),
            when("enterLate", "invalid-time", (world, body) -> body.put("endedAt", "2026-03-02T07:00:00Z")),
            when("undoEntry", "stale-version", (world, body) -> body.put("version", 99)),
            when("openDesk", "unknown-queue", (world, body) -> queues(body, NOTHING)),
            when("openDesk", "desk-already-open", (world, body) -> {
                world.value("deskSessionId");
                queues(body, world.otherService.queueId());
            }),
            when("setDeskQueues", "unknown-queue", (world, body) -> queues(body, NOTHING)),
            when("setDeskQueues", "desk-not-active", (world, body) -> world.queueing.closeDesk()),
            when("startBreak", "invalid-time", (world, body) -> body.put("until", "2026-03-02T08:00:00Z")),
            when("startBreak", "desk-not-active", (world, body) -> world.queueing.closeDesk()),
            when("endBreak", "desk-not-active", (world, body) -> world.queueing.closeDesk()),
            when("closeDesk", "desk-busy", (world, body) -> world.value("callId")),
            when("callNext", "desk-not-active", (world, body) -> world.queueing.startBreak()),
            when(
                    "changeFacility",
                    "name-taken",
                    (world, body) ->
                            body.put("name", world.facilities.elsewhere().name())),
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
            when(
                    "addDepartment",
                    "name-taken",
                    (world, body) -> body.put("name", world.facilities.nameOf("department"))),
            when("addRoom", "name-taken", (world, body) -> body.put("name", world.facilities.nameOf("room"))),
            when("addRoute", "name-taken", (world, body) -> body.put("name", world.facilities.nameOf("route"))),
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
            when(
                    "mergePatients",
                    "visit-to-be-chosen",
                    (world, body) -> world.queueing.arrive(world.id("duplicateId"))),
            when("erasePatient", "patient-is-here", (world, body) -> world.queueing.arrive(world.patient.id())),
            when("startEntry", "stale-call", (world, body) -> body.put("callId", NOTHING)),
            when("missEntry", "stale-call", (world, body) -> body.put("callId", NOTHING)),
            when("serveEntry", "wrong-state", (world, body) -> world.queueing.hold()),
            when("resumeEntry", "wrong-state", (world, body) -> world.queueing.cancel()),
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
            when("callNextAtDesk", "desk-not-active", (world, body) -> world.queueing.startBreak()),
            elsewhere("streamEvents"),
            elsewhere("listSchedules"),
            elsewhere("listAbsences"),
            elsewhere("startWhatIf"),
            elsewhere("checkImport"),
            new Provocation(
                    "startImport",
                    "import-has-faults",
                    (world, body) -> {},
                    (world, good) -> good.target(good.target()
                            .replace(
                                    world.id("importId").toString(),
                                    world.faultyImport().toString()))),
            when("startImport", "import-not-checked", (world, body) -> world.cancelImport()),
            elsewhere("openDesk", "roomId"),
            elsewhere("joinQueue"),
            elsewhere("checkInAtKiosk"),
            elsewhere("takeTicketAtKiosk"),
            elsewhere("leaseTicketsToKiosk"),
            when("takeTicketAtKiosk", "unknown-queue", (world, body) -> body.put("queueId", NOTHING)),
            when("takeTicketAtKiosk", "queue-closed", (world, body) -> world.facilities.closeQueues()),
            when("takeTicketAtKiosk", "queue-full", (world, body) -> world.facilities.fillQueues()),
            when("takeTicketAtKiosk", "facility-closed", (world, body) -> world.facilities.closeToday()),
            when("leaseTicketsToKiosk", "unknown-queue", (world, body) -> body.put("prefix", "ZZZ")),
            elsewhere("listSlots", "serviceId"),
            elsewhere("listSyncClients"),
            elsewhere("registerSyncClient"),
            elsewhere("leaseTickets", "syncClientId"),
            elsewhere("pushMutations", "syncClientId"),
            elsewhere("pullChanges", "syncClientId"),
            elsewhere("listSyncConflicts"),
            elsewhere("searchAudit"),
            elsewhere("exportAuditLines"),
            elsewhere("exportAuditTable"),
            elsewhere("listDevices"),
            elsewhere("listClients"),
            elsewhere("listStaff"),
            elsewhere("readForecastAccuracy"),
            elsewhere("adviseOverbooking"),
            byAnAdministratorOfOne("readClock"),
            byAnAdministratorOfOne("driveClock"),
            byAnAdministratorOfOne("releaseClock"),
            byAnAdministratorOfOne("listUnsentMessages"),
            fromAnotherSite("signIn"),
            fromAnotherSite("register"),
            fromAnotherSite("confirmRegistration"),
            fromAnotherSite("askPasswordReset"),
            fromAnotherSite("resetPassword"),
            fromAnotherSite("pairDevice"),
            when("createStaff", "breached-password", (world, body) -> body.put("password", "password123")),
            when("register", "breached-password", (world, body) -> body.put("password", "password123")),
            when("changePassword", "breached-password", (world, body) -> body.put("newPassword", "password123")),
            when("resetPassword", "breached-password", (world, body) -> body.put("newPassword", "password123")),
            when("askLoginPhoneChange", "wrong-password", (world, body) -> body.put("password", "not the one")),
            when("askLoginPhoneChange", "login-phone-invalid", (world, body) -> body.put("phone", "+353000000")),
            when("confirmLoginPhoneChange", "wrong-code", (world, body) -> wrongCode(body)),
            when("confirmRegistration", "wrong-code", (world, body) -> wrongCode(body)),
            when("resetPassword", "wrong-code", (world, body) -> wrongCode(body)),
            when("confirmRecordClaim", "wrong-claim-code", (world, body) -> wrongCode(body)),
            when("confirmSecondFactor", "wrong-second-factor", (world, body) -> wrongCode(body)),
            when("removeSecondFactor", "wrong-second-factor", (world, body) -> wrongCode(body)),
            when("beginSecondFactor", "second-factor-on", (world, body) -> world.identity.switchSecondFactorOn()),
            when("confirmSecondFactor", "second-factor-on", (world, body) -> world.identity.switchSecondFactorOn()),
            when("confirmSecondFactor", "second-factor-off", (world, body) -> world.identity.switchSecondFactorOff()),
            when("removeSecondFactor", "second-factor-off", (world, body) -> world.identity.switchSecondFactorOff()),
            when("removeStaffSecondFactor", "own-account", "staffId", world -> world.insider.id()),
            when("setStaffActive", "own-account", "staffId", world -> world.insider.id()),
            when("setPatientAccount", "record-has-account", (world, body) -> world.identity.giveAccount(world.patient)),
            when("setPatientAccount", "own-record-in-use", (world, body) -> world.identity.useRecordOfRegistered()),
            when("erasePatient", "patient-is-expected", (world, body) -> world.value("appointmentId")),
            when(
                    "changeDepartment",
                    "name-taken",
                    (world, body) -> body.put("name", world.facilities.otherNameOf("department"))),
            when("changeRoom", "name-taken", (world, body) -> body.put("name", world.facilities.otherNameOf("room"))),
            when("changeRoute", "name-taken", (world, body) -> body.put("name", world.facilities.otherNameOf("route"))),
            when("changeSchedule", "impossible-schedule", (world, body) -> body.put("validUntil", "2026-03-01")),
            when("startVisit", "queue-closed", (world, body) -> world.facilities.closeQueues()),
            when("startVisit", "queue-full", (world, body) -> world.facilities.fillQueues()),
            when("startVisit", "reason-required", (world, body) -> world.facilities.closeToday()),
            when("joinQueue", "queue-closed", (world, body) -> world.facilities.closeQueues()),
            when("joinQueue", "queue-full", (world, body) -> world.facilities.fillQueues()),
            when("joinQueue", "facility-closed", (world, body) -> world.facilities.closeToday()),
            when("joinQueue", "already-in-queue", (world, body) -> world.queueing.arriveElsewhere()),
            when("checkIn", "queue-closed", (world, body) -> world.facilities.closeQueues()),
            when("checkIn", "queue-full", (world, body) -> world.facilities.fillQueues()),
            when("checkIn", "already-in-queue", (world, body) -> world.queueing.arriveElsewhere()),
            when("checkIn", "on-another-day", (world, body) -> world.waitDays(1)),
            when("checkIn", "appointment-cancelled", (world, body) -> world.scheduling.cancelAppointment()),
            when("checkInAtKiosk", "queue-closed", (world, body) -> world.facilities.closeQueues()),
            when("checkInAtKiosk", "queue-full", (world, body) -> world.facilities.fillQueues()),
            when("checkInAtKiosk", "already-in-queue", (world, body) -> world.queueing.arriveElsewhere()),
            when("checkInAtKiosk", "no-booking-found", (world, body) -> world.waitDays(1)),
            when("checkInAtKiosk", "appointment-cancelled", (world, body) -> world.scheduling.cancelAppointment()),
            when("cancelAppointment", "wrong-status", (world, body) -> world.scheduling.checkIn()),
            when("rescheduleAppointment", "wrong-status", (world, body) -> world.scheduling.checkIn()),
            when(
                    "rescheduleAppointment",
                    "appointment-cancelled",
                    (world, body) -> world.scheduling.cancelAppointment()),
            when("appointmentRunningLate", "wrong-status", (world, body) -> world.scheduling.checkIn()),
            when(
                    "appointmentRunningLate",
                    "appointment-cancelled",
                    (world, body) -> world.scheduling.cancelAppointment()),
            when("appointmentRunningLate", "invalid-time", (world, body) -> world.waitDays(1)),
            when("entryRunningLate", "wrong-state", (world, body) -> world.queueing.cancel()),
            when("giveVisitFeedback", "feedback-given", (world, body) -> world.messages.giveFeedback()),
            when("giveVisitFeedback", "feedback-closed", (world, body) -> world.waitDays(15)),
            when("resendNotification", "message-on-its-way", (world, body) -> world.messages.resendAndHold()),
            when("resendNotification", "message-overtaken", (world, body) -> world.queueing.endVisit()),
            when("resendNotification", "message-resent-enough", (world, body) -> world.messages.resendAsOftenAsMayBe()),
            when("leaveWaitingList", "wrong-status", (world, body) -> world.scheduling.takeWhatWasOffered()),
            when("acceptOffer", "offer-ended", (world, body) -> world.waitDays(1)),
            when("callEntry", "queue-not-at-desk", (world, body) -> world.queueing.serveOnlyTheOther()),
            when("callEntry", "patient-at-another-desk", (world, body) -> world.queueing.callFromAnotherDesk()),
            when("callNext", "queue-not-at-desk", (world, body) -> world.queueing.serveOnlyTheOther()),
            when("callNextAtDesk", "queue-empty", (world, body) -> world.queueing.serveOnlyTheOther()),
            when("cancelEntry", "wrong-state", (world, body) -> world.queueing.serve()),
            when("enterLate", "wrong-state", (world, body) -> world.queueing.cancel()),
            when("transferEntry", "queue-closed", (world, body) -> world.facilities.closeQueues()),
            when("rejoinEntry", "visit-ended", (world, body) -> world.waitDays(1)),
            when("undoEntry", "undo-too-late", (world, body) -> world.waitDays(1)),
            when("registerSyncClient", "too-many-clients", (world, body) -> world.sync.registerAllClients()),
            when("listTicketLeases", "client-revoked", (world, body) -> world.sync.revokeSyncClient()),
            when("leaseTickets", "client-revoked", (world, body) -> world.sync.revokeSyncClient()),
            when("leaseTickets", "unknown-queue", (world, body) -> body.put("prefix", "ZZZ")),
            when("pushMutations", "client-revoked", (world, body) -> world.sync.revokeSyncClient()),
            when("pushMutations", "gap", (world, body) -> ((ObjectNode) body.at("/mutations/0")).put("mid", 7)),
            when("pushMutations", "upgrade-required", (world, body) -> body.put("schemaVersion", 1_000)),
            when("pushMutations", "epoch-changed", (world, body) -> body.put("epoch", "another")),
            when("pullChanges", "client-revoked", (world, body) -> world.sync.revokeSyncClient()));

    private static void queues(ObjectNode body, Object... ids) {
        var list = body.putArray("queueIds");
        for (Object id : ids) {
            list.add(id.toString());
        }
    }
}
