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
    VISIT_FINISHED(7),
    ANSWER(3);

    private final int priority;

    NotificationKind(int priority) {
        this.priority = priority;
    }

    /** 0 is sent first. */
    public int priority() {
        return priority;
    }

    /** What it rests on that somebody is written to. */
    public enum Basis {
        /** He has asked for it: by registering, booking or taking a number with this phone. */
        SERVICE,
        /** He, or else the facility, wants reminders. */
        REMINDERS,
        /** He, or else the facility, wants to be asked how it was. */
        FEEDBACK
    }

    public Basis basis() {
        return switch (this) {
            case REMINDER -> Basis.REMINDERS;
            case VISIT_FINISHED -> Basis.FEEDBACK;
            default -> Basis.SERVICE;
        };
    }

    /** Whether no limit of a facility's day holds it back: who waits would miss his turn, or stay outside. */
    public boolean isBeyondCap() {
        return priority <= 2;
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
