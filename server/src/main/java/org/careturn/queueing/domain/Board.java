package org.careturn.queueing.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.careturn.queueing.Place;
import org.jspecify.annotations.Nullable;

/** The order in which those waiting would be called if all were called now. */
public final class Board {
    private Board() {}

    /**
     * One who waits.
     *
     * @param skipCalls after a missed call: passed over while the queue makes this many further calls, as long as
     *     anybody else can be called; else 0
     */
    public record Waiting(
            UUID entryId, Place place, @Nullable UUID boundDoctorId, int skipCalls) {}

    public static List<Waiting> order(List<Waiting> waiting, OrderRule rule, Instant now) {
        List<Waiting> sorted = new ArrayList<>(waiting);
        sorted.sort(Comparator.comparing(Waiting::place, rule.at(now)).thenComparing(Waiting::entryId));
        List<Waiting> passedOver = new ArrayList<>();
        List<Waiting> order = new ArrayList<>(sorted.size());
        for (Waiting next : sorted) {
            takeThoseDue(passedOver, order);
            if (next.skipCalls > order.size()) {
                passedOver.add(next);
            } else {
                order.add(next);
            }
        }
        takeThoseDue(passedOver, order);
        order.addAll(passedOver);
        return order;
    }

    /** Who comes next of these; null where nobody waits. */
    public static @Nullable Waiting first(List<Waiting> heads, OrderRule rule, Instant now) {
        List<Waiting> order = order(heads, rule, now);
        return order.isEmpty() ? null : order.getFirst();
    }

    /** Who becomes due stands before everybody who was placed after him. */
    private static void takeThoseDue(List<Waiting> passedOver, List<Waiting> order) {
        for (int i = 0; i < passedOver.size(); ) {
            if (passedOver.get(i).skipCalls <= order.size()) {
                order.add(passedOver.remove(i));
                i = 0;
            } else {
                i++;
            }
        }
    }
}
