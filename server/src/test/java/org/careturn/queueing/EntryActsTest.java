package org.careturn.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.audit.AuditFilter;
import org.careturn.facilities.ServiceSetup.QueueChange;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.junit.jupiter.api.Test;

/** What staff do with an entry between its arrival and its end. */
class EntryActsTest extends QueueFixture {
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
    void aMoveIsAuditedWithThePositionsThatTheBoardShows() {
        Entry a = arrive(Urgency.NON_URGENT);
        Entry c = arrive(Urgency.NON_URGENT);
        Entry d = arrive(Urgency.NON_URGENT);
        entries.move(reception, c.id(), a.id(), "stays there").orElseThrow();
        entries.move(reception, d.id(), a.id(), "with her sister").orElseThrow();
        assertThat(waitingNumbers(doctorQueue)).containsExactly("A-001", "A-003", "A-002");
        assertThat(audited(c, "MOVE")).containsExactly("2 2 NON_URGENT NON_URGENT");
        assertThat(audited(d, "MOVE")).containsExactly("3 2 NON_URGENT NON_URGENT");
        entries.move(reception, d.id(), null, "in pain").orElseThrow();
        assertThat(audited(d, "MOVE")).last().isEqualTo("2 1 NON_URGENT NON_URGENT");
    }

    @Test
    void whoComesBackStandsBehindWhoWasMovedBeforeHim() {
        Entry a = arrive(Urgency.NON_URGENT);
        Entry held = arrive(Urgency.NON_URGENT);
        Entry called = arrive(Urgency.NON_URGENT);
        Entry last = arrive(Urgency.NON_URGENT);
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        entries.hold(reception, held.id(), null).orElseThrow();
        calls.callThis(doctor.actor(), called.id(), doctor.id(), "asked for").orElseThrow();
        entries.move(reception, last.id(), a.id(), "with her sister").orElseThrow();
        entries.resume(reception, held.id()).orElseThrow();
        undo.undo(reception, called.id(), now(called).version()).orElseThrow();
        assertThat(waitingNumbers(doctorQueue)).containsExactly("A-001", "A-004", "A-002", "A-003");
    }

    @Test
    void whomAnEntryIsBoundToIsAudited() {
        UUID doctor = staff(Role.DOCTOR).accountId();
        Entry entry = arrive(Urgency.NON_URGENT);
        entries.bind(reception, entry.id(), doctor).orElseThrow();
        entries.bind(reception, entry.id(), null).orElseThrow();
        undo.undo(reception, entry.id(), now(entry).version()).orElseThrow();
        assertThat(jdbc.queryForList("""
                        select concat_ws(' ', action, detail ->> 'doctorBefore', '->', detail ->> 'doctorAfter')
                        from audit_event where subject_id = ? and action <> 'ENTRY_ENTER' order by id""", String.class, entry.id()))
                .containsExactly("ENTRY_BIND -> " + doctor, "ENTRY_BIND " + doctor + " ->", "ENTRY_UNDO -> " + doctor);
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
        assertThat(audited(worse, "SET_URGENCY")).containsExactly("3 1 LESS_URGENT EMERGENT");
        AuditFilter filter = new AuditFilter(null, null, worse.id(), null, "ENTRY_SET_URGENCY", null, null);
        assertThat(audit.page(Actor.SYSTEM, filter, null, 1).items().getFirst().personal())
                .isEqualTo(Map.of("reason", "chest pain"));
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
