package org.careturn.queueing;

import org.careturn.platform.ProblemType;

/** Refusals of the queue. */
public enum QueueProblem implements ProblemType {
    QUEUE_EMPTY(409, "Nobody is waiting who could be called here."),
    QUEUE_CLOSED(409, "This queue takes nobody at the moment."),
    QUEUE_FULL(409, "This queue is full."),
    QUEUE_NOT_AT_DESK(409, "This desk doesn't serve that queue."),
    ALREADY_IN_QUEUE(409, "The visit is in this queue already."),
    VISIT_TO_BE_CHOSEN(
            409, "Both records have an open visit in a facility: choose which one continues, and ask there."),
    VISIT_UNDER_CALL(409, "The visit that shall not continue has been called; end the call first."),
    VISIT_ENDED(409, "The visit has ended."),
    PATIENT_AT_ANOTHER_DESK(409, "The patient has been called to another desk."),
    DESK_BUSY(409, "Finish or hand over the patient at this desk first."),
    DESK_NOT_ACTIVE(409, "This desk is closed or on a break."),
    DESK_NOT_YOURS(403, "This desk session belongs to somebody else."),
    DESK_ALREADY_OPEN(409, "You have a desk open already; close it first."),
    WRONG_STATE(409, "That can't be done with an entry in this state."),
    STALE_CALL(409, "The patient has been called again since; this call is over."),
    STALE_VERSION(409, "The entry changed since you saw it."),
    BOUND_TO_ANOTHER_DOCTOR(409, "The patient waits for another doctor."),
    DOCTOR_NOT_IN_FACILITY(400, "That account is no doctor of this facility."),
    CROSSES_URGENCY(409, "A move stays within its category; change the urgency instead."),
    ANCHOR_GONE(409, "The entry to move behind was never in this queue."),
    NO_REMOTE_JOINING(409, "Come to the reception or to a kiosk: this service isn't joined from elsewhere."),
    REASON_FOR_ORDER_REQUIRED(409, "Somebody else is next; say why this patient is called first."),
    UNDO_TOO_LATE(409, "This can't be undone any more."),
    LEASES_USED_UP(409, "There are no ticket numbers left to be leased."),
    NOT_LEASED(409, "This number is not from a range that was given to this client for that day."),
    TICKET_TAKEN(409, "This number, or its token, has been handed out already."),
    UNKNOWN_PRIORITY_GROUP(400, "The facility has no such priority group."),
    UNKNOWN_QUEUE(400, "There is no such queue in this facility."),
    UNKNOWN_PATIENT(400, "There is no such patient."),
    INVALID_TIME(400, "The times can't be: they lie in the future, on another day, or in the wrong order.");

    private final int status;
    private final String title;

    QueueProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
