package org.careturn.facilities;

import java.util.UUID;

/**
 * A queue as it is set up.
 *
 * @param prefix of its ticket numbers, unique in the facility
 * @param promotionFactor a head that waited beyond so many times its target is promoted
 * @param graceMinutes a booked patient who comes within these after his time keeps his credit
 * @param bookingCreditMinutes head start of a booked patient on his booked time
 * @param missedCallReturnAfter who misses a call comes back after so many further calls
 * @param missedCallsAllowed further misses make a no-show
 * @param maxWaiting active entries beyond which the queue takes nobody
 * @param noticeLeadMinutes how long before the turn a patient is told that it comes near
 * @param open whether it takes further patients; an inactive service's queue is closed
 */
public record QueueSettings(
        UUID id,
        UUID facilityId,
        UUID serviceId,
        String serviceName,
        int serviceDurationMinutes,
        String prefix,
        OrderPolicy policy,
        int promotionFactor,
        int graceMinutes,
        int bookingCreditMinutes,
        int missedCallReturnAfter,
        int missedCallsAllowed,
        int maxWaiting,
        int noticeLeadMinutes,
        boolean open,
        long version) {}
