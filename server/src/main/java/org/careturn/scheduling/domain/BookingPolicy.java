package org.careturn.scheduling.domain;

import java.time.Duration;
import java.time.Instant;
import org.careturn.facilities.BookingRule;
import org.careturn.facilities.BookingRule.Booking;
import org.careturn.facilities.FacilityProblem;
import org.careturn.platform.ProblemType;
import org.careturn.scheduling.SchedulingProblem;
import org.careturn.scheduling.Slot;
import org.careturn.scheduling.Slot.Unavailable;
import org.jspecify.annotations.Nullable;

/** Whether a slot may be booked, by whom and when. */
public final class BookingPolicy {
    private BookingPolicy() {}

    /**
     * What somebody asks for.
     *
     * @param staff or else a patient for himself
     * @param reason lets staff book while the facility is closed
     * @param overbook staff want a seat beyond those of the slot, if all of these are taken
     */
    public record Wish(
            Instant start, boolean staff, @Nullable String reason, boolean overbook) {}

    /**
     * The refusal, or null where it may be booked.
     *
     * @param slot the doctor's slot at that time, if there is one
     */
    public static @Nullable ProblemType refusal(BookingRule rule, @Nullable Slot slot, Wish wish, Instant now) {
        ProblemType early = refusal(rule, wish, now);
        if (early != null) {
            return early;
        }
        if (slot == null) {
            return SchedulingProblem.NO_SUCH_SLOT;
        }
        if (slot.unavailable() == Unavailable.ABSENT) {
            return SchedulingProblem.DOCTOR_ABSENT;
        }
        if (slot.unavailable() == Unavailable.CLOSED && !wish.staff) {
            return FacilityProblem.FACILITY_CLOSED;
        }
        if (slot.unavailable() == Unavailable.CLOSED && wish.reason == null) {
            return FacilityProblem.REASON_REQUIRED;
        }
        if (slot.freeSeats() > 0) {
            return null;
        }
        if (wish.overbook && wish.staff) {
            return slot.overbookable() > 0 ? null : SchedulingProblem.OVERBOOKING_NOT_ALLOWED;
        }
        return SchedulingProblem.SLOT_TAKEN;
    }

    /** The refusal that follows from the time alone, or null. */
    public static @Nullable ProblemType refusal(BookingRule rule, Wish wish, Instant now) {
        if (rule.booking() == Booking.OFF) {
            return SchedulingProblem.NOT_BOOKABLE;
        }
        if (rule.booking() == Booking.STAFF && !wish.staff) {
            return SchedulingProblem.BOOKED_BY_STAFF;
        }
        if (wish.start.isBefore(now)) {
            return SchedulingProblem.SLOT_PAST;
        }
        if (!wish.staff && wish.start.isBefore(now.plus(Duration.ofMinutes(rule.leadMinutes())))) {
            return SchedulingProblem.TOO_SHORT_NOTICE;
        }
        if (wish.start.isAfter(now.plus(Duration.ofDays(rule.horizonDays())))) {
            return SchedulingProblem.BEYOND_HORIZON;
        }
        return null;
    }
}
