package org.careturn.notifications;

/** The states of a message, as decision 6 has them. {@code domain.NotificationTransitions} says which follow which. */
public enum NotificationState {
    /** Staged; no provider has been asked yet. */
    PENDING,
    /** A provider is asked, or will be once more; none has it for certain. */
    SENDING,
    /** A provider may have it or not: its callback or its list will tell. */
    UNKNOWN,
    /** A provider has accepted it. */
    SENT,
    /** It has arrived: the provider, or the app itself, says so. */
    DELIVERED,
    /** It won't arrive, and the error says why. */
    FAILED,
    /** Nobody had accepted it by the time it was of no use any more. */
    EXPIRED,
    /** Given up: it could not be prepared, or what became of it stayed unknown. */
    DEAD;

    public boolean isFinal() {
        return switch (this) {
            case PENDING, SENDING, UNKNOWN, SENT -> false;
            case DELIVERED, FAILED, EXPIRED, DEAD -> true;
        };
    }
}
