package org.careturn.platform;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** From a first day to a last, both included. */
public final class DaySpan {
    private DaySpan() {}

    /**
     * Lets pass what somebody may ask about.
     *
     * @param longest so many days apart at most
     * @throws RefusedException INVALID_REQUEST where they are further apart, in the wrong order, or of no year in use
     */
    public static void check(LocalDate first, LocalDate last, int longest) {
        long days = ChronoUnit.DAYS.between(first, last);
        if (days < 0 || days > longest || first.getYear() < 1970 || last.getYear() > 9000) {
            throw new RefusedException(
                    CommonProblem.INVALID_REQUEST, "The days are at most " + longest + " days apart.");
        }
    }
}
