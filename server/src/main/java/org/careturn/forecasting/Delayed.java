package org.careturn.forecasting;

import java.time.Instant;
import java.util.UUID;
import org.careturn.queueing.TurnForecast;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who was told that his turn is near will wait clearly longer. Published at most once an entry, inside the
 * transaction that stores that it was.
 *
 * @param at when that was found
 * @param start of service; null where nobody can tell
 * @param notBefore where somebody is known to begin only then
 * @param reason what most likely made it longer
 */
public record Delayed(
        UUID facilityId,
        UUID queueId,
        UUID entryId,
        UUID visitId,
        Instant at,
        TurnForecast.@Nullable Range start,
        @Nullable Instant notBefore,
        Reason reason) {

    /** Why a wait grew; texts name it in the patient's language. */
    public enum Reason {
        /** Somebody more urgent was taken before him. */
        EMERGENCY_FIRST,
        /** A doctor is on a break, or has closed the desk. */
        FEWER_AT_WORK,
        /** The only doctor is on a break, or has closed the desk. */
        NOBODY_AT_WORK,
        /** Those before him take longer than usual. */
        LONGER_SERVICES
    }
}
