package org.careturn.facilities;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.UUID;

/**
 * A place of care.
 *
 * @param country ISO 3166, two letters; {@code ZZ} where unknown
 * @param serviceDayStart local time at which one service day ends and the next begins
 * @param version of the settings; the order of events has a version of its own
 */
public record Facility(UUID id, String name, String country, ZoneId timeZone, LocalTime serviceDayStart, long version) {

    /** The date of the service day to which this instant belongs. */
    public LocalDate serviceDay(Instant instant) {
        LocalDate day = instant.atZone(timeZone).toLocalDate();
        while (instant.isBefore(startOf(day))) {
            day = day.minusDays(1);
        }
        return day;
    }

    /**
     * When the service day begins. Where the clock skips that time, just after the gap as far as it lies in it; where it
     * shows that time twice, at the first.
     */
    public Instant startOf(LocalDate serviceDay) {
        return serviceDay.atTime(serviceDayStart).atZone(timeZone).toInstant();
    }
}
