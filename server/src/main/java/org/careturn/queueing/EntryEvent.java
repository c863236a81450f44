package org.careturn.queueing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One move of an entry, as it was made.
 *
 * @param version that of the entry after it
 * @param from the state before; null for the first one
 * @param to the state after; the same where only the place, the doctor or a recall changed
 * @param callId the call that it was about; null where none was active
 * @param deskSessionId the desk of that call, and {@code roomId} where it called to
 * @param accountName null where the account has no name any more
 * @param undoesVersion the move that this one took back
 */
public record EntryEvent(
        long version,
        EntryAction action,
        Instant at,
        @Nullable EntryState from,
        EntryState to,
        @Nullable UUID callId,
        @Nullable UUID deskSessionId,
        @Nullable UUID roomId,
        @Nullable String roomName,
        UUID accountId,
        @Nullable String accountName,
        @Nullable String reason,
        @Nullable Long undoesVersion) {}
