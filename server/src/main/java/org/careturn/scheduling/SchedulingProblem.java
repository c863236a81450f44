package org.careturn.scheduling;

import org.careturn.platform.ProblemType;

/** Refusals of schedules, bookings and check-in. */
public enum SchedulingProblem implements ProblemType {
    SLOT_TAKEN(409, "This slot has been taken; there are others."),
    BOTH_BOOKED(409, "Both records have an appointment with a doctor on a day: cancel one of them first."),
    BOTH_WAIT(409, "Both records are on the waiting list of a service: leave it with one of them first."),
    NO_SUCH_SLOT(409, "The doctor has no slot at that time."),
    SLOT_PAST(409, "That time has passed."),
    DOCTOR_ABSENT(409, "The doctor is away then."),
    NOT_BOOKABLE(409, "This service takes no appointments."),
    BOOKED_BY_STAFF(409, "Appointments of this service are made by the staff."),
    TOO_SHORT_NOTICE(409, "It is too late to book that slot here; please call."),
    BEYOND_HORIZON(409, "So far ahead nothing is booked yet."),
    BOOKED_THAT_DAY(409, "The patient has an appointment with this doctor on that day already."),
    OVERBOOKING_NOT_ALLOWED(409, "This slot is full, and the service allows no more."),
    APPOINTMENT_CANCELLED(409, "This appointment has been cancelled."),
    WRONG_STATUS(409, "That can't be done with an appointment in this status."),
    CHECK_IN_TOO_EARLY(409, "It is too early to check in."),
    CHECK_IN_TOO_LATE(409, "It is too late to check in by oneself; please go to reception."),
    NO_BOOKING_FOUND(409, "No appointment of today here was found by that. The reception helps."),
    ON_ANOTHER_DAY(409, "This appointment is on another day."),
    AT_ANOTHER_FACILITY(409, "This appointment is at another facility."),
    OFFER_ENDED(409, "This offer has ended."),
    NOTHING_OFFERED(409, "Nothing is being offered."),
    SCHEDULE_OVERLAPS(409, "The doctor is scheduled at that time already."),
    IMPOSSIBLE_SCHEDULE(400, "A schedule ends after it begins, both in whole minutes."),
    UNKNOWN_SERVICE(400, "The facility has no such service."),
    UNKNOWN_ROOM(400, "The facility has no such room.");

    private final int status;
    private final String title;

    SchedulingProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
