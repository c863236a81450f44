package org.careturn.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Urgency;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Role;
import org.careturn.platform.web.Cursor;
import org.careturn.queueing.Boards.QueueBoard;
import org.junit.jupiter.api.Test;

/** A board comes in pages while people are called: nobody who stays is passed over. */
class BoardPagesTest extends QueueFixture {

    private static List<UUID> ids(QueueBoard board) {
        return board.lines().stream().map(line -> line.entry().id()).toList();
    }

    private List<UUID> all(int limit) {
        List<UUID> all = new ArrayList<>();
        String cursor = null;
        do {
            QueueBoard page = boards.board(reception, doctorQueue, cursor, limit);
            all.addAll(ids(page));
            cursor = page.nextCursor();
        } while (cursor != null);
        return all;
    }

    @Test
    void thePagesMakeUpTheBoard() {
        Desk doctor = desk(Role.DOCTOR, 2, doctorQueue);
        arrive(Urgency.NON_URGENT);
        arrive(Urgency.NON_URGENT);
        Calls.Called served = callNext(doctor);
        later(1);
        Calls.Called missed = callNext(doctor);
        calls.noShow(doctor.actor(), missed.entry().id(), missed.call().id()).orElseThrow();
        for (int i = 0; i < 6; i++) {
            later(1);
            arrive(i % 2 == 0 ? Urgency.NON_URGENT : Urgency.URGENT);
        }
        Entry held = arrive(Urgency.NON_URGENT);
        entries.hold(reception, held.id(), null).orElseThrow();
        List<UUID> whole = ids(boards.board(reception, doctorQueue, null, 100));
        assertThat(whole).hasSize(9).startsWith(served.entry().id()).endsWith(held.id());
        for (int limit = 1; limit <= 9; limit++) {
            assertThat(all(limit)).as("by %d", limit).isEqualTo(whole);
        }
    }

    @Test
    void whoStaysIsOnTheNextPageThoughOthersAreCalled() {
        Desk doctor = desk(Role.DOCTOR, 5, doctorQueue);
        List<UUID> people = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            people.add(arrive(Urgency.NON_URGENT).id());
            later(1);
        }
        QueueBoard first = boards.board(reception, doctorQueue, null, 3);
        assertThat(ids(first)).isEqualTo(people.subList(0, 3));
        callNext(doctor);
        callNext(doctor);
        assertThat(ids(boards.board(reception, doctorQueue, first.nextCursor(), 10)))
                .as("two of the first page were called")
                .isEqualTo(people.subList(3, 6));
        callNext(doctor);
        assertThat(ids(boards.board(reception, doctorQueue, first.nextCursor(), 10)))
                .as("so was the one with whom it ended")
                .isEqualTo(people.subList(3, 6));
        arrive(Urgency.EMERGENT);
        assertThat(ids(boards.board(reception, doctorQueue, first.nextCursor(), 10)))
                .as("who came in front of it isn't on the next page")
                .isEqualTo(people.subList(3, 6));
    }

    @Test
    void whatNoPageGaveIsRefused() {
        for (String cursor : List.of("x", Cursor.of("WAITING/URGENT/now/1/x"), Cursor.of("a/b/c/d/e"), Cursor.of(""))) {
            assertThat(refusal(() -> boards.board(reception, doctorQueue, cursor, 3)))
                    .isEqualTo(CommonProblem.INVALID_REQUEST);
        }
    }
}
