package org.careturn.api;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.careturn.api.AccessRules.Whose;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Service;
import org.careturn.forecasting.whatif.WhatIfRequest;
import org.careturn.identity.Account;
import org.careturn.identity.tokens.Sessions.Opened;
import org.careturn.patients.Patient;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.queueing.Visits.VisitWithPath;

/**
 * A facility with one record of each kind, made by legal steps, and somebody of a role there. Records are found under the
 * names that paths and bodies call them by, {@code entryId} or {@code deskSessionId}, and are made when first asked for.
 * A new kind of record needs a line in the class of its module.
 */
final class World {
    static final Instant ARRIVAL = Instant.parse("2026-03-02T08:00:00Z");
    static final Instant NOW = Instant.parse("2026-03-02T08:30:00Z");
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
    final VisitWithPath before;
    final Account insider;
    final Opened session;
    final String phone = "+97798432" + String.format(Locale.ROOT, "%05d", NUMBER.incrementAndGet());

    final WorldFacilities facilities;
    final WorldIdentity identity;
    final WorldPatients patients;
    final WorldQueueing queueing;
    final WorldScheduling scheduling;
    final WorldMessages messages;
    final WorldSync sync;

    World(Worlds by, Role role) {
        this.by = by;
        this.role = role;
        facilities = new WorldFacilities(by, this);
        identity = new WorldIdentity(by, this);
        patients = new WorldPatients(by, this);
        queueing = new WorldQueueing(by, this);
        scheduling = new WorldScheduling(by, this);
        messages = new WorldMessages(by, this);
        sync = new WorldSync(by, this);
        by.clock.drive(ARRIVAL);
        facility = by.hospital.facility();
        service = by.hospital.service(facility, "A");
        otherService = by.hospital.service(facility, "L");
        patient = by.hospital.patient(facility);
        visit = queueing.arrive(patient);
        before = queueing.arrive(by.hospital.patient(facility));
        insider = role == Role.PATIENT ? by.patientAccount(patient) : by.hospital.account(role, facility);
        session = by.open(insider);
        by.clock.drive(NOW);

        records.put("facilityId", facility::id);
        records.put("whatIfId", this::whatIf);
        records.put("importId", () -> by.imports.patients(facility.id()));
        records.put("from", () -> ARRIVAL);
        records.put("to", () -> NOW);
        records.put("firstDay", () -> LocalDate.of(2026, 3, 2));
        records.put("lastDay", () -> LocalDate.of(2026, 3, 2));
        records.put("facilityIds", () -> List.of(facility.id()));
        facilities.addTo(records);
        identity.addTo(records);
        patients.addTo(records);
        queueing.addTo(records);
        scheduling.addTo(records);
        messages.addTo(records);
        sync.addTo(records);
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
                throw new AssertionError(
                        "No record is called " + record + " in these tests: add one to the class of its module");
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

    void waitDays(int days) {
        by.clock.drive(NOW.plus(Duration.ofDays(days)));
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
}
