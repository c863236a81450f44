package org.careturn.scheduling;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A doctor's time that may be booked, as it stands at this moment.
 *
 * @param unavailable why, where the status is {@code BUSY_UNAVAILABLE}
 * @param seats how many patients may be booked for it
 * @param freeSeats of these
 * @param overbookable further seats that staff may still book
 */
public record Slot(
        UUID facilityId,
        UUID serviceId,
        UUID doctorId,
        @Nullable UUID roomId,
        Instant start,
        Instant end,
        SlotStatus status,
        @Nullable Unavailable unavailable,
        int seats,
        int freeSeats,
        int overbookable) {

    public enum Unavailable {
        ABSENT,
        CLOSED
    }
}
