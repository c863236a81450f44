package org.careturn.forecasting.whatif;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question about a day that might be, and how far it is.
 *
 * @param progress per cent
 * @param result as soon as it is DONE
 * @param failure why it FAILED
 */
public record WhatIfJob(
        UUID id,
        WhatIfRequest request,
        State state,
        int progress,
        WhatIf.@Nullable Result result,
        @Nullable Failure failure,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** How far it is. */
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    /** Why there is no result. */
    public enum Failure {
        /** The facility has no queue, or nobody came and nobody is expected. */
        EMPTY_DAY,
        /** A day to come that is a holiday of the facility. */
        CLOSED_DAY,
        /** More people, queues or desks than are simulated. */
        DAY_TOO_LARGE,
        /** Each node that worked on it ended, or met an error. */
        INTERRUPTED
    }
}
