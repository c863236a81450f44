package org.careturn.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.careturn.audit.AuditFilter;
import org.careturn.facilities.BookingRule;
import org.careturn.facilities.BookingSetup;
import org.careturn.facilities.FacilitySetup.NewFacility;
import org.careturn.facilities.ServiceSetup.QueueChange;
import org.careturn.facilities.Urgency;
import org.careturn.patients.NewPatient;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.queueing.Visits.VisitWithPath;
import org.careturn.queueing.domain.RankReason;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class QueueFlowTest extends QueueFixture {
    @Autowired
    BookingSetup booking;

    @Test
    void numbersCountByPrefixAndServiceDay() {
        assertThat(arrive(Urgency.NON_URGENT).ticketNumber()).isEqualTo("A-001");
        assertThat(arrive(Urgency.NON_URGENT).ticketNumber()).isEqualTo("A-002");
        assertThat(arrive(List.of(List.of(pharmacy)), Urgency.NON_URGENT, List.of(), null, null)
                        .visit()
                        .ticketNumber())
                .isEqualTo("P-001");
        clock.drive(Instant.parse("2026-03-03T03:59:00Z"));
        assertThat(arrive(Urgency.NON_URGENT).ticketNumber()).isEqualTo("A-003");
        clock.drive(Instant.parse("2026-03-03T04:00:00Z"));
        assertThat(arrive(Urgency.NON_URGENT).ticketNumber()).isEqualTo("A-001");
    }

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
    void holdKeepsThePlace() {
        Entry first = arrive(Urgency.NON_URGENT);
        later(1);
        Entry second = arrive(Urgency.NON_URGENT);
        entries.hold(reception, first.id(), "fetching papers").orElseThrow();
        assertThat(waitingNumbers(doctorQueue)).containsExactly(second.ticketNumber());
        later(30);
        entries.resume(reception, first.id()).orElseThrow();
        assertThat(waitingNumbers(doctorQueue)).containsExactly(first.ticketNumber(), second.ticketNumber());
    }

    @Test
    void moveGoesBehindItsAnchorAndNeverAcrossCategories() {
        Entry a = arrive(Urgency.NON_URGENT);
        Entry b = arrive(Urgency.NON_URGENT);
        Entry c = arrive(Urgency.NON_URGENT);
        Entry d = arrive(Urgency.NON_URGENT);
        Entry urgent = arrive(Urgency.URGENT);
        entries.move(reception, d.id(), a.id(), "with her sister").orElseThrow();
        entries.move(reception, c.id(), a.id(), "with his brother").orElseThrow();
        assertThat(waitingNumbers(doctorQueue)).containsExactly("A-005", "A-001", "A-003", "A-004", "A-002");
        entries.move(reception, b.id(), null, "in pain").orElseThrow();
        assertThat(waitingNumbers(doctorQueue)).containsExactly("A-005", "A-002", "A-001", "A-003", "A-004");
        assertThat(refusal(entries.move(reception, b.id(), urgent.id(), "no"))).isEqualTo(QueueProblem.CROSSES_URGENCY);
        entries.cancel(reception, a.id(), null).orElseThrow();
        Outcome<Entry> nearest = entries.move(reception, d.id(), a.id(), "with her sister, who has left");
        assertThat(nearest).isInstanceOf(Outcome.Merged.class);
        assertThat(waitingNumbers(doctorQueue)).containsExactly("A-005", "A-002", "A-004", "A-003");
        Entry elsewhere = arrive(List.of(List.of(laboratory)), Urgency.NON_URGENT, List.of(), null, null)
                .entries()
                .getFirst();
        assertThat(refusal(entries.move(reception, b.id(), elsewhere.id(), "no")))
                .isEqualTo(QueueProblem.ANCHOR_GONE);
    }

    @Test
    void anOverrideIsAuditedWithItsReasonAndThePositions() {
        arrive(Urgency.LESS_URGENT);
        later(1);
        arrive(Urgency.LESS_URGENT);
        later(1);
        Entry worse = arrive(Urgency.LESS_URGENT);
        entries.setUrgency(reception, worse.id(), Urgency.EMERGENT, "chest pain")
                .orElseThrow();
        assertThat(waitingNumbers(doctorQueue)).startsWith(worse.ticketNumber());
        assertThat(jdbc.queryForObject("""
                        select concat_ws(' ', detail ->> 'positionBefore', detail ->> 'positionAfter',
                          detail ->> 'urgencyBefore', detail ->> 'urgencyAfter')
                        from audit_event where subject_id = ? and action = 'ENTRY_SET_URGENCY' and account_id = ?""", String.class, worse.id(), reception.accountId()))
                .isEqualTo("3 1 LESS_URGENT EMERGENT");
        AuditFilter filter = new AuditFilter(null, null, worse.id(), null, "ENTRY_SET_URGENCY", null, null);
        assertThat(audit.page(Actor.SYSTEM, filter, null, 1).items().getFirst().personal())
                .isEqualTo(Map.of("reason", "chest pain"));
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
    void whoDroppedOutRejoinsOnlyWhereSomebodyNewWouldBeTakenInToo() {
        Entry entry = arrive(Urgency.NON_URGENT);
        entries.cancel(reception, entry.id(), null).orElseThrow();
        services.changeQueue(Actor.SYSTEM, doctorQueue, 1, QueueChange.open(false))
                .orElseThrow();
        assertThat(refusal(entries.rejoin(reception, entry.id()))).isEqualTo(QueueProblem.QUEUE_CLOSED);
        services.changeQueue(Actor.SYSTEM, doctorQueue, 2, QueueChange.open(true))
                .orElseThrow();
        entries.rejoin(reception, entry.id()).orElseThrow();
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

    @Test
    void transferIsRefusedWhereThePatientWaitsAlreadyOrTheQueueIsForeign() {
        Entry entry = arrive(Urgency.NON_URGENT);
        assertThat(refusal(entries.transfer(reception, entry.id(), List.of(doctorQueue), false, null)))
                .isEqualTo(QueueProblem.ALREADY_IN_QUEUE);
        assertThat(refusal(entries.transfer(reception, entry.id(), List.of(UUID.randomUUID()), false, null)))
                .isEqualTo(QueueProblem.UNKNOWN_QUEUE);
    }

    @Test
    void lateEntriesAreMarkedUnreliableAndTheirTimesAreChecked() {
        Entry entry = arrive(Urgency.NON_URGENT);
        Instant arrived = clock.instant();
        later(60);
        assertThat(refusal(entries.lateEntry(
                        reception, entry.id(), arrived.minusSeconds(86_400), arrived.plusSeconds(600), null)))
                .isEqualTo(QueueProblem.INVALID_TIME);
        assertThat(refusal(entries.lateEntry(
                        reception, entry.id(), arrived, clock.instant().plusSeconds(1), null)))
                .isEqualTo(QueueProblem.INVALID_TIME);
        Entry served = entries.lateEntry(
                        reception, entry.id(), arrived.plusSeconds(300), arrived.plusSeconds(900), null)
                .orElseThrow();
        assertThat(served.state()).isEqualTo(EntryState.SERVED);
        assertThat(served.unreliable()).isTrue();
        assertThat(served.startedAt()).isEqualTo(arrived.plusSeconds(300));
    }

    @Test
    void cancelBeforeTheCallOnlyAndAgainIsNothing() {
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        Entry entry = arrive(Urgency.NON_URGENT);
        Entry other = arrive(Urgency.NON_URGENT);
        callNext(doctor);
        assertThat(refusal(entries.cancel(reception, entry.id(), null))).isEqualTo(QueueProblem.WRONG_STATE);
        entries.cancel(reception, other.id(), "will come tomorrow").orElseThrow();
        assertThat(entries.cancel(reception, other.id(), null)).isInstanceOf(Outcome.Noop.class);
        assertThat(entries.leave(reception, entry.id(), "had to go")
                        .orElseThrow()
                        .state())
                .isEqualTo(EntryState.LEFT);
        assertThat(desks.close(doctor.actor(), doctor.id())).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void theTicketSaysWhatThePatientNeedsToKnow() {
        arrive(Urgency.NON_URGENT);
        later(1);
        Entry second = arrive(Urgency.NON_URGENT);
        String token = visits.get(reception, second.visitId()).visit().token();
        Tickets.Step step = tickets.byToken(token).steps().getFirst();
        assertThat(step.peopleAhead()).isOne();
        assertThat(step.position()).isEqualTo(2);
        assertThat(step.forecast())
                .as("nobody calls yet")
                .extracting(TurnForecast::kind)
                .isEqualTo(TurnForecast.Kind.UNKNOWN);
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        assertThat(tickets.byToken(token).steps().getFirst().forecast()).isNotNull();
        serveNext(doctor);
        UUID callId = callNext(doctor).call().id();
        step = tickets.byToken(token).steps().getFirst();
        assertThat(step.state()).isEqualTo(EntryState.CALLED);
        assertThat(step.room()).startsWith("Room ");
        assertThat(step.recalls()).isZero();
        calls.recall(doctor.actor(), second.id(), callId).orElseThrow();
        assertThat(tickets.byToken(token).steps().getFirst().recalls()).isOne();
        assertThat(refusal(() -> tickets.byToken("AAAAAAAAAAAAAAAAAAAAAA"))).isEqualTo(CommonProblem.NOT_FOUND);
    }

    @Test
    void staffOfAnotherFacilitySeeNothing() {
        Entry entry = arrive(Urgency.NON_URGENT);
        Actor stranger = new Actor(
                UUID.randomUUID(),
                UUID.randomUUID(),
                List.of(new Actor.Grant(Role.RECEPTIONIST, UUID.randomUUID())),
                null);
        assertThat(refusal(() -> entries.get(stranger, entry.id()))).isEqualTo(CommonProblem.NOT_FOUND);
        assertThat(refusal(() -> entries.cancel(stranger, entry.id(), null))).isEqualTo(CommonProblem.NOT_FOUND);
        assertThat(refusal(() -> boards.board(stranger, doctorQueue, null, 10))).isEqualTo(CommonProblem.NOT_FOUND);
        assertThat(now(entry).state()).isEqualTo(EntryState.WAITING);
    }

    @Test
    void aPatientWaitsOnceInAQueue() {
        UUID patient = patient();
        Visits.Arriving arriving = Visits.Arriving.at(
                Ids.next(), facility, patient, doctorQueue, Urgency.NON_URGENT, Visit.Channel.RECEPTION);
        visits.arrive(reception, arriving).orElseThrow();
        assertThat(refusal(visits.arrive(reception, arriving))).isEqualTo(QueueProblem.ALREADY_IN_QUEUE);
    }

    @Test
    void aPatientJoinsFromElsewhereWhereTheServiceAllowsIt() {
        UUID patient = patient();
        Actor self =
                new Actor(UUID.randomUUID(), UUID.randomUUID(), List.of(new Actor.Grant(Role.PATIENT, null)), patient);
        assertThat(refusal(visits.join(self, Ids.next(), facility, patient, doctorQueue)))
                .isEqualTo(QueueProblem.NO_REMOTE_JOINING);
        UUID service = Objects.requireNonNull(
                jdbc.queryForObject("select service_id from queue where id = ?", UUID.class, doctorQueue));
        BookingSetup.Rule before = booking.rule(service);
        BookingRule rule = new BookingRule(BookingRule.Booking.ALL, 60, 90, null, 60, 120, true, 0);
        booking.setRule(Actor.SYSTEM, service, before.version(), rule).orElseThrow();
        assertThat(refusal(() -> visits.join(self, Ids.next(), facility, patient(), doctorQueue)))
                .isEqualTo(CommonProblem.NOT_FOUND);
        Visit visit = visits.join(self, Ids.next(), facility, patient, doctorQueue)
                .orElseThrow()
                .visit();
        assertThat(visit.channel()).isEqualTo(Visit.Channel.PATIENT);
        assertThat(waitingNumbers(doctorQueue)).containsExactly(visit.ticketNumber());
        assertThat(refusal(visits.join(self, Ids.next(), facility, patient, doctorQueue)))
                .isEqualTo(QueueProblem.ALREADY_IN_QUEUE);
    }

    @Test
    void aKioskTakesInOnlyWhomItsFacilityKnows() {
        Actor kiosk = new Actor(Ids.next(), Ids.next(), List.of(new Actor.Grant(Role.DEVICE, facility)), null);
        UUID otherFacility = facilitySetup
                .open(Actor.SYSTEM, Ids.next(), new NewFacility("Elsewhere " + kiosk.accountId(), "IE", "UTC", null))
                .orElseThrow()
                .id();
        UUID elsewhere = patients.register(
                        Actor.SYSTEM, new NewPatient(null, otherFacility, "Somebody", null, null, null, null))
                .orElseThrow()
                .id();
        Visits.Arriving arriving = Visits.Arriving.at(
                Ids.next(), facility, elsewhere, doctorQueue, Urgency.NON_URGENT, Visit.Channel.KIOSK);
        assertThat(refusal(visits.arrive(kiosk, arriving))).isEqualTo(QueueProblem.UNKNOWN_PATIENT);
        visits.arrive(reception, arriving).orElseThrow();
    }

    @Test
    void forgottenEntriesEndOnTheNextDayButNobodyIsSentHomeAtMidnight() {
        clock.drive(Instant.parse("2026-03-02T16:00:00Z"));
        Entry forgottenEntry = arrive(Urgency.NON_URGENT);
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        UUID forgottenCall = callNext(doctor).call().id();
        clock.drive(Instant.parse("2026-03-03T03:30:00Z"));
        Entry night = arrive(Urgency.NON_URGENT);
        forgotten.endAll();
        assertThat(now(forgottenEntry).state()).isEqualTo(EntryState.CALLED);
        clock.drive(Instant.parse("2026-03-03T04:30:00Z"));
        forgotten.endAll();
        assertThat(now(forgottenEntry).state()).isEqualTo(EntryState.LEFT);
        assertThat(now(forgottenEntry).unreliable()).isTrue();
        assertThat(now(forgottenEntry).callId()).isEqualTo(forgottenCall);
        assertThat(now(night).state()).isEqualTo(EntryState.WAITING);
        assertThat(callNext(doctor).entry().id()).isEqualTo(night.id());
    }
}
