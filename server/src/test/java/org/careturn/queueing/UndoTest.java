package org.careturn.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.junit.jupiter.api.Test;

class UndoTest extends QueueFixture {

    private Outcome<Entry> undoLast(Entry entry) {
        return undo.undo(reception, entry.id(), now(entry).version());
    }

    @Test
    void eachActionCanBeTakenBack() {
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        Entry entry = arrive(Urgency.URGENT);
        Place place = entry.place();

        callNext(doctor);
        assertThat(undoLast(entry).orElseThrow().state()).isEqualTo(EntryState.WAITING);
        assertThat(undoLast(entry)).isInstanceOf(Outcome.Refused.class);

        UUID call = callNext(doctor).call().id();
        calls.start(doctor.actor(), entry.id(), call).orElseThrow();
        assertThat(undoLast(entry).orElseThrow().state()).isEqualTo(EntryState.CALLED);

        calls.start(doctor.actor(), entry.id(), call).orElseThrow();
        calls.serve(doctor.actor(), entry.id(), call).orElseThrow();
        Entry back = undoLast(entry).orElseThrow();
        assertThat(back.state()).isEqualTo(EntryState.SERVING);
        assertThat(back.unreliable()).isTrue();
        assertThat(back.callId()).isEqualTo(call);
        assertThat(visits.get(reception, entry.visitId()).visit().endedAt()).isNull();

        entries.hold(reception, entry.id(), null).orElseThrow();
        assertThat(undoLast(entry).orElseThrow().state()).isEqualTo(EntryState.SERVING);
        entries.hold(reception, entry.id(), null).orElseThrow();
        entries.resume(reception, entry.id()).orElseThrow();
        assertThat(undoLast(entry).orElseThrow().state()).isEqualTo(EntryState.ON_HOLD);
        entries.resume(reception, entry.id()).orElseThrow();

        entries.setUrgency(reception, entry.id(), Urgency.NON_URGENT, "mistake").orElseThrow();
        assertThat(undoLast(entry).orElseThrow().place()).isEqualTo(place);
        entries.cancel(reception, entry.id(), null).orElseThrow();
        assertThat(undoLast(entry).orElseThrow().state()).isEqualTo(EntryState.WAITING);
        entries.leave(reception, entry.id(), null).orElseThrow();
        assertThat(undoLast(entry).orElseThrow().state()).isEqualTo(EntryState.WAITING);

        call = callNext(doctor).call().id();
        calls.noShow(doctor.actor(), entry.id(), call).orElseThrow();
        Entry called = undoLast(entry).orElseThrow();
        assertThat(called.state()).isEqualTo(EntryState.CALLED);
        assertThat(called.missedCalls()).isZero();
        assertThat(called.callId()).isEqualTo(call);
        calls.serve(doctor.actor(), entry.id(), call).orElseThrow();
    }

    @Test
    void takenBackOverridesAreAuditedAsTheyWereMade() {
        arrive(Urgency.LESS_URGENT);
        arrive(Urgency.LESS_URGENT);
        Entry entry = arrive(Urgency.LESS_URGENT);
        entries.move(reception, entry.id(), null, "mistake").orElseThrow();
        undoLast(entry).orElseThrow();
        entries.setUrgency(reception, entry.id(), Urgency.EMERGENT, "mistake").orElseThrow();
        undoLast(entry).orElseThrow();
        assertThat(audited(entry, "UNDO")).containsExactly("1 3 LESS_URGENT LESS_URGENT", "1 3 EMERGENT LESS_URGENT");
    }

    @Test
    void whoWasMovedGoesBackToWhereHeStoodAmongTheOthers() {
        Entry a = arrive(Urgency.NON_URGENT);
        Entry b = arrive(Urgency.NON_URGENT);
        arrive(Urgency.NON_URGENT);
        Entry d = arrive(Urgency.NON_URGENT);
        entries.move(reception, b.id(), d.id(), "wants to wait").orElseThrow();
        entries.move(reception, b.id(), a.id(), "mistake").orElseThrow();
        undoLast(b).orElseThrow();
        assertThat(waitingNumbers(doctorQueue)).containsExactly("A-001", "A-003", "A-004", "A-002");
        assertThat(audited(b, "UNDO")).containsExactly("2 4 NON_URGENT NON_URGENT");
    }

    @Test
    void transferIsTakenBackWhileNobodyHasGoneOn() {
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        Entry entry = arrive(Urgency.URGENT);
        UUID call = callNext(doctor).call().id();
        calls.start(doctor.actor(), entry.id(), call).orElseThrow();
        entries.transfer(doctor.actor(), entry.id(), List.of(laboratory, xray), true, null)
                .orElseThrow();
        assertThat(undoLast(entry).orElseThrow().state()).isEqualTo(EntryState.SERVING);
        assertThat(waitingNumbers(laboratory)).isEmpty();
        assertThat(waitingNumbers(xray)).isEmpty();
        entries.transfer(doctor.actor(), entry.id(), List.of(laboratory, xray), true, null)
                .orElseThrow();
        callNext(desk(Role.NURSE, laboratory));
        assertThat(refusal(undoLast(entry))).isEqualTo(QueueProblem.UNDO_TOO_LATE);
        assertThat(waitingNumbers(xray)).hasSize(1);
    }

    @Test
    void serveIsTakenBackWithTheStepItBegan() {
        Entry entry = arrive(List.of(List.of(doctorQueue), List.of(pharmacy)), Urgency.URGENT, List.of(), null, null)
                .entries()
                .getFirst();
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        serveNext(doctor);
        assertThat(waitingNumbers(pharmacy)).hasSize(1);
        undoLast(entry).orElseThrow();
        assertThat(waitingNumbers(pharmacy)).isEmpty();
        UUID call = Objects.requireNonNull(now(entry).callId());
        calls.serve(doctor.actor(), entry.id(), call).orElseThrow();
        assertThat(waitingNumbers(pharmacy)).hasSize(1);
    }

    @Test
    void itIsTooLateAfterTwoMinutesOrWhenTheDeskHasGoneOn() {
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        Entry first = arrive(Urgency.URGENT);
        Entry second = arrive(Urgency.NON_URGENT);
        serveNext(doctor);
        callNext(doctor);
        assertThat(refusal(undoLast(first))).isEqualTo(QueueProblem.UNDO_TOO_LATE);
        undoLast(second).orElseThrow();
        undoLast(first).orElseThrow();
        entries.setUrgency(reception, second.id(), Urgency.URGENT, "worse").orElseThrow();
        later(3);
        assertThat(refusal(undoLast(second))).isEqualTo(QueueProblem.UNDO_TOO_LATE);
    }

    @Test
    void nobodyUndoesWhatHeHasNotSeen() {
        Entry entry = arrive(Urgency.URGENT);
        long seen = entries.hold(reception, entry.id(), null).orElseThrow().version();
        entries.resume(reception, entry.id()).orElseThrow();
        assertThat(refusal(undo.undo(reception, entry.id(), seen))).isEqualTo(QueueProblem.STALE_VERSION);
    }

    @Test
    void theHistoryKeepsBoth() {
        Entry entry = arrive(Urgency.URGENT);
        entries.hold(reception, entry.id(), "phone").orElseThrow();
        undoLast(entry).orElseThrow();
        assertThat(jdbc.queryForList(
                        "select action from entry_event where entry_id = ? order by version", String.class, entry.id()))
                .containsExactly("ENTER", "HOLD", "UNDO");
        assertThat(jdbc.queryForObject(
                        "select undoes_version from entry_event where entry_id = ? and version = 3",
                        Long.class,
                        entry.id()))
                .isEqualTo(2);
    }
}
