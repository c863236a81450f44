package org.careturn.queueing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;

/**
 * A doctor, nurse or clerk at work in a room for some queues.
 *
 * @param callSlots how many active calls the desk may have at once
 * @param breakUntil the planned end of the break, if the desk is on one that has an end
 */
public record DeskSession(
        UUID id,
        UUID facilityId,
        UUID accountId,
        Role role,
        UUID roomId,
        List<UUID> queueIds,
        State state,
        int callSlots,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable String breakReason,
        @Nullable Instant breakUntil) {

    /** Whether the desk calls people. */
    public enum State {
        ACTIVE,
        ON_BREAK,
        CLOSED
    }
}
