package org.careturn.scheduling;

import java.util.Locale;

/** The statuses of FHIR's Slot, by their FHIR names. */
public enum SlotStatus {
    FREE,
    BUSY,
    /** The doctor is away, or the facility is closed. */
    BUSY_UNAVAILABLE,
    /** All that is left has been offered to somebody from the waiting list. */
    BUSY_TENTATIVE;

    /** FHIR's code, such as {@code busy-unavailable}. */
    public String fhir() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
