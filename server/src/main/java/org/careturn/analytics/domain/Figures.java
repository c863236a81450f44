package org.careturn.analytics.domain;

import org.careturn.platform.openapi.ApiName;
import org.jspecify.annotations.Nullable;

/**
 * What happened to those who came to queues.
 *
 * @param arrivals entries into queues, without those that an undo took back
 * @param transferred sent on to another queue instead of being served to the end
 * @param left went away, or was forgotten until the day ended
 * @param waits how many reliable waits there are, from arrival in the queue to the start of service
 * @param waitP50 minutes; null without waits
 * @param waitP90 minutes; null without waits
 * @param withinTarget the part of the waits that kept their category's target; null without waits
 * @param unreliable entries whose times were entered late or undone: their waits are left out
 */
@ApiName("WaitFigures")
public record Figures(
        int arrivals,
        int served,
        int transferred,
        int noShows,
        int left,
        int cancelled,
        int waits,
        @Nullable Double waitP50,
        @Nullable Double waitP90,
        @Nullable Double withinTarget,
        int unreliable) {}
