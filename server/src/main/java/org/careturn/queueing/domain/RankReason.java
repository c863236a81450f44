package org.careturn.queueing.domain;

import java.time.Instant;
import java.util.Locale;
import org.careturn.queueing.Place;

/**
 * Why an entry stands where it stands.
 *
 * @param code what clients branch on and translate
 * @param text the same in words, English
 * @param minutes waited, as the order counts them
 */
public record RankReason(Code code, String text, long minutes) {

    /** The kinds of reason. */
    public enum Code {
        /** Immediate or emergent: before all others under each policy. */
        STRICT,
        /** Waited beyond a multiple of the target: before those of the other categories. */
        PROMOTED,
        /** By category, then by time. */
        CATEGORY,
        /** By wait in relation to the target. */
        WAIT_TO_TARGET,
        /** By time only. */
        FIRST_COME,
        /** Missed a call; passed over for some calls. */
        MISSED_CALL,
        /** Is with somebody else just now. */
        AT_ANOTHER_DESK,
        /** Waits for a doctor who isn't here any more. */
        NEEDS_REBINDING
    }

    public static RankReason of(
            Board.Waiting entry, OrderRule rule, Instant now, boolean atAnotherDesk, boolean doctorGone) {
        Place place = entry.place();
        long minutes = OrderRule.waited(place, now).toMinutes();
        String urgency = place.urgency().name().replace('_', ' ').toLowerCase(Locale.ROOT);
        String waited = "waiting " + minutes + " min";
        if (doctorGone) {
            return new RankReason(
                    Code.NEEDS_REBINDING, "waits for a doctor who isn't on duty: choose another", minutes);
        }
        if (atAnotherDesk) {
            return new RankReason(Code.AT_ANOTHER_DESK, "is being seen elsewhere; called when free", minutes);
        }
        if (entry.skipCalls() > 0) {
            return new RankReason(
                    Code.MISSED_CALL, "missed a call; again after " + entry.skipCalls() + " further calls", minutes);
        }
        return switch (rule.band(place, now)) {
            case IMMEDIATE, EMERGENT ->
                new RankReason(Code.STRICT, urgency + ": before all others, " + waited, minutes);
            case PROMOTED, URGENT, LESS_URGENT, NON_URGENT ->
                switch (rule.policy()) {
                    case FIFO -> new RankReason(Code.FIRST_COME, "first come, first served, " + waited, minutes);
                    case ACCUMULATING_PRIORITY ->
                        new RankReason(Code.WAIT_TO_TARGET, urgency + " by wait and target, " + waited, minutes);
                    case STRICT_WITH_PROMOTION ->
                        rule.isPromoted(place, now)
                                ? new RankReason(
                                        Code.PROMOTED,
                                        urgency + ", moved up: " + waited + ", over " + rule.promotionFactor()
                                                + " times the target",
                                        minutes)
                                : new RankReason(Code.CATEGORY, urgency + ", " + waited, minutes);
                };
        };
    }
}
