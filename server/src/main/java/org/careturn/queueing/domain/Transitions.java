package org.careturn.queueing.domain;

import static org.careturn.queueing.EntryState.CALLED;
import static org.careturn.queueing.EntryState.CANCELLED;
import static org.careturn.queueing.EntryState.LEFT;
import static org.careturn.queueing.EntryState.NO_SHOW;
import static org.careturn.queueing.EntryState.ON_HOLD;
import static org.careturn.queueing.EntryState.SERVED;
import static org.careturn.queueing.EntryState.SERVING;
import static org.careturn.queueing.EntryState.TRANSFERRED;
import static org.careturn.queueing.EntryState.WAITING;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.careturn.queueing.EntryAction;
import org.careturn.queueing.EntryState;

/**
 * The state machine of an entry as data: the code, the documentation and the tests read this one table.
 *
 * <p>{@link EntryAction#ENTER} makes an entry, WAITING. {@link EntryAction#UNDO} is the reverse of whatever came last,
 * and stands here for each action that can be undone. A serve that arrives late for a call already closed as missed wins
 * over it: served beats no-show. So it does, as a late entry does, over the end of a forgotten day.
 */
public final class Transitions {
    public record Transition(EntryAction action, EntryState from, EntryState to) {}

    private static final Set<EntryAction> UNDOABLE = EnumSet.of(
            EntryAction.CALL,
            EntryAction.START,
            EntryAction.SERVE,
            EntryAction.MISS,
            EntryAction.HOLD,
            EntryAction.RESUME,
            EntryAction.RUNNING_LATE,
            EntryAction.TRANSFER,
            EntryAction.CANCEL,
            EntryAction.LEAVE,
            EntryAction.MOVE,
            EntryAction.SET_URGENCY,
            EntryAction.BIND);

    public static final List<Transition> TABLE = table();

    private Transitions() {}

    public static boolean allows(EntryAction action, EntryState from, EntryState to) {
        return TABLE.contains(new Transition(action, from, to));
    }

    /** The states in which the action has something to do. */
    public static Set<EntryState> from(EntryAction action) {
        EnumSet<EntryState> states = EnumSet.noneOf(EntryState.class);
        for (Transition transition : TABLE) {
            if (transition.action == action) {
                states.add(transition.from);
            }
        }
        return states;
    }

    public static boolean canBeUndone(EntryAction action) {
        return UNDOABLE.contains(action);
    }

    private static List<Transition> table() {
        List<Transition> table = new ArrayList<>();
        add(table, EntryAction.CALL, CALLED, WAITING);
        add(table, EntryAction.RECALL, CALLED, CALLED);
        add(table, EntryAction.START, SERVING, CALLED);
        add(table, EntryAction.SERVE, SERVED, SERVING, CALLED, WAITING, NO_SHOW, LEFT);
        add(table, EntryAction.MISS, WAITING, CALLED);
        add(table, EntryAction.MISS, NO_SHOW, CALLED);
        add(table, EntryAction.HOLD, ON_HOLD, WAITING, CALLED, SERVING);
        add(table, EntryAction.RESUME, WAITING, ON_HOLD);
        add(table, EntryAction.RUNNING_LATE, ON_HOLD, WAITING, ON_HOLD);
        add(table, EntryAction.TRANSFER, TRANSFERRED, WAITING, CALLED, SERVING, ON_HOLD);
        add(table, EntryAction.CANCEL, CANCELLED, WAITING, ON_HOLD);
        add(table, EntryAction.LEAVE, LEFT, WAITING, CALLED, ON_HOLD);
        add(table, EntryAction.MOVE, WAITING, WAITING);
        add(table, EntryAction.SET_URGENCY, WAITING, WAITING);
        add(table, EntryAction.SET_URGENCY, ON_HOLD, ON_HOLD);
        add(table, EntryAction.BIND, WAITING, WAITING);
        add(table, EntryAction.BIND, ON_HOLD, ON_HOLD);
        add(table, EntryAction.LATE_ENTRY, SERVED, WAITING, CALLED, ON_HOLD, LEFT);
        add(table, EntryAction.TAKE_BACK, CANCELLED, WAITING);
        add(table, EntryAction.END_OF_DAY, LEFT, WAITING, CALLED, SERVING, ON_HOLD);
        for (Transition done : List.copyOf(table)) {
            if (UNDOABLE.contains(done.action) && done.from.isActive()) {
                Transition undo = new Transition(EntryAction.UNDO, done.to, done.from);
                if (!table.contains(undo)) {
                    table.add(undo);
                }
            }
        }
        return List.copyOf(table);
    }

    private static void add(List<Transition> table, EntryAction action, EntryState to, EntryState... from) {
        for (EntryState state : from) {
            table.add(new Transition(action, state, to));
        }
    }
}
