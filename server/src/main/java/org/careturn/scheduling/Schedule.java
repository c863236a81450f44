package org.careturn.scheduling;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A doctor's weekly hours for a service, in the facility's local time. Extra hours are one that is valid for a single day.
 *
 * @param ends midnight means the end of the day
 * @param validUntil the last day; null: until further notice
 * @param seats how many patients may be booked for each slot
 * @param toRebook after a change: how many appointments of today and later this doctor has here that need another doctor,
 *     time or day now, for whatever reason
 */
public record Schedule(
        UUID id,
        UUID facilityId,
        UUID doctorId,
        UUID serviceId,
        @Nullable UUID roomId,
        DayOfWeek weekday,
        LocalTime starts,
        LocalTime ends,
        LocalDate validFrom,
        @Nullable LocalDate validUntil,
        int seats,
        long version,
        @Nullable Integer toRebook) {

    /** As it stands, whatever becomes of appointments. */
    public Schedule(
            UUID id,
            UUID facilityId,
            UUID doctorId,
            UUID serviceId,
            @Nullable UUID roomId,
            DayOfWeek weekday,
            LocalTime starts,
            LocalTime ends,
            LocalDate validFrom,
            @Nullable LocalDate validUntil,
            int seats,
            long version) {
        this(
                id,
                facilityId,
                doctorId,
                serviceId,
                roomId,
                weekday,
                starts,
                ends,
                validFrom,
                validUntil,
                seats,
                version,
                null);
    }

    Schedule touching(int appointments) {
        return new Schedule(
                id,
                facilityId,
                doctorId,
                serviceId,
                roomId,
                weekday,
                starts,
                ends,
                validFrom,
                validUntil,
                seats,
                version,
                appointments);
    }

    public boolean holdsOn(LocalDate day) {
        return day.getDayOfWeek() == weekday
                && !day.isBefore(validFrom)
                && (validUntil == null || !day.isAfter(validUntil));
    }
}
