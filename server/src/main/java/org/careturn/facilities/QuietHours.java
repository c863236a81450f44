package org.careturn.facilities;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** The hours in which nobody is disturbed without need, by a facility's clock. */
public final class QuietHours {
    private QuietHours() {}

    /**
     * When the quiet hours end in which this instant lies; empty where it lies in none.
     *
     * @param from local time; the same as {@code until}: there are none
     * @param until local time, of the next day where it is before {@code from}
     */
    public static Optional<Instant> end(Instant at, ZoneId zone, LocalTime from, LocalTime until) {
        ZonedDateTime local = at.atZone(zone);
        LocalTime time = local.toLocalTime();
        boolean overNight = until.isBefore(from);
        boolean quiet =
                overNight ? !time.isBefore(from) || time.isBefore(until) : !time.isBefore(from) && time.isBefore(until);
        if (!quiet) {
            return Optional.empty();
        }
        boolean tomorrow = overNight && !time.isBefore(from);
        Instant end = local.toLocalDate()
                .plusDays(tomorrow ? 1 : 0)
                .atTime(until)
                .atZone(zone)
                .toInstant();
        return end.isAfter(at) ? Optional.of(end) : Optional.empty(); // not where the clock was set back or forth
    }

    /** One night's, or day's. */
    public record Quiet(Instant from, Instant until) {}

    /** Those that begin next, after this instant; empty within them, and where there are none. */
    public static Optional<Quiet> next(Instant at, ZoneId zone, LocalTime from, LocalTime until) {
        if (from.equals(until) || end(at, zone, from, until).isPresent()) {
            return Optional.empty();
        }
        ZonedDateTime local = at.atZone(zone);
        Instant begin = local.toLocalDate().atTime(from).atZone(zone).toInstant();
        if (!begin.isAfter(at)) {
            begin = local.toLocalDate().plusDays(1).atTime(from).atZone(zone).toInstant();
        }
        Instant begun = begin;
        return end(begun, zone, from, until).map(end -> new Quiet(begun, end));
    }
}
