package org.careturn.demo.replay;

import java.util.Map;
import org.careturn.facilities.OrderPolicy;
import org.careturn.facilities.Urgency;

/**
 * The order of calls as it is specified, written a second time and as plainly as can be, to check the server by: it
 * shares no code with the queue.
 *
 * @param promotionFactor who has waited beyond so many times the target is promoted, under the default policy
 */
record ReferenceOrder(OrderPolicy policy, int promotionFactor, Map<Urgency, Integer> targetMinutes) {

    /** Somebody who waits since so many seconds after midnight; {@code number} counts arrivals. */
    record Waiting(String ticket, Urgency urgency, int sinceS, int number) {}

    /** Whether {@code a} must be called before {@code b} at this time. */
    boolean isBefore(Waiting a, Waiting b, int nowS) {
        int lane = Integer.compare(lane(a), lane(b));
        if (lane != 0) {
            return lane < 0;
        }
        int byPolicy = lane(a) < 2 ? 0 : byPolicy(a, b, nowS);
        if (byPolicy != 0) {
            return byPolicy < 0;
        }
        return a.sinceS != b.sinceS ? a.sinceS < b.sinceS : a.number < b.number;
    }

    /** IMMEDIATE before EMERGENT before everybody else, under each policy. */
    private static int lane(Waiting waiting) {
        return switch (waiting.urgency) {
            case IMMEDIATE -> 0;
            case EMERGENT -> 1;
            case URGENT, LESS_URGENT, NON_URGENT -> 2;
        };
    }

    private int byPolicy(Waiting a, Waiting b, int nowS) {
        return switch (policy) {
            case FIFO -> 0;
            case STRICT_WITH_PROMOTION -> {
                boolean aPromoted = isPromoted(a, nowS);
                boolean bPromoted = isPromoted(b, nowS);
                if (aPromoted || bPromoted) {
                    yield aPromoted == bPromoted ? 0 : aPromoted ? -1 : 1;
                }
                yield Integer.compare(a.urgency.level(), b.urgency.level());
            }
            case ACCUMULATING_PRIORITY -> {
                // a's wait ÷ a's target against b's, without dividing
                long aWeight = (long) waitedS(a, nowS) * Math.max(1, target(b));
                long bWeight = (long) waitedS(b, nowS) * Math.max(1, target(a));
                yield Long.compare(bWeight, aWeight);
            }
        };
    }

    private boolean isPromoted(Waiting waiting, int nowS) {
        return waitedS(waiting, nowS) > promotionFactor * target(waiting) * 60;
    }

    private static int waitedS(Waiting waiting, int nowS) {
        return Math.max(0, nowS - waiting.sinceS);
    }

    private int target(Waiting waiting) {
        return targetMinutes.getOrDefault(waiting.urgency, 0);
    }
}
