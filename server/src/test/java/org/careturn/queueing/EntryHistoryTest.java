package org.careturn.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.platform.web.Page;
import org.junit.jupiter.api.Test;

/** FR-QUEUE-08: each move keeps who made it, when, and at which desk. */
class EntryHistoryTest extends QueueFixture {

    private List<EntryEvent> history(Entry entry) {
        return entries.history(reception, entry.id(), null, 100).items().reversed();
    }

    @Test
    void movesTellWhoAtWhichDeskAndInWhichRoom() {
        Entry entry = arrive(Urgency.NON_URGENT);
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        DeskSession desk = desks.get(reception, doctor.id());
        later(1);
        Calls.Called missed = callNext(doctor);
        calls.noShow(doctor.actor(), entry.id(), missed.call().id()).orElseThrow();
        later(1);
        entries.hold(reception, entry.id(), "Fetches a form").orElseThrow();
        entries.resume(reception, entry.id()).orElseThrow();
        Desk nurse = desk(Role.NURSE, doctorQueue);
        Calls.Called again = callNext(nurse);
        calls.start(nurse.actor(), entry.id(), again.call().id()).orElseThrow();

        List<EntryEvent> events = history(entry);
        assertThat(events)
                .extracting(EntryEvent::action)
                .containsExactly(
                        EntryAction.ENTER,
                        EntryAction.CALL,
                        EntryAction.MISS,
                        EntryAction.HOLD,
                        EntryAction.RESUME,
                        EntryAction.CALL,
                        EntryAction.START);
        assertThat(events).extracting(EntryEvent::version).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        EntryEvent entered = events.get(0);
        assertThat(entered.from()).isNull();
        assertThat(entered.accountId()).isEqualTo(reception.accountId());
        assertThat(entered.deskSessionId()).isNull();
        for (EntryEvent called : events.subList(1, 3)) {
            assertThat(called.accountId()).isEqualTo(doctor.actor().accountId());
            assertThat(called.deskSessionId()).isEqualTo(doctor.id());
            assertThat(called.roomId()).isEqualTo(desk.roomId());
            assertThat(called.roomName()).startsWith("Room ");
            assertThat(called.callId()).isEqualTo(missed.call().id());
        }
        EntryEvent held = events.get(3);
        assertThat(held.deskSessionId()).as("the call had ended").isNull();
        assertThat(held.reason()).isEqualTo("Fetches a form");
        assertThat(events.get(6).deskSessionId()).isEqualTo(nurse.id());
        assertThat(events.get(6).accountName()).startsWith("staff");
        assertThat(events.get(6).at()).isEqualTo(clock.instant());
    }

    @Test
    void itComesInPagesAndForTheStaffOnly() {
        Entry entry = arrive(Urgency.NON_URGENT);
        entries.hold(reception, entry.id(), null).orElseThrow();
        entries.resume(reception, entry.id()).orElseThrow();
        Page<EntryEvent> first = entries.history(reception, entry.id(), null, 2);
        assertThat(first.items()).extracting(EntryEvent::version).containsExactly(3L, 2L);
        Page<EntryEvent> second = entries.history(reception, entry.id(), first.nextCursor(), 2);
        assertThat(second.items()).extracting(EntryEvent::version).containsExactly(1L);
        assertThat(second.nextCursor()).isNull();

        Actor patient =
                new Actor(Ids.next(), Ids.next(), List.of(new Actor.Grant(Role.PATIENT, null)), entry.patientId());
        assertThat(entries.get(patient, entry.id()).id()).isEqualTo(entry.id());
        assertThat(refusal(() -> entries.history(patient, entry.id(), null, 2))).isEqualTo(CommonProblem.NOT_FOUND);
        Actor stranger = new Actor(Ids.next(), Ids.next(), List.of(new Actor.Grant(Role.NURSE, Ids.next())), null);
        assertThat(refusal(() -> entries.history(stranger, entry.id(), null, 2)))
                .isEqualTo(CommonProblem.NOT_FOUND);
    }
}
