package org.careturn.forecasting;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The moment of a forecast, and other moments as seconds from it. */
record Clockwork(Instant now, ZoneId zone) {
    /** Negative in the past. */
    double seconds(Instant at) {
        return Duration.between(now, at).toMillis() / 1e3;
    }

    Instant in(double seconds) {
        return now.plusMillis((long) (seconds * 1e3));
    }

    /** Of the facility's day, with fraction. */
    double hour() {
        return local().toLocalTime().toSecondOfDay() / 3600.0;
    }

    /** 1 for Monday to 7. */
    int weekday() {
        return local().getDayOfWeek().getValue();
    }

    boolean isWeekend() {
        return weekday() >= 6;
    }

    private ZonedDateTime local() {
        return now.atZone(zone);
    }
}
