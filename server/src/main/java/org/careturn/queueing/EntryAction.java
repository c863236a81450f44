package org.careturn.queueing;

/** What can happen to an entry; {@code domain.Transitions} says from which state to which. */
public enum EntryAction {
    ENTER,
    CALL,
    RECALL,
    START,
    SERVE,
    MISS,
    HOLD,
    RESUME,
    /** The patient is held up, and keeps his place until he is here. */
    RUNNING_LATE,
    TRANSFER,
    CANCEL,
    LEAVE,
    MOVE,
    SET_URGENCY,
    BIND,
    LATE_ENTRY,
    UNDO,
    /** Ends an entry that began with the end of another, or with a check-in, which is being undone. */
    TAKE_BACK,
    END_OF_DAY
}
