package org.careturn.demo.replay;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.careturn.demo.replay.RecordedTicket.Outcome;
import org.careturn.facilities.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * One day of a log, and what the replay takes from it.
 *
 * @param tickets by arrival
 */
record RecordedDay(LocalDate date, List<RecordedTicket> tickets) {
    RecordedDay {
        tickets = tickets.stream()
                .sorted(Comparator.comparingInt(RecordedTicket::arrivalS))
                .toList();
    }

    /**
     * A person who comes to be served.
     *
     * @param leavesAtS when patience ends, if it does; seconds since midnight
     * @param serviceS how long service takes
     */
    record Person(
            String ticket,
            Urgency urgency,
            int arrivesAtS,
            @Nullable Integer leavesAtS,
            int serviceS) {}

    /** Somebody at work from the first service's start to the last one's end; seconds since midnight. */
    record Shift(String server, int startS, int endS) {}

    /**
     * The people of the day, by arrival. Who was served waits as long as it takes; who left does so again at the recorded
     * time unless called before. Service takes as long as recorded, else {@link #typicalServiceS}.
     */
    List<Person> people() {
        int typical = typicalServiceS();
        return tickets.stream()
                .map(ticket -> new Person(
                        ticket.ticket(),
                        ticket.urgency(),
                        ticket.arrivalS(),
                        ticket.outcome() == Outcome.SERVED || ticket.leftQueueS() == null
                                ? null
                                : Integer.valueOf(Math.max(ticket.arrivalS(), ticket.leftQueueS())),
                        Objects.requireNonNullElse(
                                ticket.outcome() == Outcome.SERVED ? ticket.plausibleDurationS() : null, typical)))
                .toList();
    }

    /**
     * Who was on duty and when, by start. A service that took no time, or less, says nothing about duty; neither does one
     * for which nobody is named.
     */
    List<Shift> shifts() {
        Map<String, Shift> shifts = new TreeMap<>();
        for (RecordedTicket ticket : tickets) {
            if (ticket.outcome() == Outcome.SERVED
                    && ticket.server() != null
                    && ticket.serviceStartS() != null
                    && ticket.serviceEndS() != null
                    && ticket.plausibleDurationS() != null) {
                shifts.merge(
                        ticket.server(),
                        new Shift(ticket.server(), ticket.serviceStartS(), ticket.serviceEndS()),
                        (a, b) -> new Shift(a.server, Math.min(a.startS, b.startS), Math.max(a.endS, b.endS)));
            }
        }
        return shifts.values().stream()
                .sorted(Comparator.comparingInt(Shift::startS).thenComparing(Shift::server))
                .toList();
    }

    /** The median of the day's services, in seconds; 0 without any. */
    int typicalServiceS() {
        List<Integer> durations = new ArrayList<>();
        for (RecordedTicket ticket : tickets) {
            Integer duration = ticket.plausibleDurationS();
            if (ticket.outcome() == Outcome.SERVED && duration != null) {
                durations.add(duration);
            }
        }
        return durations.isEmpty() ? 0 : Waits.of(durations).medianS();
    }

    /** How many people's services have no recorded duration of their own, and take the typical one. */
    int withoutDuration() {
        return (int) tickets.stream()
                .filter(ticket -> ticket.outcome() != Outcome.SERVED || ticket.plausibleDurationS() == null)
                .count();
    }
}
