package org.careturn.notifications;

/** Why a message isn't sent. Its name is the message's error. */
public enum Withheld {
    /** The patient, or who acts for him, has said no to this channel. */
    REFUSED,
    /** The owner of the phone has answered STOP. */
    OPTED_OUT,
    /** The patient wants no messages at all. */
    NO_MESSAGES,
    /** Neither he nor the facility wants reminders. */
    NO_REMINDERS,
    /** Neither he nor the facility wants to be asked how it was. */
    NO_FEEDBACK,
    APPOINTMENT_CANCELLED(true),
    APPOINTMENT_MOVED(true),
    /** He came, or the appointment is over. */
    APPOINTMENT_PAST(true),
    /** The offer was taken, declined, or has ended. */
    OFFER_ENDED(true),
    /** He isn't called any more, or by another call. */
    CALL_ENDED(true),
    /** He is called, being served, or was. */
    TURN_CAME(true),
    /** He doesn't wait any more, without having been served. */
    WAITS_NO_MORE(true),
    VISIT_ENDED(true),
    /** The visit goes on: its end was taken back. */
    VISIT_GOES_ON(true),
    /** What it is about isn't there any more. */
    GONE(true);

    private final boolean overtaken;

    Withheld() {
        this(false);
    }

    Withheld(boolean overtaken) {
        this.overtaken = overtaken;
    }

    /** Whether it is of no use any more, rather than unwanted. */
    public boolean isOvertaken() {
        return overtaken;
    }
}
