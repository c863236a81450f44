package org.careturn.queueing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client without a network has settled about an arrival before the server hears of it.
 *
 * @param entryIds of the entries in the queues of the first step, in their order; empty: the server makes them
 * @param arrivedAt from when the patient waits; null: from now
 * @param ticket the number that was handed out; null: the server gives one
 */
public record TakenOffline(
        List<UUID> entryIds,
        @Nullable Instant arrivedAt,
        @Nullable Ticket ticket) {
    public static final TakenOffline NOTHING = new TakenOffline(List.of(), null, null);

    /**
     * A printed number.
     *
     * @param leaseId the range that it is from
     * @param holderId the client to which the range was given
     * @param token opens the public ticket page; 128 random bits in base64url
     */
    public record Ticket(UUID leaseId, UUID holderId, int sequence, String token) {}
}
