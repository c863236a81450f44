package org.careturn.demo.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.careturn.demo.replay.RecordedDay.Person;
import org.careturn.demo.replay.RecordedDay.Shift;
import org.jspecify.annotations.Nullable;

/**
 * The world around a hospital, by discrete events: people arrive and lose patience, desks open, serve and close. The
 * hospital alone decides who is called.
 *
 * <p>At one instant, services end first, then people arrive, others leave, desks close and open; after that, free desks
 * call, the one that has been free the longest first. So who leaves at the very second in which a desk becomes free is
 * gone, and a desk whose shift ends then calls nobody.
 */
final class World {
    private final Hospital hospital;
    private final TreeMap<Integer, List<Event>> agenda = new TreeMap<>();
    private final Set<Person> waiting = new LinkedHashSet<>();
    private final Map<String, Desk> desks = new TreeMap<>();
    private int nowS;
    private int arrived;
    private int called;
    private int served;
    private int left;
    private int refused;

    World(Hospital hospital, List<Person> people, List<Shift> shifts) {
        this.hospital = hospital;
        for (Person person : people) {
            schedule(person.arrivesAtS(), new Arrival(person));
            if (person.leavesAtS() != null) {
                schedule(person.leavesAtS(), new Departure(person));
            }
        }
        for (Shift shift : shifts) {
            desks.put(shift.server(), new Desk(shift.server()));
            schedule(shift.startS(), new ShiftStart(shift.server()));
            schedule(shift.endS(), new ShiftEnd(shift.server()));
        }
    }

    private sealed interface Event {
        /** Which comes first at one instant. */
        default int rank() {
            return switch (this) {
                case ServiceEnd e -> 0;
                case Arrival e -> 1;
                case Departure e -> 2;
                case ShiftEnd e -> 3;
                case ShiftStart e -> 4;
            };
        }
    }

    private record ServiceEnd(String server, Person person) implements Event {}

    private record Arrival(Person person) implements Event {}

    private record Departure(Person person) implements Event {}

    private record ShiftEnd(String server) implements Event {}

    private record ShiftStart(String server) implements Event {}

    private enum DeskState {
        CLOSED,
        FREE,
        BUSY,
        /** Busy with the last patient: the shift is over. */
        FINISHING
    }

    private static final class Desk {
        private final String server;
        private DeskState state = DeskState.CLOSED;
        private int freeSinceS;

        private Desk(String server) {
            this.server = server;
        }

        private String server() {
            return server;
        }

        private int freeSinceS() {
            return freeSinceS;
        }
    }

    int nowS() {
        return nowS;
    }

    int arrived() {
        return arrived;
    }

    int called() {
        return called;
    }

    int served() {
        return served;
    }

    int left() {
        return left;
    }

    /** Who came and was not admitted. */
    int refused() {
        return refused;
    }

    int waiting() {
        return waiting.size();
    }

    /** The first instant at which something happens, seconds since midnight. */
    int beginsAtS() {
        return agenda.firstKey();
    }

    /** When the next thing happens; null at the end of the day. */
    @Nullable
    Integer nextAtS() {
        return agenda.isEmpty() ? null : agenda.firstKey();
    }

    /** Lets everything happen that happens at {@link #nextAtS}. */
    void step() {
        Map.Entry<Integer, List<Event>> next = agenda.pollFirstEntry();
        if (next == null) {
            throw new IllegalStateException("the day is over");
        }
        nowS = next.getKey();
        hospital.setTime(nowS);
        next.getValue().stream()
                .sorted(Comparator.comparingInt(Event::rank))
                .toList()
                .forEach(this::happens);
        callAtFreeDesks();
    }

    private void happens(Event event) {
        switch (event) {
            case ServiceEnd(String server, Person person) -> endService(desk(server), person);
            case Arrival(Person person) -> arrive(person);
            case Departure(Person person) -> leave(person);
            case ShiftEnd(String server) -> endShift(desk(server));
            case ShiftStart(String server) -> startShift(desk(server));
        }
    }

    private void arrive(Person person) {
        if (hospital.arrive(person)) {
            arrived++;
            waiting.add(person);
        } else {
            refused++;
        }
    }

    /** Unless called before; who leaves at once has come all the same. */
    private void leave(Person person) {
        if (waiting.contains(person) && hospital.leave(person)) {
            waiting.remove(person);
            left++;
        }
    }

    private void startShift(Desk desk) {
        if (hospital.openDesk(desk.server)) {
            desk.state = DeskState.FREE;
            desk.freeSinceS = nowS;
        }
    }

    private void endShift(Desk desk) {
        switch (desk.state) {
            case FREE -> close(desk);
            case BUSY -> desk.state = DeskState.FINISHING;
            case FINISHING, CLOSED -> {}
        }
    }

    private void endService(Desk desk, Person person) {
        if (hospital.serve(desk.server, person)) {
            served++;
        }
        if (desk.state == DeskState.FINISHING) {
            close(desk);
        } else {
            desk.state = DeskState.FREE;
            desk.freeSinceS = nowS;
        }
    }

    private void close(Desk desk) {
        hospital.closeDesk(desk.server);
        desk.state = DeskState.CLOSED;
    }

    private void callAtFreeDesks() {
        Set<String> refused = new HashSet<>();
        while (!waiting.isEmpty()) {
            Optional<Desk> free = desks.values().stream()
                    .filter(desk -> desk.state == DeskState.FREE && !refused.contains(desk.server))
                    .min(Comparator.comparingInt(Desk::freeSinceS).thenComparing(Desk::server));
            if (free.isEmpty()) {
                return;
            }
            Desk desk = free.get();
            Optional<Person> next = hospital.callNext(desk.server);
            if (next.isEmpty()) {
                refused.add(desk.server);
                continue;
            }
            Person person = next.get();
            called++;
            waiting.remove(person);
            hospital.start(desk.server, person);
            desk.state = DeskState.BUSY;
            schedule(nowS + person.serviceS(), new ServiceEnd(desk.server, person));
        }
    }

    private Desk desk(String server) {
        Desk desk = desks.get(server);
        if (desk == null) {
            throw new IllegalStateException("no desk of " + server);
        }
        return desk;
    }

    private void schedule(int atS, Event event) {
        agenda.computeIfAbsent(atS, at -> new ArrayList<>()).add(event);
    }
}
