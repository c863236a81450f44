package org.careturn.forecasting;

import java.time.Instant;
import java.util.UUID;

/**
 * A waiting person's turn is near. Published once an entry, inside the transaction that stores that it was, so that whoever
 * tells him stages that with it.
 *
 * @param at when that was found
 * @param p10 tenth percentile of the start of service
 * @param p50 its median
 * @param p90 its ninetieth percentile
 */
public record NoticeDue(
        UUID facilityId, UUID queueId, UUID entryId, UUID visitId, Instant at, Instant p10, Instant p50, Instant p90) {}
