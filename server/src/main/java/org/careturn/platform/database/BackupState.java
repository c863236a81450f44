package org.careturn.platform.database;

import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the backups of the embedded database stand.
 *
 * @param by OWN_DATABASE: the hospital's own server, which is backed up by its own means; how they stand is known where they
 *     tell it
 * @param lastCopyAt when the newest copy of all files was begun
 * @param completeUntil up to when nothing is missing
 * @param lastTrialAt when a backup was last restored for trial
 * @param lastTrialGood whether it could be
 */
public record BackupState(
        By by,
        @Nullable Instant lastCopyAt,
        @Nullable Instant completeUntil,
        @Nullable Instant lastTrialAt,
        @Nullable Boolean lastTrialGood) {

    /** Who backs up. */
    public enum By {
        CARETURN,
        OWN_DATABASE,
        NOBODY
    }

    /** What is asked for it. */
    public interface Source extends Supplier<BackupState> {}
}
