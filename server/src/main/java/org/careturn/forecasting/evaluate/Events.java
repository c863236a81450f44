package org.careturn.forecasting.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened at a service centre, in the order of time; who arrives doesn't yet know what else happens in this second. */
final class Events {
    /** Their order within a second. */
    enum Kind {
        ARRIVES,
        STARTS,
        LEAVES,
        ENDS
    }

    record Event(long at, Kind kind, int index, Ticket ticket) {}

    private static final Comparator<Event> ORDER =
            Comparator.comparingLong(Event::at).thenComparing(Event::kind).thenComparingInt(Event::index);

    private Events() {}

    static List<Event> of(List<Ticket> tickets) {
        List<Event> events = new ArrayList<>(3 * tickets.size());
        for (int i = 0; i < tickets.size(); i++) {
            Ticket ticket = tickets.get(i);
            events.add(new Event(ticket.arrival(), Kind.ARRIVES, i, ticket));
            events.add(new Event(ticket.left(), ticket.served() ? Kind.STARTS : Kind.LEAVES, i, ticket));
            if (ticket.served()) {
                events.add(new Event(ticket.end(), Kind.ENDS, i, ticket));
            }
        }
        events.sort(ORDER);
        return events;
    }
}
