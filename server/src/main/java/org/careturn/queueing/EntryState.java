package org.careturn.queueing;

/** Where an entry stands. */
public enum EntryState {
    WAITING,
    CALLED,
    SERVING,
    ON_HOLD,
    SERVED,
    NO_SHOW,
    CANCELLED,
    LEFT,
    TRANSFERRED;

    /** Whether the patient still takes up room in the queue or at a desk. */
    public boolean isActive() {
        return this == WAITING || this == CALLED || this == SERVING || this == ON_HOLD;
    }

    /** Whether the entry is at a desk, under a call that hasn't ended. */
    public boolean isAtDesk() {
        return this == CALLED || this == SERVING;
    }
}
