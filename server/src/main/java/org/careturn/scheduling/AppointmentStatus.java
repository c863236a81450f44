package org.careturn.scheduling;

import java.util.Locale;

/** The statuses of FHIR's Appointment that occur here, by their FHIR names. */
public enum AppointmentStatus {
    /** Offered from the waiting list; the slot is kept until the offer ends. */
    PROPOSED,
    BOOKED,
    CHECKED_IN,
    FULFILLED,
    NOSHOW,
    CANCELLED;

    /** FHIR's code, such as {@code checked-in}. */
    public String fhir() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
