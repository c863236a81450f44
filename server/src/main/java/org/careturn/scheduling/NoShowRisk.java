package org.careturn.scheduling;

import java.util.List;
import org.careturn.platform.openapi.ApiName;

/**
 * How likely it is that a patient doesn't come to an appointment, and why; for staff only.
 *
 * @param reasons what moves it away from what is usual here, the strongest first
 * @param early whether little is known of this facility's appointments yet
 * @param leadDays from booking to the appointment's day
 * @param earlierShown how often the patient came to this facility's appointments of earlier days
 * @param earlierMissed how often he didn't
 */
public record NoShowRisk(
        Level level, List<Reason> reasons, boolean early, int leadDays, int earlierShown, int earlierMissed) {

    public enum Level {
        LOW,
        MEDIUM,
        HIGH
    }

    @ApiName("NoShowReason")
    public enum Reason {
        /** Booked longer before its day than is usual. */
        BOOKED_LONG_BEFORE,
        BOOKED_SHORTLY_BEFORE,
        /** Didn't come to earlier appointments. */
        MISSED_BEFORE,
        CAME_BEFORE,
        /** No earlier appointment is known. */
        FIRST_APPOINTMENT,
        NOT_REMINDED,
        REMINDED,
        /** People of this age miss more appointments than others. */
        AGE_MISSES_MORE,
        AGE_MISSES_LESS,
        /** Appointments that are booked at that hour are missed more often. */
        BOOKING_HOUR_MISSES_MORE,
        BOOKING_HOUR_MISSES_LESS,
        WEEKDAY_MISSES_MORE,
        WEEKDAY_MISSES_LESS
    }
}
