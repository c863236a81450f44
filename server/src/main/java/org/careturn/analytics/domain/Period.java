package org.careturn.analytics.domain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Service days from the first to the last, both included. */
public record Period(LocalDate firstDay, LocalDate lastDay) {

    /** As many days, just before. */
    public Period previous() {
        return new Period(firstDay.minusDays(days()), firstDay.minusDays(1));
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(firstDay) && !day.isAfter(lastDay);
    }

    public int days() {
        return Math.toIntExact(ChronoUnit.DAYS.between(firstDay, lastDay)) + 1;
    }
}
