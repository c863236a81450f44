package org.careturn.queueing.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.careturn.facilities.OrderPolicy;
import org.careturn.facilities.Urgency;
import org.careturn.queueing.Place;

/**
 * A queue's policy with its settings: decides at a given time who of those waiting comes first. IMMEDIATE and EMERGENT
 * come first under each policy; within a category the order is {@link Place}'s.
 *
 * @param promotionFactor an entry that has waited beyond this many times its target is promoted (default policy)
 */
public record OrderRule(OrderPolicy policy, int promotionFactor, Targets targets) {

    /** Bands of the priority score. */
    public enum Band {
        NON_URGENT(0),
        LESS_URGENT(1),
        URGENT(2),
        PROMOTED(3),
        EMERGENT(4),
        IMMEDIATE(5);

        private final int level;

        Band(int level) {
            this.level = level;
        }

        public int level() {
            return level;
        }
    }

    /** How long the entry counts as having waited; zero where its {@code since} lies ahead. */
    public static Duration waited(Place place, Instant now) {
        Duration waited = Duration.between(place.since(), now);
        return waited.isNegative() ? Duration.ZERO : waited;
    }

    public boolean isPromoted(Place place, Instant now) {
        return band(place, now) == Band.PROMOTED;
    }

    public Band band(Place place, Instant now) {
        return band(place.urgency(), micros(place.since()), micros(now));
    }

    private Band band(Urgency urgency, long since, long now) {
        return switch (urgency) {
            case IMMEDIATE -> Band.IMMEDIATE;
            case EMERGENT -> Band.EMERGENT;
            case URGENT -> promotedOr(Band.URGENT, urgency, since, now);
            case LESS_URGENT -> promotedOr(Band.LESS_URGENT, urgency, since, now);
            case NON_URGENT -> promotedOr(Band.NON_URGENT, urgency, since, now);
        };
    }

    private Band promotedOr(Band band, Urgency urgency, long since, long now) {
        return now - since > promotionFactor * targets.micros(urgency) ? Band.PROMOTED : band;
    }

    /** The priority score: 1000 × band + minutes waited (at most 999). */
    public int score(Place place, Instant now) {
        return 1000 * band(place, now).level()
                + (int) Math.min(999, waited(place, now).toMinutes());
    }

    /** First comes first. A total order but for entries whose places are equal. */
    public Comparator<Place> at(Instant now) {
        long micros = micros(now);
        Comparator<Place> policyOrder =
                (a, b) -> compare(a.urgency(), micros(a.since()), b.urgency(), micros(b.since()), micros);
        return policyOrder.thenComparing(Comparator.naturalOrder());
    }

    /**
     * The policy's order by plain numbers, for whoever asks it millions of times: negative where {@code a} comes before
     * {@code b}, 0 where the policy leaves it to the order within a category. Times are microseconds from any one moment.
     */
    public int compare(Urgency a, long sinceA, Urgency b, long sinceB, long now) {
        int strict = Integer.compare(strictRank(a), strictRank(b));
        if (strict != 0) {
            return strict;
        }
        return switch (policy) {
            case STRICT_WITH_PROMOTION ->
                Integer.compare(
                        band(b, sinceB, now).level(), band(a, sinceA, now).level());
            case ACCUMULATING_PRIORITY -> Double.compare(accumulated(b, sinceB, now), accumulated(a, sinceA, now));
            case FIFO -> Long.compare(sinceA, sinceB);
        };
    }

    private static int strictRank(Urgency urgency) {
        return switch (urgency) {
            case IMMEDIATE -> 0;
            case EMERGENT -> 1;
            case URGENT, LESS_URGENT, NON_URGENT -> 2;
        };
    }

    /** Wait divided by target; who is due before anybody else counts for more. A target of zero is taken as a minute. */
    private double accumulated(Urgency urgency, long since, long now) {
        double target = Math.max(60e6, (double) targets.micros(urgency));
        return Math.max(0.0, (double) (now - since)) / target;
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
