package org.careturn.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.careturn.api.Exchange.Answer;
import org.careturn.api.Exchange.Request;
import org.careturn.api.Provocations.Provocation;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** FR-API-04: refusals that an operation's text names, each provoked once, are of the documented form and write nothing. */
class ProvokedProblemsTest extends ApiServer {
    private static final Path TESTS = Path.of("src/test/java/org/careturn");

    /** Those that follow from an operation's form, which AccessWalkTest and BadInputWalkTest provoke everywhere. */
    private static final Set<String> OF_THE_FORM = Set.of(
            "invalid-request",
            "not-acceptable",
            "too-large",
            "unexpected",
            "unavailable",
            "sign-in-required",
            "not-allowed",
            "second-factor-required",
            "unsupported-media-type",
            "idempotency-key-required",
            "idempotency-key-reused",
            "conflict",
            "precondition-required",
            "precondition-failed");

    /** What needs more than one disturbance is provoked by the tests of its module. */
    private static final String ELSEWHERE = """
            BookingTest: bookAppointment booked-that-day, bookAppointment unknown-patient, \
                bookAppointment slot-taken, bookAppointment slot-past, bookAppointment not-bookable, \
                bookAppointment booked-by-staff, bookAppointment too-short-notice, bookAppointment beyond-horizon, \
                bookAppointment overbooking-not-allowed, bookAppointment facility-closed, \
                bookAppointment reason-required, cancelAppointment slot-past, \
                addSchedule schedule-overlaps, changeSchedule schedule-overlaps, checkIn booked-that-day, \
                joinWaitingList unknown-patient, joinWaitingList not-bookable, joinWaitingList booked-by-staff, \
                rescheduleAppointment slot-taken, rescheduleAppointment slot-past, \
                rescheduleAppointment not-bookable, rescheduleAppointment booked-by-staff, \
                rescheduleAppointment too-short-notice, rescheduleAppointment beyond-horizon, \
                rescheduleAppointment overbooking-not-allowed, rescheduleAppointment facility-closed, \
                rescheduleAppointment reason-required, rescheduleAppointment booked-that-day, \
                startVisit facility-closed
            CheckInTest: checkIn check-in-too-early, checkIn check-in-too-late, checkIn at-another-facility, \
                checkIn wrong-status, undoCheckIn wrong-status, checkInAtKiosk check-in-too-early, checkInAtKiosk check-in-too-late
            ClaimTest: askRecordClaim no-matching-record, confirmRecordClaim no-matching-record
            ClockDrivingTest: driveClock clock-goes-forward
            DoctorLeavesTest: joinWaitingList no-such-slot
            FirstPasswordTest: signIn new-password-needed, signIn first-password-lapsed, signIn weak-password, \
                signIn breached-password, handOverFirstPassword own-account
            GuardianBookingTest: bookAppointment not-found, joinWaitingList not-found
            EntryActsTest: missEntry wrong-state, moveEntry crosses-urgency, rejoinEntry wrong-state
            ErasureTest: changePatient patient-is-erased
            GuardianshipTest: startGuardianship guardian-already, startGuardianship invalid-end
            KioskCheckInTest: checkInAtKiosk too-many-requests
            KioskTicketsTest: takeTicketAtKiosk not-leased, takeTicketAtKiosk ticket-taken
            LimitsTest: askPasswordReset too-many-requests, askRecordClaim too-many-requests, \
                changePassword too-many-requests, confirmRecordClaim too-many-requests, \
                confirmRegistration too-many-requests, confirmSecondFactor too-many-requests, \
                pairDevice too-many-requests, register too-many-requests, removeSecondFactor too-many-requests, \
                resetPassword too-many-requests, signIn too-many-requests
            MergeTest: mergePatients both-have-accounts, mergePatients visit-under-call, mergePatients both-booked, \
                mergePatients both-wait, undoPatientMerge merged-again
            MergedRecordTest: mergePatients record-full
            MessageApiTest: previewMessageTemplate unusable-text, setMessageTemplate unusable-text
            OpeningApiTest: changeFacility no-whole-minute, openFacility no-whole-minute
            PatientApiTest: registerUnidentifiedPatient implausible-birth-date
            PushTest: pushMutations mid-reused
            QueueFlowTest: callEntry desk-not-yours, callEntry bound-to-another-doctor, callEntry desk-busy, \
                callNext desk-not-yours, callNext desk-busy, callNextAtDesk desk-not-yours, \
                callNextAtDesk desk-busy, closeDesk desk-not-yours, endBreak desk-not-yours, \
                setDeskQueues desk-not-yours, startBreak desk-not-yours
            RecordPartsTest: addPatientNote note-id-taken
            RecycledPhoneTest: resetPassword reset-at-reception
            RefreshTest: refreshSignIn origin-not-allowed, signOut origin-not-allowed
            SecondFactorTest: signIn second-factor-needed, signIn wrong-second-factor
            ServiceApiTest: changeQueue service-inactive
            StaffChangeTest: setStaffActive last-admin, setStaffRoles last-admin
            StaffTest: createStaff login-phone-taken, setStaffNames login-phone-taken
            StreamLimitsTest: streamEvents too-many-requests, streamTicket too-many-requests
            WaitingAndAbsenceTest: acceptOffer nothing-offered, bookAppointment doctor-absent, \
                declineOffer nothing-offered, rescheduleAppointment doctor-absent
            ImportsTest: checkImport too-many-imports
            WhatIfJobsTest: startWhatIf too-many-what-ifs, startWhatIf what-if-day-out-of-range, \
                startWhatIf what-if-unknown-queue
            WritesTest: callNext queue-empty
            """;

    /** Documented, since they can happen, and not provoked. */
    private static final Map<String, String> NOT_PROVOKED = Map.ofEntries(
            Map.entry("askPasswordReset codes-unavailable", "needs a server that nobody brings codes for"),
            Map.entry("askRecordClaim codes-unavailable", "needs a server that nobody brings codes for"),
            Map.entry("askLoginPhoneChange codes-unavailable", "needs a server that nobody brings codes for"),
            Map.entry("askLoginPhoneChange too-many-requests", "by the limits of changePassword and register"),
            Map.entry("confirmLoginPhoneChange too-many-requests", "by the limits of confirmRecordClaim"),
            Map.entry("register codes-unavailable", "needs a server that nobody brings codes for"),
            Map.entry("confirmRecordClaim record-has-account", "two claims of one record at the same moment"),
            Map.entry("confirmRecordClaim own-record-in-use", "by the statement of setPatientAccount"),
            Map.entry("confirmRecordClaim record-full", "by the statement of mergePatients"),
            Map.entry("setPatientAccount record-full", "by the statement of mergePatients"),
            Map.entry("beginSecondFactor sign-in-ended", "the account goes between two statements"),
            Map.entry("readMe sign-in-ended", "the account goes between two statements"),
            Map.entry("pairDevice wrong-credentials", "the new device is revoked between two statements"),
            Map.entry("checkInAtKiosk booked-that-day", "by the statement of checkIn"),
            Map.entry("leaseTickets leases-used-up", "needs 999,300 numbers"),
            Map.entry("leaseTicketsToKiosk leases-used-up", "by the statement of leaseTickets"),
            Map.entry("undoPatientMerge account-moved-on", "an account that came with a merge and was closed since"),
            Map.entry("undoPatientMerge moved-rows-gone", "rows that somebody deleted by hand"));

    @TestFactory
    Stream<DynamicTest> eachIsOfTheDocumentedForm() {
        Contract contract = new Contract(api());
        return Provocations.ALL.stream()
                .map(provocation -> DynamicTest.dynamicTest(
                        provocation.operation() + " " + provocation.code(), () -> provoke(contract, provocation)));
    }

    private void provoke(Contract contract, Provocation provocation) {
        ApiOperation operation = api().operations().stream()
                .filter(one -> one.id().equals(provocation.operation()))
                .findFirst()
                .orElseThrow();
        World world = worlds.of(AccessRules.someoneFor(operation));
        Request good = new Examples(exchange()).of(operation, world, AccessRules.token(operation, world));
        ObjectNode body = good.body() == null
                ? JsonMapper.shared().createObjectNode()
                : (ObjectNode) JsonMapper.shared().readTree(good.body());
        provocation.by().of(world, body);
        Request request = provocation.change().of(world, good.body() == null ? good : good.body(body.toString()));
        Fingerprint before = fingerprint();
        Answer answer = exchange().send(request);
        assertThat(answer.code()).as(answer.toString()).isEqualTo(provocation.code());
        assertThat(contract.faults(operation, answer)).isEmpty();
        assertThat(fingerprint()).isEqualTo(before);
    }

    /** Whoever documents a refusal shows that it happens. */
    @Test
    void everyDocumentedRefusalIsProvokedSomewhere() throws IOException {
        Set<String> documented = new TreeSet<>();
        for (ApiOperation operation : api().operations()) {
            for (String code : codes(operation)) {
                boolean form = OF_THE_FORM.contains(code)
                        || (code.equals("not-found") && operation.path().contains("{"));
                if (!form) {
                    documented.add(operation.id() + " " + code);
                }
            }
        }
        Set<String> provoked = new TreeSet<>();
        Provocations.ALL.forEach(one -> provoked.add(one.operation() + " " + one.code()));
        Map<String, String> elsewhere = elsewhere();
        for (Map.Entry<String, String> one : elsewhere.entrySet()) {
            String code = one.getKey().substring(one.getKey().indexOf(' ') + 1);
            assertThat(sourceOf(one.getValue()))
                    .as("%s has %s", one.getValue(), code)
                    .containsAnyOf(
                            '"' + code,
                            code + '"',
                            code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
        assertThat(provoked).doesNotContainAnyElementsOf(elsewhere.keySet());
        provoked.addAll(elsewhere.keySet());
        assertThat(provoked).doesNotContainAnyElementsOf(NOT_PROVOKED.keySet());
        provoked.addAll(NOT_PROVOKED.keySet());
        Set<String> missing = new TreeSet<>(documented);
        missing.removeAll(provoked);
        assertThat(missing).as("add a line to Provocations").isEmpty();
        Set<String> stale = new TreeSet<>(elsewhere.keySet());
        stale.addAll(NOT_PROVOKED.keySet());
        stale.removeAll(documented);
        assertThat(stale).as("nothing says these any more").isEmpty();
    }

    private Set<String> codes(ApiOperation operation) {
        Set<String> codes = new TreeSet<>();
        operation.description().path("responses").properties().forEach(response -> {
            JsonNode reference = response.getValue().path("$ref");
            if (reference.isString()) {
                codes.add(reference.asString().substring(reference.asString().lastIndexOf('/') + 1));
            } else {
                codes.addAll(operation.problems(Integer.parseInt(response.getKey())));
            }
        });
        return codes;
    }

    private static Map<String, String> elsewhere() {
        Map<String, String> all = new TreeMap<>();
        ELSEWHERE.lines().forEach(line -> {
            String test = line.substring(0, line.indexOf(':'));
            for (String refusal : line.substring(line.indexOf(':') + 1).split(",", -1)) {
                assertThat(all.put(refusal.strip().replaceAll("\\s+", " "), test))
                        .isNull();
            }
        });
        return all;
    }

    private static String sourceOf(String test) throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return Files.readString(files.filter(file -> file.endsWith(test + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("There is no " + test)));
        }
    }
}
