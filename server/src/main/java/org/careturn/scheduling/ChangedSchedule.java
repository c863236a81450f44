package org.careturn.scheduling;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Schedule} after a change.
 *
 * @param toRebook how many appointments of today and later this doctor has here that need another doctor, time or day
 *     now, for whatever reason
 */
public record ChangedSchedule(
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
        int toRebook) {

    static ChangedSchedule of(Schedule schedule, int toRebook) {
        return new ChangedSchedule(
                schedule.id(),
                schedule.facilityId(),
                schedule.doctorId(),
                schedule.serviceId(),
                schedule.roomId(),
                schedule.weekday(),
                schedule.starts(),
                schedule.ends(),
                schedule.validFrom(),
                schedule.validUntil(),
                schedule.seats(),
                schedule.version(),
                toRebook);
    }
}
