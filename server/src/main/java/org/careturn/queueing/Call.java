package org.careturn.queueing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One calling of an entry to a room.
 *
 * @param sequence counts the queue's calls: the order in which they took effect
 */
public record Call(
        UUID id,
        UUID facilityId,
        UUID entryId,
        UUID visitId,
        UUID queueId,
        long sequence,
        UUID deskSessionId,
        int slot,
        UUID roomId,
        Instant calledAt,
        int recalls,
        @Nullable Instant recalledAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Outcome outcome) {

    /** How a call ended. */
    public enum Outcome {
        SERVED,
        MISSED,
        NO_SHOW,
        HELD,
        TRANSFERRED,
        LEFT,
        UNDONE
    }
}
