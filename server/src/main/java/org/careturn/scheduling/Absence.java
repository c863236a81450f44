package org.careturn.scheduling;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a doctor is away from a facility.
 *
 * @param affected what becomes of the appointments in it
 * @param settledAt when all of them had been moved or cancelled
 */
public record Absence(
        UUID id,
        UUID facilityId,
        UUID doctorId,
        Instant start,
        Instant end,
        String reason,
        Affected affected,
        Instant createdAt,
        @Nullable Instant settledAt,
        @Nullable Instant withdrawnAt,
        long version) {

    /** Move to the nearest free slot of the same service where there is one, else cancel; or cancel at once. */
    public enum Affected {
        MOVE,
        CANCEL
    }
}
