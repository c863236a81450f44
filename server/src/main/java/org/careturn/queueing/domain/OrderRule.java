package org.careturn.queueing.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.careturn.facilities.OrderPolicy;
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
        return switch (place.urgency()) {
            case IMMEDIATE -> Band.IMMEDIATE;
            case EMERGENT -> Band.EMERGENT;
            case URGENT -> promotedOr(Band.URGENT, place, now);
            case LESS_URGENT -> promotedOr(Band.LESS_URGENT, place, now);
            case NON_URGENT -> promotedOr(Band.NON_URGENT, place, now);
        };
    }

    private Band promotedOr(Band band, Place place, Instant now) {
        Duration limit = targets.of(place.urgency()).multipliedBy(promotionFactor);
        return waited(place, now).compareTo(limit) > 0 ? Band.PROMOTED : band;
    }

    /** The priority score: 1000 × band + minutes waited (at most 999). */
    public int score(Place place, Instant now) {
        return 1000 * band(place, now).level()
                + (int) Math.min(999, waited(place, now).toMinutes());
    }

    /** First comes first. A total order but for entries whose places are equal. */
    public Comparator<Place> at(Instant now) {
        Comparator<Place> strict = Comparator.comparingInt(OrderRule::strictRank);
        Comparator<Place> rest = switch (policy) {
            case STRICT_WITH_PROMOTION ->
                Comparator.comparing((Place place) -> band(place, now)).reversed();
            case ACCUMULATING_PRIORITY ->
                Comparator.comparingDouble((Place place) -> accumulated(place, now))
                        .reversed();
            case FIFO -> Comparator.comparing(Place::since);
        };
        return strict.thenComparing(rest).thenComparing(Comparator.naturalOrder());
    }

    private static int strictRank(Place place) {
        return switch (place.urgency()) {
            case IMMEDIATE -> 0;
            case EMERGENT -> 1;
            case URGENT, LESS_URGENT, NON_URGENT -> 2;
        };
    }

    /** Wait divided by target; who is due before anybody else counts for more. A target of zero is taken as a minute. */
    private double accumulated(Place place, Instant now) {
        double target = Math.max(60.0, (double) targets.of(place.urgency()).toSeconds());
        double waited = Duration.between(place.since(), now).toMillis() / 1000.0;
        return Math.max(0.0, waited) / target;
    }
}
