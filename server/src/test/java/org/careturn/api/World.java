package org.careturn.api;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.careturn.api.AccessRules.Whose;
import org.careturn.facilities.BookingRule;
import org.careturn.facilities.BookingSetup;
import org.careturn.facilities.Facility;
import org.careturn.facilities.OpeningHours;
import org.careturn.facilities.Route;
import org.careturn.facilities.RouteSetup.NewRoute;
import org.careturn.facilities.Service;
import org.careturn.facilities.ServiceSetup;
import org.careturn.facilities.Urgency;
import org.careturn.forecasting.whatif.WhatIfRequest;
import org.careturn.identity.Account;
import org.careturn.identity.Scope;
import org.careturn.identity.tokens.Sessions.Opened;
import org.careturn.notifications.Channel;
import org.careturn.notifications.NewNotification;
import org.careturn.notifications.Notification;
import org.careturn.notifications.NotificationKind;
import org.careturn.notifications.NotificationState;
import org.careturn.notifications.PushDevices;
import org.careturn.patients.Consents;
import org.careturn.patients.Guardianship;
import org.careturn.patients.Guardianships;
import org.careturn.patients.NewPatient;
import org.careturn.patients.Patient;
import org.careturn.patients.PatientMerges;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.queueing.Visit;
import org.careturn.queueing.Visits.Arriving;
import org.careturn.queueing.Visits.VisitWithPath;
import org.careturn.scheduling.Absence;
import org.careturn.scheduling.Absences;
import org.careturn.scheduling.Appointment;
import org.careturn.scheduling.Bookings;
import org.careturn.scheduling.Schedule;
import org.careturn.scheduling.WaitingLists;
import org.careturn.support.Hospital;
import org.careturn.support.TotpCodes;
import org.careturn.sync.Client;
import org.careturn.sync.Push;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A facility with one record of each kind, made by legal steps, and somebody of a role there. Records are found under the
 * names that paths and bodies call them by, {@code entryId} or {@code deskSessionId}, and are made when first asked for.
 * A new kind of record needs a line in {@link #records}.
 */
final class World {
    private static final Instant ARRIVAL = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-02T08:30:00Z");

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Worlds by;
    final Role role;
    private final Map<String, Supplier<Object>> records = new HashMap<>();
    private final Map<String, Object> made = new HashMap<>();
    private final Map<String, String> strangers = new HashMap<>();

    final Facility facility;
    final Service service;
    final Service otherService;
    final Patient patient;
    final VisitWithPath visit;
    final Account insider;
    final Opened session;
    final String phone = "+97798432" + String.format(Locale.ROOT, "%05d", NUMBER.incrementAndGet());

    World(Worlds by, Role role) {
        this.by = by;
        this.role = role;
        by.clock.drive(ARRIVAL);
        facility = by.hospital.facility();
        service = by.hospital.service(facility, "A");
        otherService = by.hospital.service(facility, "L");
        patient = by.hospital.patient(facility);
        visit = arrive(patient);
        VisitWithPath before = arrive(by.hospital.patient(facility));
        insider = role == Role.PATIENT ? by.patientAccount(patient) : by.hospital.account(role, facility);
        session = by.open(insider);
        by.clock.drive(NOW);

        records.put("facilityId", facility::id);
        records.put("serviceId", service::id);
        records.put("departmentId", service::departmentId);
        records.put("queueId", service::queueId);
        records.put("queueIds", () -> List.of(service.queueId()));
        records.put("patientId", patient::id);
        records.put("guardianId", this::guardian);
        records.put("guardianshipId", this::guardianship);
        records.put("visitId", () -> visit.visit().id());
        records.put("token", () -> visit.visit().token());
        records.put("entryId", () -> visit.entries().getFirst().id());
        records.put("afterEntryId", () -> before.entries().getFirst().id());
        records.put("roomId", () -> by.hospital.room(facility).id());
        records.put("routeId", this::route);
        records.put("staffId", () -> by.hospital.account(Role.NURSE, facility).id());
        records.put("doctorId", () -> by.hospital.account(Role.DOCTOR, facility).id());
        records.put("deskSessionId", this::desk);
        records.put("callId", this::call);
        records.put("scheduleId", this::schedule);
        records.put("absenceId", this::absence);
        records.put("whatIfId", this::whatIf);
        records.put("importId", () -> by.imports.patients(facility.id()));
        records.put("appointmentId", () -> book(patient).id());
        records.put("waitingListId", this::waiting);
        records.put("offerId", this::offer);
        records.put("from", () -> ARRIVAL);
        records.put("to", () -> NOW);
        records.put("firstDay", () -> LocalDate.of(2026, 3, 2));
        records.put("lastDay", () -> LocalDate.of(2026, 3, 2));
        records.put("refreshToken", session::refreshToken);
        records.put("registrationId", () -> by.registration(phone));
        records.put("resetId", () -> by.passwordReset(phone));
        records.put(
                "changeId",
                () -> by.loginPhoneChange(
                        insider.kind() == Account.Kind.PATIENT ? actor() : by.somebodyElse(facility), phone));
        records.put("sessionId", () -> by.open(insider).sessionId());
        records.put("deviceId", this::device);
        records.put("claimId", () -> by.claims.ask(actor()).orElseThrow().id());
        records.put(
                "clientId",
                () -> by.clients
                        .register(
                                Actor.SYSTEM,
                                Hospital.name("Laboratory"),
                                Set.of(Scope.QUEUE_READ),
                                Set.of(facility.id()))
                        .orElseThrow()
                        .id());
        records.put("pushDeviceId", this::pushDevice);
        records.put("notificationId", this::push);
        records.put("messageId", this::unsent);
        records.put("feedbackToken", this::feedbackToken);
        records.put("messageKind", () -> NotificationKind.TURN_NOW);
        records.put("messageChannel", () -> Channel.SMS);
        records.put("messageLanguage", () -> "EN");
        records.put("syncClientId", () -> syncClient().clientId());
        records.put("conflictId", this::conflict);
        records.put("duplicateId", this::duplicate);
        records.put("pairId", this::pair);
        records.put("mergeId", () -> merge(patient.id()).id());
        records.put("facilityIds", () -> List.of(facility.id()));
    }

    boolean has(String record) {
        return records.containsKey(record);
    }

    /** An id, a token, or a list of ids. */
    Object value(String record) {
        Object found = made.get(record);
        if (found == null) {
            Supplier<Object> make = records.get(record);
            if (make == null) {
                throw new AssertionError("No record is called " + record + " in these tests: add one to World.records");
            }
            found = make.get();
            made.put(record, found);
        }
        return found;
    }

    UUID id(String record) {
        return (UUID) value(record);
    }

    /** The access token of the one with the role here. */
    String token() {
        return by.tokens.issue(session.accountId(), session.sessionId());
    }

    /** The access token of an administrator here. */
    String adminToken() {
        return by.tokenOf(by.hospital.account(Role.ADMIN, facility));
    }

    /** The access token of somebody with the role; the same person each time. */
    String token(Role of, Whose whose) {
        if (whose == Whose.FOREIGN) {
            return by.foreignerToken(of);
        }
        return strangers.computeIfAbsent(
                of + " " + whose, key -> whose == Whose.OWN && of == role ? token() : by.tokenOf(stranger(of, whose)));
    }

    private Account stranger(Role of, Whose whose) {
        if (of == Role.PATIENT && whose == Whose.OWN) {
            return by.patientAccount(patient);
        }
        return by.somebody(of, facility);
    }

    /** The access token of an administrator of all facilities. */
    String superToken() {
        return by.tokenOf(by.hospital.account(Role.ADMIN));
    }

    Actor actor() {
        return by.actors.of(session.sessionId()).orElseThrow();
    }

    /** A further record of that name. */
    Object another(String record) {
        value(record);
        return Objects.requireNonNull(records.get(record)).get();
    }

    /** Three desks, each somebody's own. */
    void openDesks() {
        for (int i = 0; i < 3; i++) {
            by.desks
                    .open(somebodyElse(), by.hospital.room(facility).id(), List.of(service.queueId()), 1)
                    .orElseThrow();
        }
    }

    /** The patient waits for the other service too. */
    void arriveElsewhere() {
        by.visits
                .arrive(
                        Actor.SYSTEM,
                        Arriving.at(
                                Ids.next(),
                                facility.id(),
                                patient.id(),
                                otherService.queueId(),
                                Urgency.NON_URGENT,
                                Visit.Channel.RECEPTION))
                .orElseThrow();
    }

    void sayVariousThings() {
        for (boolean granted : new boolean[] {true, false, true}) {
            by.consents
                    .record(Actor.SYSTEM, patient.id(), Consents.Kind.SMS, granted)
                    .orElseThrow();
        }
    }

    /** Somebody known here who waits nowhere yet. */
    UUID newPatient() {
        return by.hospital.patient(facility).id();
    }

    void hold() {
        by.entries.hold(Actor.SYSTEM, id("entryId"), null).orElseThrow();
    }

    void cancel() {
        by.entries.cancel(Actor.SYSTEM, id("entryId"), null).orElseThrow();
    }

    void startBreak() {
        by.desks.startBreak(deskActor(), id("deskSessionId"), null, null).orElseThrow();
    }

    void serve() {
        by.calls.start(deskActor(), id("entryId"), id("callId")).orElseThrow();
        by.calls.serve(deskActor(), id("entryId"), id("callId")).orElseThrow();
    }

    void serveOnlyTheOther() {
        by.desks
                .serveQueues(deskActor(), id("deskSessionId"), List.of(otherService.queueId()))
                .orElseThrow();
    }

    void callFromAnotherDesk() {
        Actor there = somebodyElse();
        UUID desk = by.desks
                .open(there, by.hospital.room(facility).id(), List.of(service.queueId()), 1)
                .orElseThrow()
                .id();
        by.calls.callThis(there, id("entryId"), desk, "Asked for").orElseThrow();
    }

    private Actor somebodyElse() {
        return by.actors
                .of(by.open(by.hospital.account(Role.NURSE, facility)).sessionId())
                .orElseThrow();
    }

    void closeQueues() {
        change(new ServiceSetup.QueueChange(null, null, null, null, null, null, null, null, null, false));
    }

    /** One more waits for the other service, and that is as many as either queue takes. */
    void fillQueues() {
        by.visits
                .arrive(
                        Actor.SYSTEM,
                        Arriving.at(
                                Ids.next(),
                                facility.id(),
                                newPatient(),
                                otherService.queueId(),
                                Urgency.NON_URGENT,
                                Visit.Channel.RECEPTION))
                .orElseThrow();
        change(new ServiceSetup.QueueChange(null, null, null, null, null, null, null, 1, null, null));
    }

    private void change(ServiceSetup.QueueChange change) {
        for (Service of : List.of(service, otherService)) {
            long version = by.jdbc
                    .sql("select version from queue where id = ?")
                    .param(of.queueId())
                    .query(Long.class)
                    .single();
            by.services.changeQueue(Actor.SYSTEM, of.queueId(), version, change).orElseThrow();
        }
    }

    /** Open on Sundays only. */
    void closeToday() {
        by.opening
                .setWeekly(
                        Actor.SYSTEM,
                        facility.id(),
                        by.opening.weekly(facility.id()).version(),
                        List.of(new OpeningHours.Hours(DayOfWeek.SUNDAY, LocalTime.of(9, 0), NOON)))
                .orElseThrow();
    }

    void waitDays(int days) {
        by.clock.drive(NOW.plus(Duration.ofDays(days)));
    }

    void cancelAppointment() {
        by.bookings.cancel(Actor.SYSTEM, id("appointmentId"), null).orElseThrow();
    }

    /** Returns the visit that it makes. */
    UUID checkIn() {
        return by.checkIns
                .checkIn(Actor.SYSTEM, id("appointmentId"), facility.id(), List.of())
                .orElseThrow()
                .visit()
                .visit()
                .id();
    }

    void takeWhatWasOffered() {
        value("offerId");
        by.waitingLists.accept(Actor.SYSTEM, id("waitingListId")).orElseThrow();
    }

    void registerAllClients() {
        for (int i = 0; i < 60; i++) {
            by.syncClients.register(actor(), facility.id(), null);
        }
    }

    void revokeSyncClient() {
        by.syncClients.revoke(actor(), id("syncClientId")).orElseThrow();
    }

    void giveAccount(Patient to) {
        by.patientAccount(to);
    }

    /** The one who has registered by phone is known in the facility by now. */
    void useRecordOfRegistered() {
        UUID own = by.jdbc
                .sql("select p.id from patient p join account a on a.id = p.account_id where a.login_phone = ?")
                .param(phone)
                .query(UUID.class)
                .single();
        by.patients.knownIn(own, facility.id());
    }

    void switchSecondFactorOff() {
        String code = switchSecondFactorOn();
        by.factors.remove(actor(), code).orElseThrow();
    }

    /** What another record of that kind is called. */
    String otherNameOf(String table) {
        return switch (table) {
            case "department" -> by.hospital.department(facility).name();
            case "room" -> by.hospital.room(facility).name();
            default ->
                by.jdbc
                        .sql("select name from " + table + " where id = ?")
                        .param(another(table + "Id"))
                        .query(String.class)
                        .single();
        };
    }

    /** Leaves the patient nothing to come for, so that the record may be erased. */
    void endVisit() {
        visit.entries()
                .forEach(entry ->
                        by.entries.cancel(Actor.SYSTEM, entry.id(), null).orElseThrow());
    }

    void closeDesk() {
        by.desks.close(deskActor(), id("deskSessionId")).orElseThrow();
    }

    /** The code that would have been sent last. */
    String sentCode() {
        return by.sentCode(phone);
    }

    /** A record that the one with the role here may claim, as somebody who has just registered; returns the code. */
    String claimable(String name, LocalDate birthDate) {
        by.jdbc
                .sql("update account set login_phone = ? where id = ?")
                .params(phone, insider.id())
                .update();
        by.jdbc
                .sql("update patient set account_id = null where account_id = ?")
                .param(insider.id())
                .update();
        by.patients
                .register(Actor.SYSTEM, new NewPatient(null, facility.id(), name, birthDate, phone, null, null))
                .orElseThrow();
        value("claimId");
        return sentCode();
    }

    /** Lets somebody sign in by the phone; returns it. */
    String registeredPhone() {
        value("resetId");
        return phone;
    }

    String pairingCode() {
        return by.devices
                .invite(Actor.SYSTEM, facility.id(), Hospital.name("Display"))
                .orElseThrow()
                .code();
    }

    /** Begins a second factor for the one with the role here; returns a code of it. */
    String beginSecondFactor() {
        return TotpCodes.of(by.factors.begin(actor(), "somebody").orElseThrow().secret(), 0);
    }

    /** Switches it on; returns the next code. */
    String switchSecondFactorOn() {
        String secret = (String) made.computeIfAbsent("secondFactor", _ -> {
            String begun = by.factors.begin(actor(), "somebody").orElseThrow().secret();
            by.factors.confirm(actor(), TotpCodes.of(begun, 0)).orElseThrow();
            return begun;
        });
        return TotpCodes.of(secret, 1);
    }

    private UUID pushDevice() {
        UUID id = UUID.randomUUID();
        by.pushDevices
                .put(actor(), id, "token of the device " + id, PushDevices.Platform.ANDROID)
                .orElseThrow();
        return id;
    }

    /** A push message to the one with the role here, which its provider is being asked to send. */
    private UUID push() {
        value("pushDeviceId");
        String key = "push " + UUID.randomUUID();
        Instant later = Instant.parse("2199-01-01T00:00:00Z"); // no worker of this server takes it
        by.transaction.executeWithoutResult(tx -> by.notifications.stage(new NewNotification(
                NotificationKind.TURN_NOW,
                key,
                facility.id(),
                null,
                insider.id(),
                null,
                null,
                null,
                null,
                "en",
                Map.of(),
                Map.of(),
                later,
                later.plusSeconds(600))));
        UUID id = by.jdbc
                .sql("select id from notification where dedupe_key = ?")
                .param(key)
                .query(UUID.class)
                .single();
        Notification held = new Notification(
                id,
                NotificationKind.TURN_NOW,
                facility.id(),
                null,
                insider.id(),
                null,
                null,
                null,
                null,
                "en",
                Map.of(),
                later,
                later.plusSeconds(600),
                NotificationState.PENDING,
                0,
                0,
                0);
        by.sent.move(held, NotificationState.SENDING, null, later, NOW);
        by.sent.begin(held, Ids.next(), Channel.PUSH, null, "text", later, Duration.ofMinutes(1));
        return id;
    }

    /** The message with the number of the visit, which nobody could send. */
    private UUID unsent() {
        UUID id = by.jdbc
                .sql("select id from notification where visit_id = ? and kind = 'CHECKED_IN'")
                .param(visit.visit().id())
                .query(UUID.class)
                .single();
        fail(id);
        return id;
    }

    private void fail(UUID notificationId) {
        Notification held = by.sent.find(notificationId).orElseThrow();
        while (!held.state().isFinal()) {
            by.sent.move(held, NotificationState.FAILED, "NO_PROVIDER", null, NOW);
            held = by.sent.find(notificationId).orElseThrow();
        }
    }

    /** Has the message that nobody could send on its way once more, and there it stays, whichever worker had it. */
    void resendAndHold() {
        by.jdbc
                .sql(
                        "update notification set state = 'SENDING', claim = claim + 1, next_at = '2100-01-01' where id = ?")
                .param(resend())
                .update();
    }

    private UUID resend() {
        return by.resends
                .resend(Actor.SYSTEM, facility.id(), id("messageId"), "Asked for")
                .orElseThrow()
                .id();
    }

    void resendAsOftenAsMayBe() {
        for (int i = 0; i < 3; i++) {
            fail(resend());
        }
    }

    void giveFeedback() {
        by.feedback.give((String) value("feedbackToken"), 1, null).orElseThrow();
    }

    private String feedbackToken() {
        by.transaction.executeWithoutResult(tx -> by.feedback.open(visit.visit(), NOW));
        return by.feedback.token(visit.visit().id()).orElseThrow();
    }

    private Client syncClient() {
        UUID where = role == Role.PATIENT ? null : facility.id();
        return by.syncClients.register(actor(), where, null).orElseThrow();
    }

    /** Somebody wanted another name, having seen one that the patient hasn't. */
    private UUID conflict() {
        Actor staff = deskActor();
        Client client = by.syncClients.register(staff, facility.id(), null).orElseThrow();
        JsonMapper json = JsonMapper.shared();
        ObjectNode args = json.createObjectNode().put("patientId", patient.id().toString());
        args.putObject("fields").putObject("name").put("base", "Somebody").put("new", "Somebody else");
        by.push.push(staff, null, client.clientId(), 2, List.of(new Push.Mutation(1, "profile", args, true, null)));
        return by.conflicts
                .page(Actor.SYSTEM, facility.id(), null, 1)
                .items()
                .getFirst()
                .id();
    }

    private UUID duplicate() {
        return by.hospital.patient(facility, Hospital.name("Duplicate")).id();
    }

    private PatientMerges.Merged merge(UUID patientId) {
        UUID duplicate = duplicate();
        return by.merges
                .merge(
                        Actor.SYSTEM,
                        new PatientMerges.Wish(
                                patientId,
                                duplicate,
                                by.patients.read(Actor.SYSTEM, patientId).version(),
                                1,
                                List.of()))
                .orElseThrow();
    }

    /** An id that was merged into this patient's. */
    UUID aliasOf(UUID patientId) {
        return merge(patientId).duplicateId();
    }

    long versionOf(UUID patientId) {
        return by.patients.read(Actor.SYSTEM, patientId).version();
    }

    private UUID pair() {
        String name = Hospital.name("Twice");
        LocalDate birth = LocalDate.of(1990, 5, 4);
        for (int i = 0; i < 2; i++) {
            by.patients
                    .register(Actor.SYSTEM, new NewPatient(null, facility.id(), name, birth, null, null, null))
                    .orElseThrow();
        }
        return by.duplicates
                .page(Actor.SYSTEM, facility.id(), null, 1)
                .items()
                .getFirst()
                .id();
    }

    private UUID device() {
        return by.devices.pair(pairingCode()).orElseThrow().id();
    }

    /** A queue in which nobody waits yet, and which patients join from elsewhere. */
    UUID joinableQueue() {
        BookingSetup.Rule before = by.booking.rule(otherService.id());
        if (!before.rule().remoteJoining()) {
            BookingRule rule = new BookingRule(BookingRule.Booking.ALL, 60, 90, null, 720, 120, true, 0);
            by.booking
                    .setRule(Actor.SYSTEM, otherService.id(), before.version(), rule)
                    .orElseThrow();
        }
        return otherService.queueId();
    }

    /** Somebody worse off comes; why the patient is called first isn't said. */
    void letSomebodyGoFirst(ObjectNode call) {
        value("deskSessionId");
        call.remove("reason");
        by.visits
                .arrive(
                        Actor.SYSTEM,
                        Arriving.at(
                                Ids.next(),
                                facility.id(),
                                newPatient(),
                                service.queueId(),
                                Urgency.EMERGENT,
                                Visit.Channel.RECEPTION))
                .orElseThrow();
    }

    Facility elsewhere() {
        return by.hospital.facility();
    }

    /** What the facility's record is called. */
    String nameOf(String table) {
        return by.jdbc
                .sql("select name from " + table + " where id = ?")
                .param(id(table + "Id"))
                .query(String.class)
                .single();
    }

    void arrive(UUID patientId) {
        arrive(by.patients.read(Actor.SYSTEM, patientId));
    }

    private VisitWithPath arrive(Patient who) {
        return by.visits
                .arrive(
                        Actor.SYSTEM,
                        Arriving.at(
                                Ids.next(),
                                facility.id(),
                                who.id(),
                                service.queueId(),
                                Urgency.NON_URGENT,
                                Visit.Channel.RECEPTION))
                .orElseThrow();
    }

    private UUID guardian() {
        return by.hospital.patient(facility).id();
    }

    /** The patient acts for somebody else who is known here. */
    private UUID guardianship() {
        return by.guardianships
                .start(
                        Actor.SYSTEM,
                        newPatient(),
                        new Guardianships.NewGuardianship(patient.id(), Guardianship.Relationship.PARENT, null))
                .orElseThrow()
                .id();
    }

    private UUID route() {
        Route.Step step = new Route.Step(List.of(service.queueId()));
        return by.routes
                .addRoute(Actor.SYSTEM, facility.id(), Ids.next(), new NewRoute(Hospital.name("Route"), List.of(step)))
                .orElseThrow()
                .id();
    }

    private static final LocalTime NOON = LocalTime.of(12, 0);

    /** The doctor's hours today: until noon for the service where the patient waits, then for the other. */
    private UUID schedule() {
        UUID morning = hours(service, LocalTime.of(9, 0), NOON);
        hours(otherService, NOON, LocalTime.of(17, 0));
        return morning;
    }

    private UUID hours(Service of, LocalTime starts, LocalTime ends) {
        BookingRule rule = new BookingRule(BookingRule.Booking.ALL, 60, 90, null, 720, 120, false, 0);
        by.booking
                .setRule(Actor.SYSTEM, of.id(), by.booking.rule(of.id()).version(), rule)
                .orElseThrow();
        return by.schedules
                .add(
                        Actor.SYSTEM,
                        new Schedule(
                                Ids.next(),
                                facility.id(),
                                id("doctorId"),
                                of.id(),
                                null,
                                DayOfWeek.MONDAY,
                                starts,
                                ends,
                                LocalDate.of(2026, 3, 2),
                                null,
                                1,
                                1))
                .orElseThrow()
                .id();
    }

    UUID faultyImport() {
        return by.imports.faulty(facility.id());
    }

    /** A new file of the same kind takes the place of the one that was checked. */
    void cancelImport() {
        value("importId");
        by.imports.patients(facility.id());
    }

    private UUID whatIf() {
        WhatIfRequest request =
                new WhatIfRequest(facility.id(), LocalDate.of(2026, 3, 1), null, null, 110, null, null, null, 20);
        return by.whatIfs.start(Actor.SYSTEM, request).orElseThrow().id();
    }

    private UUID absence() {
        return by.absences
                .add(
                        Actor.SYSTEM,
                        new Absences.NewAbsence(
                                Ids.next(),
                                facility.id(),
                                id("doctorId"),
                                NOW.plusSeconds(86_400),
                                NOW.plusSeconds(90_000),
                                "Conference",
                                Absence.Affected.MOVE))
                .orElseThrow()
                .id();
    }

    private Appointment book(Patient who) {
        value("scheduleId");
        return by.bookings
                .book(
                        Actor.SYSTEM,
                        new Bookings.Booking(
                                Ids.next(),
                                otherService.id(),
                                id("doctorId"),
                                Instant.parse("2026-03-02T14:00:00Z"),
                                who.id(),
                                null,
                                false))
                .orElseThrow();
    }

    private UUID waiting() {
        value("scheduleId");
        LocalDate today = LocalDate.of(2026, 3, 2);
        return by.waitingLists
                .join(
                        Actor.SYSTEM,
                        new WaitingLists.Joining(Ids.next(), otherService.id(), null, patient.id(), today, today))
                .orElseThrow()
                .id();
    }

    /** What somebody else has cancelled is offered to who waits. */
    private UUID offer() {
        value("waitingListId");
        Appointment freed = book(by.hospital.patient(facility));
        return by.bookings.cancel(Actor.SYSTEM, freed.id(), null).orElseThrow().id();
    }

    private @Nullable Actor deskActor;

    /** Who has the desk: the one of this world where the role works at desks. */
    private Actor deskActor() {
        Actor there = deskActor;
        if (there == null) {
            there = role == Role.RECEPTIONIST || role == Role.NURSE || role == Role.DOCTOR
                    ? actor()
                    : by.actors
                            .of(by.open(by.hospital.account(Role.RECEPTIONIST, facility))
                                    .sessionId())
                            .orElseThrow();
            deskActor = there;
        }
        return there;
    }

    private UUID desk() {
        return by.desks
                .open(deskActor(), id("roomId"), List.of(service.queueId()), 2)
                .orElseThrow()
                .id();
    }

    private UUID call() {
        return by.calls
                .callThis(deskActor(), id("entryId"), id("deskSessionId"), null)
                .orElseThrow()
                .call()
                .id();
    }
}
