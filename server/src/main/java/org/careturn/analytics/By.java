package org.careturn.analytics;

/** What figures are told apart by. */
public enum By {
    DAY,
    HOUR,
    SERVICE,
    DOCTOR,
    CATEGORY
}
