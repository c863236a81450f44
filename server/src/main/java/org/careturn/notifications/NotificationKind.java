package org.careturn.notifications;

/** Why somebody is written to. */
public enum NotificationKind {
    ACCOUNT_CODE(0),
    PHONE_REGISTERED_AGAIN(4),
    BOOKING_CONFIRMED(5),
    BOOKING_RESCHEDULED(4),
    BOOKING_CANCELLED(4),
    REMINDER(6),
    CHECKED_IN(3),
    TURN_SOON(2),
    TURN_NOW(0),
    DELAYED(3),
    RECALL(0),
    CORRECTION(1),
    MISSED_TURN(1),
    SLOT_OFFERED(4),
    VISIT_FINISHED(7);

    private final int priority;

    NotificationKind(int priority) {
        this.priority = priority;
    }

    /** 0 is sent first. */
    public int priority() {
        return priority;
    }

    /** Whether the person must come at once: then no answer for 20 seconds is reason enough to try the other channel. */
    public boolean isCall() {
        return this == TURN_NOW || this == RECALL;
    }

    /** Whether it may wait for the morning. */
    public boolean respectsQuietHours() {
        return priority >= 4 && this != PHONE_REGISTERED_AGAIN;
    }
}
