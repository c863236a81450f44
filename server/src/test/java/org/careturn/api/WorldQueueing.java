package org.careturn.api;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.careturn.facilities.Urgency;
import org.careturn.patients.Patient;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.queueing.Visit;
import org.careturn.queueing.Visits.Arriving;
import org.careturn.queueing.Visits.VisitWithPath;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Of a {@link World}: visits, entries, calls and desks. */
final class WorldQueueing {
    private final Worlds by;
    private final World world;
    private @Nullable Actor deskActor;

    WorldQueueing(Worlds by, World world) {
        this.by = by;
        this.world = world;
    }

    void addTo(Map<String, Supplier<Object>> records) {
        records.put("visitId", () -> world.visit.visit().id());
        records.put("token", () -> world.visit.visit().token());
        records.put("entryId", () -> world.visit.entries().getFirst().id());
        records.put("afterEntryId", () -> world.before.entries().getFirst().id());
        records.put("deskSessionId", this::desk);
        records.put("callId", this::call);
    }

    /** Three desks, each somebody's own. */
    void openDesks() {
        for (int i = 0; i < 3; i++) {
            by.desks
                    .open(somebodyElse(), by.hospital.room(world.facility).id(), List.of(world.service.queueId()), 1)
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
                                world.facility.id(),
                                world.patient.id(),
                                world.otherService.queueId(),
                                Urgency.NON_URGENT,
                                Visit.Channel.RECEPTION))
                .orElseThrow();
    }

    void hold() {
        by.entries.hold(Actor.SYSTEM, world.id("entryId"), null).orElseThrow();
    }

    void cancel() {
        by.entries.cancel(Actor.SYSTEM, world.id("entryId"), null).orElseThrow();
    }

    void startBreak() {
        by.desks.startBreak(deskActor(), world.id("deskSessionId"), null, null).orElseThrow();
    }

    void serve() {
        by.calls.start(deskActor(), world.id("entryId"), world.id("callId")).orElseThrow();
        by.calls.serve(deskActor(), world.id("entryId"), world.id("callId")).orElseThrow();
    }

    void serveOnlyTheOther() {
        by.desks
                .serveQueues(deskActor(), world.id("deskSessionId"), List.of(world.otherService.queueId()))
                .orElseThrow();
    }

    void callFromAnotherDesk() {
        Actor there = somebodyElse();
        UUID desk = by.desks
                .open(there, by.hospital.room(world.facility).id(), List.of(world.service.queueId()), 1)
                .orElseThrow()
                .id();
        by.calls.callThis(there, world.id("entryId"), desk, "Asked for").orElseThrow();
    }

    private Actor somebodyElse() {
        return by.actors
                .of(by.open(by.hospital.account(Role.NURSE, world.facility)).sessionId())
                .orElseThrow();
    }

    /** Leaves the patient nothing to come for, so that the record may be erased. */
    void endVisit() {
        world.visit
                .entries()
                .forEach(entry ->
                        by.entries.cancel(Actor.SYSTEM, entry.id(), null).orElseThrow());
    }

    void closeDesk() {
        by.desks.close(deskActor(), world.id("deskSessionId")).orElseThrow();
    }

    /** Somebody worse off comes; why the patient is called first isn't said. */
    void letSomebodyGoFirst(ObjectNode call) {
        world.value("deskSessionId");
        call.remove("reason");
        by.visits
                .arrive(
                        Actor.SYSTEM,
                        Arriving.at(
                                Ids.next(),
                                world.facility.id(),
                                world.patients.newPatient(),
                                world.service.queueId(),
                                Urgency.EMERGENT,
                                Visit.Channel.RECEPTION))
                .orElseThrow();
    }

    void arrive(UUID patientId) {
        arrive(by.patients.read(Actor.SYSTEM, patientId));
    }

    VisitWithPath arrive(Patient who) {
        return by.visits
                .arrive(
                        Actor.SYSTEM,
                        Arriving.at(
                                Ids.next(),
                                world.facility.id(),
                                who.id(),
                                world.service.queueId(),
                                Urgency.NON_URGENT,
                                Visit.Channel.RECEPTION))
                .orElseThrow();
    }

    /** Who has the desk: the one of this world where the role works at desks. */
    Actor deskActor() {
        Actor there = deskActor;
        if (there == null) {
            there = world.role == Role.RECEPTIONIST || world.role == Role.NURSE || world.role == Role.DOCTOR
                    ? world.actor()
                    : by.actors
                            .of(by.open(by.hospital.account(Role.RECEPTIONIST, world.facility))
                                    .sessionId())
                            .orElseThrow();
            deskActor = there;
        }
        return there;
    }

    private UUID desk() {
        return by.desks
                .open(deskActor(), world.id("roomId"), List.of(world.service.queueId()), 2)
                .orElseThrow()
                .id();
    }

    private UUID call() {
        return by.calls
                .callThis(deskActor(), world.id("entryId"), world.id("deskSessionId"), null)
                .orElseThrow()
                .call()
                .id();
    }
}
