package org.careturn.queueing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A patient's presence on one service day, with the number kept through all its steps.
 *
 * @param token opens the public ticket page; unguessable
 * @param reasonForComing as said at the desk
 */
public record Visit(
        UUID id,
        UUID facilityId,
        UUID patientId,
        LocalDate serviceDay,
        String ticketNumber,
        int ticketSequence,
        String token,
        Channel channel,
        List<String> priorityGroups,
        Instant arrivedAt,
        @Nullable Instant endedAt,
        @Nullable String reasonForComing) {

    /** How the visit came about. */
    public enum Channel {
        RECEPTION,
        KIOSK,
        PATIENT,
        BOOKING
    }
}
