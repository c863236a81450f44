package org.careturn.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.queueing.Visits.VisitWithPath;
import org.careturn.queueing.domain.RankReason;
import org.junit.jupiter.api.Test;

/** Who is called next, and what becomes of a call. */
class QueueFlowTest extends QueueFixture {
    @Test
    void urgencyGoesFirstThenFirstComeFirstServed() {
        Entry first = arrive(Urgency.NON_URGENT);
        later(1);
        Entry second = arrive(Urgency.NON_URGENT);
        later(1);
        Entry emergency = arrive(Urgency.IMMEDIATE);
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        assertThat(serveNext(doctor).id()).isEqualTo(emergency.id());
        assertThat(serveNext(doctor).id()).isEqualTo(first.id());
        assertThat(serveNext(doctor).id()).isEqualTo(second.id());
        assertThat(refusal(calls.callNext(doctor.actor(), doctor.id(), null))).isEqualTo(QueueProblem.QUEUE_EMPTY);
    }

    @Test
    void creditsPutABookedPatientAheadAndAreNamed() {
        later(60);
        Entry walkIn = arrive(Urgency.NON_URGENT);
        later(5);
        Entry booked = arrive(
                        List.of(List.of(doctorQueue)),
                        Urgency.NON_URGENT,
                        List.of("AGE"),
                        clock.instant().plusSeconds(600),
                        null)
                .entries()
                .getFirst();
        assertThat(waitingNumbers(doctorQueue)).containsExactly(booked.ticketNumber(), walkIn.ticketNumber());
        assertThat(booked.credits()).extracting(Credit::code).containsExactly(Credit.BOOKED, "AGE");
    }

    @Test
    void aDeskCallsNoMoreThanItHasSlots() {
        arrive(Urgency.NON_URGENT);
        arrive(Urgency.NON_URGENT);
        arrive(Urgency.NON_URGENT);
        Desk one = desk(Role.DOCTOR, doctorQueue);
        callNext(one);
        assertThat(refusal(calls.callNext(one.actor(), one.id(), null))).isEqualTo(QueueProblem.DESK_BUSY);
        Desk two = desk(Role.NURSE, 2, doctorQueue);
        callNext(two);
        callNext(two);
        assertThat(refusal(calls.callNext(two.actor(), two.id(), null))).isEqualTo(QueueProblem.DESK_BUSY);
    }

    @Test
    void aDeskOnABreakOrOfSomebodyElseCallsNobody() {
        arrive(Urgency.NON_URGENT);
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        Desk other = desk(Role.DOCTOR, doctorQueue);
        assertThat(refusal(() -> calls.callNext(other.actor(), doctor.id(), null)))
                .isEqualTo(QueueProblem.DESK_NOT_YOURS);
        desks.startBreak(doctor.actor(), doctor.id(), "coffee", null).orElseThrow();
        assertThat(refusal(calls.callNext(doctor.actor(), doctor.id(), null))).isEqualTo(QueueProblem.DESK_NOT_ACTIVE);
        desks.endBreak(doctor.actor(), doctor.id()).orElseThrow();
        callNext(doctor);
        assertThat(refusal(desks.close(doctor.actor(), doctor.id()))).isEqualTo(QueueProblem.DESK_BUSY);
    }

    @Test
    void aMissedCallComesBackAfterThreeFurtherCallsThenItIsANoShow() {
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        Entry absent = arrive(Urgency.NON_URGENT);
        later(1);
        for (int i = 0; i < 5; i++) {
            arrive(Urgency.NON_URGENT);
        }
        Calls.Called missed = callNext(doctor);
        assertThat(missed.entry().id()).isEqualTo(absent.id());
        calls.noShow(doctor.actor(), absent.id(), missed.call().id()).orElseThrow();
        assertThat(waitingNumbers(doctorQueue)).containsExactly("A-002", "A-003", "A-004", "A-001", "A-005", "A-006");
        assertThat(serveNext(doctor).ticketNumber()).isEqualTo("A-002");
        assertThat(serveNext(doctor).ticketNumber()).isEqualTo("A-003");
        assertThat(serveNext(doctor).ticketNumber()).isEqualTo("A-004");
        Calls.Called again = callNext(doctor);
        assertThat(again.entry().id()).isEqualTo(absent.id());
        assertThat(calls.noShow(doctor.actor(), absent.id(), again.call().id())
                        .orElseThrow()
                        .state())
                .isEqualTo(EntryState.NO_SHOW);
        assertThat(visits.get(reception, absent.visitId()).visit().endedAt()).isNotNull();
        later(1);
        Entry rejoined = entries.rejoin(reception, absent.id()).orElseThrow();
        assertThat(waitingNumbers(doctorQueue)).containsExactly("A-005", "A-006", "A-001");
        assertThat(rejoined.id()).isNotEqualTo(absent.id());
    }

    @Test
    void whoMissedACallIsCalledAtOnceWhereNobodyElseWaits() {
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        Entry absent = arrive(Urgency.NON_URGENT);
        calls.noShow(doctor.actor(), absent.id(), callNext(doctor).call().id()).orElseThrow();
        assertThat(callNext(doctor).entry().id()).isEqualTo(absent.id());
    }

    @Test
    void servedBeatsNoShowForTheSameCall() {
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        Entry entry = arrive(Urgency.NON_URGENT);
        UUID call = callNext(doctor).call().id();
        calls.noShow(doctor.actor(), entry.id(), call).orElseThrow();
        Entry served = calls.serve(doctor.actor(), entry.id(), call).orElseThrow();
        assertThat(served.state()).isEqualTo(EntryState.SERVED);
        assertThat(served.unreliable()).isTrue();
        assertThat(calls.noShow(doctor.actor(), entry.id(), call)).isInstanceOf(Outcome.Noop.class);
        assertThat(now(entry).state()).isEqualTo(EntryState.SERVED);
    }

    @Test
    void anOlderCallIsRefusedAndARepeatedActDoesNothing() {
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        Entry entry = arrive(Urgency.NON_URGENT);
        UUID first = callNext(doctor).call().id();
        calls.noShow(doctor.actor(), entry.id(), first).orElseThrow();
        UUID second = callNext(doctor).call().id();
        assertThat(refusal(calls.start(doctor.actor(), entry.id(), first))).isEqualTo(QueueProblem.STALE_CALL);
        assertThat(refusal(calls.serve(doctor.actor(), entry.id(), first))).isEqualTo(QueueProblem.STALE_CALL);
        assertThat(refusal(calls.noShow(doctor.actor(), entry.id(), first))).isEqualTo(QueueProblem.STALE_CALL);
        calls.start(doctor.actor(), entry.id(), second).orElseThrow();
        assertThat(calls.start(doctor.actor(), entry.id(), second)).isInstanceOf(Outcome.Noop.class);
        calls.serve(doctor.actor(), entry.id(), second).orElseThrow();
        assertThat(calls.serve(doctor.actor(), entry.id(), second)).isInstanceOf(Outcome.Noop.class);
    }

    @Test
    void callingOutOfTurnNeedsAReasonAndIsAudited() {
        Desk doctor = desk(Role.DOCTOR, 2, doctorQueue);
        arrive(Urgency.NON_URGENT);
        Entry second = arrive(Urgency.NON_URGENT);
        assertThat(refusal(calls.callThis(doctor.actor(), second.id(), doctor.id(), " ")))
                .isEqualTo(QueueProblem.REASON_FOR_ORDER_REQUIRED);
        calls.callThis(doctor.actor(), second.id(), doctor.id(), "her child waits alone")
                .orElseThrow();
        assertThat(jdbc.queryForObject(
                        "select detail ->> 'positionBefore' from audit_event where subject_id = ? and action = 'ENTRY_CALL'",
                        String.class,
                        second.id()))
                .isEqualTo("2");
        Entry third = arrive(Urgency.URGENT);
        calls.callThis(doctor.actor(), third.id(), doctor.id(), null).orElseThrow();
    }

    @Test
    void passingOverSomebodyMoreUrgentInTheDesksOtherQueueNeedsAReasonToo() {
        Desk doctor = desk(Role.DOCTOR, 2, doctorQueue, laboratory);
        Entry first = arrive(Urgency.NON_URGENT);
        Entry urgent = arrive(List.of(List.of(laboratory)), Urgency.URGENT, List.of(), null, null)
                .entries()
                .getFirst();
        assertThat(refusal(calls.callThis(doctor.actor(), first.id(), doctor.id(), null)))
                .isEqualTo(QueueProblem.REASON_FOR_ORDER_REQUIRED);
        calls.callThis(doctor.actor(), first.id(), doctor.id(), "is at the door")
                .orElseThrow();
        assertThat(jdbc.queryForObject(
                        "select detail ->> 'passedOver' from audit_event where subject_id = ? and action = 'ENTRY_CALL'",
                        String.class,
                        first.id()))
                .isEqualTo(urgent.id().toString());
        Desk elsewhere = desk(Role.NURSE, doctorQueue);
        Entry next = arrive(Urgency.NON_URGENT);
        calls.callThis(elsewhere.actor(), next.id(), elsewhere.id(), null).orElseThrow();
    }

    @Test
    void aBoundPatientIsCalledByHisDoctorOnlyUntilReboundAndTheBoardSaysWhenTheDoctorIsGone() {
        Desk his = desk(Role.DOCTOR, doctorQueue);
        Desk other = desk(Role.DOCTOR, doctorQueue);
        Entry bound = arrive(
                        List.of(List.of(doctorQueue)),
                        Urgency.URGENT,
                        List.of(),
                        null,
                        his.actor().accountId())
                .entries()
                .getFirst();
        later(1);
        Entry free = arrive(Urgency.NON_URGENT);
        Calls.Called called = callNext(other);
        assertThat(called.entry().id()).isEqualTo(free.id());
        assertThat(refusal(calls.callThis(other.actor(), bound.id(), other.id(), "mine")))
                .isEqualTo(QueueProblem.BOUND_TO_ANOTHER_DOCTOR);
        desks.close(his.actor(), his.id()).orElseThrow();
        assertThat(boards.board(reception, doctorQueue, null, 10).lines())
                .filteredOn(line -> line.entry().id().equals(bound.id()))
                .allSatisfy(line -> assertThat(line.reason())
                        .extracting(RankReason::code)
                        .isEqualTo(RankReason.Code.NEEDS_REBINDING));
        assertThat(refusal(entries.bind(reception, bound.id(), reception.accountId())))
                .isEqualTo(QueueProblem.DOCTOR_NOT_IN_FACILITY);
        entries.bind(reception, bound.id(), other.actor().accountId()).orElseThrow();
        calls.serve(other.actor(), free.id(), called.call().id()).orElseThrow();
        assertThat(callNext(other).entry().id()).isEqualTo(bound.id());
    }

    @Test
    void aRouteGoesStepByStepWithTheSameNumberAndEndsTheVisit() {
        VisitWithPath visit = arrive(
                List.of(List.of(doctorQueue), List.of(laboratory, xray), List.of(pharmacy)),
                Urgency.URGENT,
                List.of(),
                null,
                null);
        serveNext(desk(Role.DOCTOR, doctorQueue));
        assertThat(waitingNumbers(laboratory)).containsExactly("A-001");
        assertThat(waitingNumbers(xray)).containsExactly("A-001");
        assertThat(waitingNumbers(pharmacy)).isEmpty();
        Desk lab = desk(Role.NURSE, laboratory);
        Desk ray = desk(Role.NURSE, xray);
        Calls.Called atLab = callNext(lab);
        assertThat(refusal(calls.callNext(ray.actor(), ray.id(), null))).isEqualTo(QueueProblem.QUEUE_EMPTY);
        assertThat(boards.board(reception, xray, null, 10).lines().getFirst().reason())
                .extracting(RankReason::code)
                .isEqualTo(RankReason.Code.AT_ANOTHER_DESK);
        calls.serve(lab.actor(), atLab.entry().id(), atLab.call().id()).orElseThrow();
        assertThat(waitingNumbers(pharmacy)).isEmpty();
        serveNext(ray);
        assertThat(waitingNumbers(pharmacy)).containsExactly("A-001");
        assertThat(visits.get(reception, visit.visit().id()).visit().endedAt()).isNull();
        serveNext(desk(Role.NURSE, pharmacy));
        assertThat(visits.get(reception, visit.visit().id()).visit().endedAt()).isNotNull();
    }

    @Test
    void backAtTheDoctorWithResultsThePatientHasHisFormerPlaceAndHisDoctor() {
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        Desk colleague = desk(Role.DOCTOR, doctorQueue);
        Entry first = arrive(Urgency.NON_URGENT);
        later(5);
        Entry second = arrive(Urgency.NON_URGENT);
        Calls.Called called = callNext(doctor);
        calls.start(doctor.actor(), first.id(), called.call().id()).orElseThrow();
        entries.transfer(doctor.actor(), first.id(), List.of(laboratory, xray), true, "blood and chest")
                .orElseThrow();
        assertThat(now(first).state()).isEqualTo(EntryState.TRANSFERRED);
        later(20);
        serveNext(desk(Role.NURSE, laboratory));
        assertThat(waitingNumbers(doctorQueue)).containsExactly(second.ticketNumber());
        serveNext(desk(Role.NURSE, xray));
        assertThat(waitingNumbers(doctorQueue)).containsExactly(first.ticketNumber(), second.ticketNumber());
        assertThat(callNext(colleague).entry().id()).isEqualTo(second.id());
        Entry back = callNext(doctor).entry();
        assertThat(back.visitId()).isEqualTo(first.visitId());
        assertThat(back.place().since()).isEqualTo(first.place().since());
    }
}
