package org.careturn.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a look at the chain found, up to the seal {@code reached}.
 *
 * @param complete whether that is the end; otherwise go on after {@code reached}
 * @param rows how many rows were compared with their digests
 * @param head the last seal as {@code number:hash}; null where there is none yet
 * @param fault the first thing that is wrong; null: nothing is
 * @param unsealed how many rows no seal covers yet; null until complete
 * @param oldestUnsealed when the oldest of them was written
 */
public record Verification(
        boolean complete,
        long reached,
        long rows,
        @Nullable String head,
        @Nullable Fault fault,
        @Nullable Long unsealed,
        @Nullable Instant oldestUnsealed) {

    public enum Kind {
        ROW_CHANGED,
        ROW_MISSING,
        ROW_ADDED,
        SEAL_CHANGED,
        SEAL_MISSING,
        CHAIN_BROKEN,
        HEAD_MISSING
    }

    /**
     * A broken link.
     *
     * @param seal in which it shows; null where in none
     * @param eventId the row of the log; null where it is about a seal
     */
    public record Fault(
            Kind kind, @Nullable Long seal, @Nullable UUID eventId, String explanation) {}
}
