package org.careturn.queueing;

import java.time.Instant;
import java.util.Comparator;
import org.careturn.facilities.Urgency;

/**
 * All that decides an entry's order: its category, the time from which it counts as waiting (arrival less credits), and
 * what orders equals. Natural order is the order within a category; between categories a policy decides.
 */
public record Place(Urgency urgency, Instant since, long tie) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::since).thenComparingLong(Place::tie);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
