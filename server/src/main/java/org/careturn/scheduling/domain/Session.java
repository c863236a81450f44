package org.careturn.scheduling.domain;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A doctor's bookable hours of one day, in local time.
 *
 * @param ends midnight means the end of the day
 * @param overbooking seats beyond {@code seats} that staff may book
 */
public record Session(
        UUID facilityId,
        UUID serviceId,
        UUID doctorId,
        @Nullable UUID roomId,
        LocalDate day,
        LocalTime starts,
        LocalTime ends,
        int slotMinutes,
        int seats,
        int overbooking) {}
