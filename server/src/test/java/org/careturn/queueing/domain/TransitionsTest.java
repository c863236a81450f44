package org.careturn.queueing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.careturn.queueing.EntryAction;
import org.careturn.queueing.EntryState;
import org.careturn.queueing.domain.Transitions.Transition;
import org.junit.jupiter.api.Test;

class TransitionsTest {

    @Test
    void everyStateCanBeReached() {
        Set<EntryState> reached = EnumSet.of(EntryState.WAITING);
        Deque<EntryState> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            EntryState from = open.pop();
            for (Transition transition : Transitions.TABLE) {
                if (transition.from() == from && reached.add(transition.to())) {
                    open.push(transition.to());
                }
            }
        }
        assertThat(reached).containsExactlyInAnyOrder(EntryState.values());
    }

    @Test
    void everyActiveStateCanEnd() {
        for (EntryState state : EntryState.values()) {
            if (state.isActive()) {
                assertThat(Transitions.TABLE)
                        .anyMatch(transition -> transition.from() == state
                                && !transition.to().isActive()
                                && transition.action() != EntryAction.UNDO);
            }
        }
    }

    @Test
    void terminalStatesAbsorbButForUndoAndWhatIsHeardLate() {
        assertThat(Transitions.TABLE)
                .filteredOn(transition -> !transition.from().isActive() && transition.action() != EntryAction.UNDO)
                .containsExactlyInAnyOrder(
                        new Transition(EntryAction.SERVE, EntryState.NO_SHOW, EntryState.SERVED),
                        new Transition(EntryAction.SERVE, EntryState.LEFT, EntryState.SERVED),
                        new Transition(EntryAction.LATE_ENTRY, EntryState.LEFT, EntryState.SERVED));
    }

    @Test
    void everyActionHasItsTransitionsAndNoneStandsTwice() {
        for (EntryAction action : EntryAction.values()) {
            if (action != EntryAction.ENTER) {
                assertThat(Transitions.from(action)).as(action.name()).isNotEmpty();
            }
        }
        assertThat(new HashSet<>(Transitions.TABLE)).hasSameSizeAs(Transitions.TABLE);
    }

    @Test
    void undoLeadsBackToActiveStatesOnly() {
        assertThat(Transitions.TABLE)
                .filteredOn(transition -> transition.action() == EntryAction.UNDO)
                .isNotEmpty()
                .allMatch(transition -> transition.to().isActive());
    }
}
