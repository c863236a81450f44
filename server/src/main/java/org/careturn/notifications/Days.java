package org.careturn.notifications;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.careturn.facilities.Facility;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.database.Columns;

/** Days of a facility's clock, as the instants that bound them. */
record Days(OffsetDateTime from, OffsetDateTime until) {
    private static final int MOST = 366;

    /**
     * Both days and those between.
     *
     * @throws RefusedException INVALID_REQUEST for a day that is none, the wrong order, or more than a year
     */
    static Days of(Facility facility, LocalDate first, LocalDate last) {
        boolean real = first.getYear() >= 2000 && last.getYear() <= 2200 && !last.isBefore(first);
        if (!real || ChronoUnit.DAYS.between(first, last) >= MOST) {
            throw new RefusedException(
                    CommonProblem.INVALID_REQUEST, "Days lie between 2000 and 2200, a year of them at most.");
        }
        return new Days(
                Columns.utc(first.atStartOfDay(facility.timeZone()).toInstant()),
                Columns.utc(last.plusDays(1).atStartOfDay(facility.timeZone()).toInstant()));
    }
}
