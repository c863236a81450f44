package org.careturn.scheduling.domain;

import java.time.Duration;
import java.time.Instant;
import org.careturn.facilities.BookingRule;
import org.careturn.scheduling.AppointmentStatus;
import org.careturn.scheduling.SchedulingProblem;

/** When somebody may check in for an appointment, and what that does. */
public sealed interface CheckInRule {

    /** What a check-in means for the place in the queue. */
    enum Arrival {
        /** Within the arrival window, with the booking credit as far as the grace goes. */
        IN_TIME,
        /** After the arrival window: counts from now. */
        LATE,
        /** After a no-show: rejoins at the tail. */
        AFTER_NO_SHOW
    }

    record Arrives(Arrival arrival) implements CheckInRule {}

    /** Has checked in before. */
    record Already() implements CheckInRule {}

    record Refused(SchedulingProblem problem) implements CheckInRule {}

    /**
     * Judges a check-in.
     *
     * @param today whether the appointment's service day is the present one
     * @param staff somebody of the staff checks the patient in
     * @param reasoned and says why it is done so early
     */
    static CheckInRule of(
            AppointmentStatus status,
            Instant start,
            BookingRule rule,
            boolean today,
            boolean staff,
            boolean reasoned,
            Instant now) {
        return switch (status) {
            case CHECKED_IN, FULFILLED -> new Already();
            case CANCELLED -> new Refused(SchedulingProblem.APPOINTMENT_CANCELLED);
            case PROPOSED -> new Refused(SchedulingProblem.WRONG_STATUS);
            case BOOKED, NOSHOW -> arrives(status, start, rule, today, staff, reasoned, now);
        };
    }

    private static CheckInRule arrives(
            AppointmentStatus status,
            Instant start,
            BookingRule rule,
            boolean today,
            boolean staff,
            boolean reasoned,
            Instant now) {
        boolean early = now.isBefore(start.minus(Duration.ofMinutes(rule.checkInBeforeMinutes())));
        boolean late = now.isAfter(start.plus(Duration.ofMinutes(rule.checkInAfterMinutes())));
        // the window may reach over the end of a service day
        if ((early || late) && !today) {
            return new Refused(SchedulingProblem.ON_ANOTHER_DAY);
        }
        if (early && !(staff && reasoned)) {
            return new Refused(SchedulingProblem.CHECK_IN_TOO_EARLY);
        }
        if (late && !staff) {
            return new Refused(SchedulingProblem.CHECK_IN_TOO_LATE);
        }
        if (status == AppointmentStatus.NOSHOW) {
            return new Arrives(Arrival.AFTER_NO_SHOW);
        }
        return new Arrives(late ? Arrival.LATE : Arrival.IN_TIME);
    }
}
