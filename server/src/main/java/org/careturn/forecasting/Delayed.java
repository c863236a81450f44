package org.careturn.forecasting;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who was told that his turn is near will wait clearly longer. Published at most once an entry, inside the
 * transaction that stores that it was.
 *
 * @param at when that was found
 * @param p10 tenth percentile of the start of service
 * @param p50 its median
 * @param p90 its ninetieth percentile
 * @param reason what most likely made it longer
 */
public record Delayed(
        UUID facilityId,
        UUID queueId,
        UUID entryId,
        UUID visitId,
        Instant at,
        Instant p10,
        Instant p50,
        Instant p90,
        Reason reason) {

    /** Why a wait grew; texts name it in the patient's language. */
    public enum Reason {
        /** Somebody more urgent was taken before him. */
        EMERGENCY_FIRST,
        /** A doctor is on a break, or has closed the desk. */
        FEWER_AT_WORK,
        /** Those before him take longer than usual. */
        LONGER_SERVICES
    }
}
