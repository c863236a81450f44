package org.careturn.imports;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being checked or written, and what came of it so far.
 *
 * @param rows those of the file beneath its headings; 0 until it has been read
 * @param done rows that were checked or, from the start on, written, left out or refused
 * @param written rows that became records
 * @param skipped rows left out as they are likely to be about somebody who is known
 * @param refused rows that would have been written by what was checked, and were refused since
 * @param faults how many there are; {@code findings} has the first ones
 * @param hints how many there are
 * @param failure why it FAILED
 */
public record FileImport(
        UUID id,
        UUID facilityId,
        ImportKind kind,
        State state,
        int rows,
        int done,
        int written,
        int skipped,
        int refused,
        int faults,
        int hints,
        List<Finding> findings,
        @Nullable Failure failure,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** CHECKED: nothing has been written, and it waits to be started or cancelled. */
    public enum State {
        CHECKING,
        CHECKED,
        WRITING,
        DONE,
        FAILED,
        CANCELLED
    }

    /** Why it ended. */
    public enum Failure {
        /** Who started it isn't an administrator of the facility any more. */
        NOT_ALLOWED,
        /** Each node that worked on it ended, or met an error. */
        INTERRUPTED
    }
}
