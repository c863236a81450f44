package org.careturn.facilities;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * How a service is booked.
 *
 * @param leadMinutes a patient books so long before the slot at the latest
 * @param horizonDays nobody books further ahead than so many days
 * @param slotMinutes length of a slot; null: the service's duration
 * @param checkInBeforeMinutes how long before the booked time check-in begins
 * @param checkInAfterMinutes how long after it patients still check in by themselves
 * @param remoteJoining whether patients may join the queue from elsewhere
 * @param overbookingSeats how many staff may book beyond a slot's seats
 */
public record BookingRule(
        @NotNull Booking booking,
        @Min(0) @Max(43_200) int leadMinutes,
        @Min(1) @Max(730) int horizonDays,
        @Nullable @Min(5) @Max(480) Integer slotMinutes,
        @Min(0) @Max(720) int checkInBeforeMinutes,
        @Min(0) @Max(720) int checkInAfterMinutes,
        @NotNull Boolean remoteJoining,
        @Min(0) @Max(10) int overbookingSeats) {

    /** Who books: nobody, staff only, or patients too. */
    public enum Booking {
        OFF,
        STAFF,
        ALL
    }

    /** Minutes of a slot of this service. */
    public int slotMinutes(Service service) {
        return slotMinutes == null ? service.durationMinutes() : slotMinutes;
    }
}
