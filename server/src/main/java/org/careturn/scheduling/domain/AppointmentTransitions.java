package org.careturn.scheduling.domain;

import static org.careturn.scheduling.AppointmentStatus.BOOKED;
import static org.careturn.scheduling.AppointmentStatus.CANCELLED;
import static org.careturn.scheduling.AppointmentStatus.CHECKED_IN;
import static org.careturn.scheduling.AppointmentStatus.FULFILLED;
import static org.careturn.scheduling.AppointmentStatus.NOSHOW;
import static org.careturn.scheduling.AppointmentStatus.PROPOSED;

import java.util.List;
import org.careturn.scheduling.AppointmentAction;
import org.careturn.scheduling.AppointmentStatus;

/**
 * The state machine of an appointment as data: the code, the documentation and the tests read this one table.
 * {@link AppointmentAction#BOOK} makes one that is booked, {@link AppointmentAction#OFFER} one that is proposed.
 */
public final class AppointmentTransitions {
    public record Transition(AppointmentAction action, AppointmentStatus from, AppointmentStatus to) {}

    public static final List<Transition> TABLE = List.of(
            new Transition(AppointmentAction.ACCEPT, PROPOSED, BOOKED),
            new Transition(AppointmentAction.DECLINE, PROPOSED, CANCELLED),
            new Transition(AppointmentAction.EXPIRE, PROPOSED, CANCELLED),
            new Transition(AppointmentAction.RESCHEDULE, BOOKED, BOOKED),
            new Transition(AppointmentAction.CANCEL, BOOKED, CANCELLED),
            new Transition(AppointmentAction.MOVE_FOR_ABSENCE, BOOKED, BOOKED),
            new Transition(AppointmentAction.CANCEL_FOR_ABSENCE, BOOKED, CANCELLED),
            new Transition(AppointmentAction.CANCEL_FOR_ABSENCE, PROPOSED, CANCELLED),
            new Transition(AppointmentAction.CONFIRM, BOOKED, BOOKED),
            new Transition(AppointmentAction.RUNNING_LATE, BOOKED, BOOKED),
            new Transition(AppointmentAction.CHECK_IN, BOOKED, CHECKED_IN),
            new Transition(AppointmentAction.CHECK_IN, NOSHOW, CHECKED_IN),
            new Transition(AppointmentAction.UNDO_CHECK_IN, CHECKED_IN, BOOKED),
            new Transition(AppointmentAction.UNDO_CHECK_IN, CHECKED_IN, NOSHOW),
            new Transition(AppointmentAction.NO_SHOW, BOOKED, NOSHOW),
            new Transition(AppointmentAction.FULFIL, CHECKED_IN, FULFILLED),
            new Transition(AppointmentAction.FULFIL, NOSHOW, FULFILLED),
            new Transition(AppointmentAction.LEAVE, CHECKED_IN, NOSHOW));

    private AppointmentTransitions() {}

    public static boolean allows(AppointmentAction action, AppointmentStatus from, AppointmentStatus to) {
        return TABLE.contains(new Transition(action, from, to));
    }
}
