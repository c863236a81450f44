package org.careturn.scheduling;

/** What happens to an appointment. */
public enum AppointmentAction {
    BOOK,
    OFFER,
    ACCEPT,
    DECLINE,
    EXPIRE,
    RESCHEDULE,
    CANCEL,
    /** The doctor is away, and another time was found. */
    MOVE_FOR_ABSENCE,
    /** The doctor is away, and no other time was found or wanted. */
    CANCEL_FOR_ABSENCE,
    /** The patient says that he will come. */
    CONFIRM,
    RUNNING_LATE,
    CHECK_IN,
    /** It was made by mistake. */
    UNDO_CHECK_IN,
    NO_SHOW,
    FULFIL,
    /** The visit ended without service. */
    LEAVE
}
