package org.careturn.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.careturn.facilities.ServiceSetup.QueueChange;
import org.careturn.facilities.Urgency;
import org.careturn.identity.Staff;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.queueing.Visits.VisitWithPath;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** FR-QUEUE-12, FR-QUEUE-22, decision 0006: what follows when a step of a visit has ended. */
class VisitPathTest extends QueueFixture {
    @Autowired
    Staff people;

    @Test
    void itDoesNotMatterWhichOfTwoParallelStepsIsGivenUpLast() {
        for (boolean givenUpLast : List.of(true, false)) {
            Entry atDoctor = arrive(Urgency.NON_URGENT);
            Desk doctor = desk(Role.DOCTOR, doctorQueue);
            callNext(doctor);
            entries.transfer(doctor.actor(), atDoctor.id(), List.of(laboratory, xray), true, null)
                    .orElseThrow();
            if (!givenUpLast) {
                entries.cancel(reception, waitingIn(xray, atDoctor), "not needed")
                        .orElseThrow();
            }
            serveNext(desk(Role.NURSE, laboratory));
            if (givenUpLast) {
                entries.cancel(reception, waitingIn(xray, atDoctor), "not needed")
                        .orElseThrow();
            }
            assertThat(waitingNumbers(doctorQueue)).containsExactly(atDoctor.ticketNumber());
            serveNext(doctor);
            assertThat(visits.get(reception, atDoctor.visitId()).visit().endedAt())
                    .isNotNull();
        }
    }

    @Test
    void theDoctorHearsThatThereWillBeNoResultsButNobodyComesBackFromHome() {
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        Entry stays = arrive(Urgency.NON_URGENT);
        callNext(doctor);
        entries.transfer(doctor.actor(), stays.id(), List.of(laboratory), true, null)
                .orElseThrow();
        entries.cancel(reception, waitingIn(laboratory, stays), "machine is broken")
                .orElseThrow();
        assertThat(waitingNumbers(doctorQueue)).containsExactly(stays.ticketNumber());
        serveNext(doctor);

        Entry leaves = arrive(Urgency.NON_URGENT);
        callNext(doctor);
        entries.transfer(doctor.actor(), leaves.id(), List.of(laboratory), true, null)
                .orElseThrow();
        entries.leave(reception, waitingIn(laboratory, leaves), null).orElseThrow();
        assertThat(waitingNumbers(doctorQueue)).isEmpty();
        assertThat(visits.get(reception, leaves.visitId()).visit().endedAt()).isNotNull();
    }

    @Test
    void nobodyComesBackToADoctorWhoHasLeft() {
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        Entry entry = arrive(Urgency.NON_URGENT);
        callNext(doctor);
        entries.transfer(doctor.actor(), entry.id(), List.of(laboratory), true, null)
                .orElseThrow();
        Entry bound = arrive(
                        List.of(List.of(doctorQueue)),
                        Urgency.NON_URGENT,
                        List.of(),
                        null,
                        doctor.actor().accountId())
                .entries()
                .getFirst();
        entries.leave(reception, bound.id(), null).orElseThrow();
        people.setActive(Actor.SYSTEM, doctor.actor().accountId(), false).orElseThrow();

        assertThat(entries.rejoin(reception, bound.id()).orElseThrow().boundDoctorId())
                .isNull();
        serveNext(desk(Role.NURSE, laboratory));
        Entry back = visits.get(reception, entry.visitId()).entries().getLast();
        assertThat(back.queueId()).isEqualTo(doctorQueue);
        assertThat(back.boundDoctorId()).isNull();
        assertThat(back.place().since()).isEqualTo(entry.place().since());
        assertThat(callNext(desk(Role.DOCTOR, doctorQueue)).entry().id()).isEqualTo(back.id());
    }

    @Test
    void whatFollowsALateServedReopensTheVisit() {
        services.changeQueue(
                        Actor.SYSTEM,
                        doctorQueue,
                        1,
                        new QueueChange(null, null, null, null, null, null, 0, null, null, null))
                .orElseThrow();
        VisitWithPath visit =
                arrive(List.of(List.of(doctorQueue), List.of(pharmacy)), Urgency.NON_URGENT, List.of(), null, null);
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        Calls.Called called = callNext(doctor);
        calls.noShow(doctor.actor(), called.entry().id(), called.call().id()).orElseThrow();
        assertThat(visits.get(reception, visit.visit().id()).visit().endedAt()).isNotNull();
        calls.serve(doctor.actor(), called.entry().id(), called.call().id()).orElseThrow();
        assertThat(waitingNumbers(pharmacy)).hasSize(1);
        assertThat(visits.get(reception, visit.visit().id()).visit().endedAt()).isNull();
    }

    @Test
    void aRouteThatComesBackToTheDoctorGivesTheFormerPlaceAndTheSameDoctor() {
        VisitWithPath visit = arrive(
                List.of(List.of(doctorQueue), List.of(laboratory), List.of(doctorQueue)),
                Urgency.NON_URGENT,
                List.of(),
                null,
                null);
        Entry first = visit.entries().getFirst();
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        serveNext(doctor);
        later(30);
        arrive(Urgency.NON_URGENT);
        serveNext(desk(Role.NURSE, laboratory));
        Entry back = callNext(doctor).entry();
        assertThat(back.visitId()).isEqualTo(first.visitId());
        assertThat(back.place().since()).isEqualTo(first.place().since());
        assertThat(back.boundDoctorId()).isEqualTo(doctor.actor().accountId());
    }

    @Test
    void whatTriageFoundIsTheUrgencyOfTheNextStepAndIsTakenBackWithIt() {
        VisitWithPath visit =
                arrive(List.of(List.of(laboratory), List.of(doctorQueue)), Urgency.NON_URGENT, List.of(), null, null);
        Desk triage = desk(Role.NURSE, laboratory);
        Calls.Called called = callNext(triage);
        Entry served = calls.serve(
                        triage.actor(),
                        called.entry().id(),
                        called.call().id(),
                        new Calls.Assessed(Urgency.EMERGENT, "chest pain"))
                .orElseThrow();
        assertThat(activeUrgencies(visit)).containsExactly(Urgency.EMERGENT);

        undo.undo(triage.actor(), served.id(), served.version()).orElseThrow();
        assertThat(activeUrgencies(visit)).containsExactly(Urgency.NON_URGENT);
        calls.serve(triage.actor(), called.entry().id(), called.call().id()).orElseThrow();
        assertThat(activeUrgencies(visit)).containsExactly(Urgency.NON_URGENT);
    }

    @Test
    void theUrgencyFoundAtOneOfTwoParallelStepsIsKeptUntilTheOtherHasEnded() {
        VisitWithPath visit = arrive(
                List.of(List.of(laboratory, xray), List.of(doctorQueue)), Urgency.NON_URGENT, List.of(), null, null);
        Desk atLaboratory = desk(Role.NURSE, laboratory);
        Calls.Called called = callNext(atLaboratory);
        calls.serve(
                        atLaboratory.actor(),
                        called.entry().id(),
                        called.call().id(),
                        new Calls.Assessed(Urgency.URGENT, "worse"))
                .orElseThrow();
        serveNext(desk(Role.NURSE, xray));
        assertThat(activeUrgencies(visit)).containsExactly(Urgency.URGENT);
    }

    private List<Urgency> activeUrgencies(VisitWithPath visit) {
        return visits.get(reception, visit.visit().id()).entries().stream()
                .filter(entry -> entry.state().isActive())
                .map(entry -> entry.place().urgency())
                .toList();
    }

    private UUID waitingIn(UUID queue, Entry ofVisit) {
        return visits.get(reception, ofVisit.visitId()).entries().stream()
                .filter(entry -> entry.queueId().equals(queue) && entry.state() == EntryState.WAITING)
                .findFirst()
                .orElseThrow()
                .id();
    }
}
