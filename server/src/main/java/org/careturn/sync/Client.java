package org.careturn.sync;

import java.time.Instant;
import java.util.UUID;
import org.careturn.platform.openapi.ApiName;
import org.jspecify.annotations.Nullable;

/**
 * An installation that keeps working without a network, of one account for good.
 *
 * @param facilityId null for a patient's
 * @param lastMid the number of its last mutation that was judged
 * @param lastPullAt to the minute
 */
@ApiName("SyncClient")
public record Client(
        UUID clientId,
        UUID accountId,
        @Nullable UUID facilityId,
        Scope scope,
        @Nullable String label,
        long lastMid,
        Instant createdAt,
        @Nullable Instant lastPullAt,
        @Nullable Instant revokedAt) {

    /** What it is told. */
    public enum Scope {
        /** A facility's day, with names. */
        STAFF,
        /** A facility's day, numbers only. */
        DEVICE,
        /** What concerns a patient and those for whom he acts. */
        PATIENT
    }
}
