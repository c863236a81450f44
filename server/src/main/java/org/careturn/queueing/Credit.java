package org.careturn.queueing;

/**
 * Minutes of head start and why: {@code BOOKED} or the code of a priority group. For a booked patient who is on time the
 * minutes count from the booked time, else from arrival.
 */
public record Credit(String code, int minutes) {
    public static final String BOOKED = "BOOKED";
}
