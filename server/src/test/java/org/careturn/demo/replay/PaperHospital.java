package org.careturn.demo.replay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.careturn.demo.replay.RecordedDay.Person;
import org.careturn.demo.replay.ReferenceOrder.Waiting;

/** A hospital in memory, which keeps to an order and writes down what happens. */
final class PaperHospital implements Hospital {
    final List<String> log = new ArrayList<>();
    final Set<String> refuses = new HashSet<>();

    private final ReferenceOrder keeps;
    private final OrderCheck check;
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private int nowS;
    private int arrivals;
    private int calls;

    /** @param keeps the order that this hospital keeps to, whatever the check says of it */
    PaperHospital(ReferenceOrder keeps, OrderCheck check) {
        this.keeps = keeps;
        this.check = check;
    }

    @Override
    public void setTime(int secondsS) {
        if (secondsS < nowS) {
            throw new AssertionError("the time went back from " + nowS + " to " + secondsS);
        }
        nowS = secondsS;
    }

    @Override
    public boolean openDesk(String server) {
        return note("open " + server);
    }

    @Override
    public boolean closeDesk(String server) {
        return note("close " + server);
    }

    @Override
    public boolean arrive(Person person) {
        if (!note("arrive " + person.ticket())) {
            return false;
        }
        Waiting arrived = new Waiting(person.ticket(), person.urgency(), nowS, ++arrivals);
        people.add(person);
        waiting.add(arrived);
        check.arrived(arrived);
        return true;
    }

    @Override
    public boolean leave(Person person) {
        if (!note("leave " + person.ticket())) {
            return false;
        }
        waiting.removeIf(other -> other.ticket().equals(person.ticket()));
        check.left(person.ticket());
        return true;
    }

    @Override
    public Optional<Person> callNext(String server) {
        Waiting next = waiting.getFirst();
        for (Waiting other : waiting) {
            next = keeps.isBefore(other, next, nowS) ? other : next;
        }
        String ticket = next.ticket();
        if (!note(server + " calls " + ticket)) {
            return Optional.empty();
        }
        waiting.remove(next);
        check.called(ticket, ++calls, nowS);
        return people.stream().filter(person -> person.ticket().equals(ticket)).findFirst();
    }

    @Override
    public boolean start(String server, Person person) {
        return true;
    }

    @Override
    public boolean serve(String server, Person person) {
        return note(server + " served " + person.ticket());
    }

    private boolean note(String what) {
        boolean refused = refuses.remove(what);
        log.add(nowS + " " + what + (refused ? ": no" : ""));
        return !refused;
    }
}
