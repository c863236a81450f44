package org.careturn.forecasting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.careturn.facilities.QueueSettings;
import org.careturn.facilities.Urgency;
import org.careturn.forecasting.domain.DurationLaw;
import org.careturn.forecasting.domain.LineState;
import org.careturn.queueing.EntryState;
import org.careturn.queueing.domain.OrderRule;
import org.jspecify.annotations.Nullable;

/** Queues that are served together, as the simulation wants to see them. */
final class Group {
    /** A desk's queues stand in a number of 64 bits. */
    private static final int MOST_QUEUES = 60;
    /** Nobody is ready to call for so long without calling. */
    private static final Duration TURNING_ROUND = Duration.ofMinutes(5);

    final List<QueueSettings> queues;
    final List<FacilityNow.Desk> desks = new ArrayList<>();
    final List<FacilityNow.Block> planned = new ArrayList<>();
    final List<FacilityNow.Person> waiting = new ArrayList<>();
    final List<FacilityNow.Person> held = new ArrayList<>();
    final List<FacilityNow.Booked> booked = new ArrayList<>();
    private final Map<UUID, Integer> queueNumbers = new HashMap<>();
    private final Map<UUID, Integer> doctorNumbers = new LinkedHashMap<>();

    private Group(List<QueueSettings> queues) {
        this.queues = queues;
        for (int i = 0; i < queues.size(); i++) {
            queueNumbers.put(queues.get(i).id(), i);
        }
    }

    /** All groups of a facility, in an order that doesn't change. */
    static List<Group> of(FacilityNow now, List<QueueSettings> all, Instant at) {
        Map<UUID, UUID> parents = new HashMap<>();
        all.forEach(queue -> parents.put(queue.id(), queue.id()));
        now.desks().forEach(desk -> join(parents, desk.queueIds()));
        Map<UUID, List<UUID>> byDoctor = new HashMap<>();
        now.blocks()
                .forEach(block -> byDoctor.computeIfAbsent(block.accountId(), fresh -> new ArrayList<>())
                        .add(block.queueId()));
        byDoctor.values().forEach(ids -> join(parents, ids));
        Map<UUID, List<QueueSettings>> members = new LinkedHashMap<>();
        all.stream()
                .sorted(Comparator.comparing(QueueSettings::id))
                .forEach(queue -> members.computeIfAbsent(root(parents, queue.id()), fresh -> new ArrayList<>())
                        .add(queue));
        List<Group> groups = new ArrayList<>();
        for (List<QueueSettings> together : members.values()) {
            for (int from = 0; from < together.size(); from += MOST_QUEUES) {
                groups.add(new Group(together.subList(from, Math.min(from + MOST_QUEUES, together.size()))));
            }
        }
        groups.forEach(group -> group.fill(now, at));
        return groups;
    }

    private static void join(Map<UUID, UUID> parents, List<UUID> queues) {
        UUID first = null;
        for (UUID queue : queues) {
            if (parents.containsKey(queue)) {
                first = first == null ? queue : first;
                parents.put(root(parents, queue), root(parents, first));
            }
        }
    }

    private static UUID root(Map<UUID, UUID> parents, UUID queue) {
        UUID at = queue;
        for (UUID up = parents.get(at); up != null && !up.equals(at); up = parents.get(at)) {
            at = up;
        }
        return at;
    }

    private void fill(FacilityNow now, Instant at) {
        for (FacilityNow.Person person : now.people()) {
            if (queueNumbers.containsKey(person.queueId())) {
                (person.state() == EntryState.WAITING ? waiting : held).add(person);
            }
        }
        now.booked().stream()
                .filter(booking -> queueNumbers.containsKey(booking.queueId()))
                .forEach(booked::add);
        now.desks().stream()
                .filter(desk -> desk.queueIds().stream().anyMatch(queueNumbers::containsKey))
                .forEach(desks::add);
        for (FacilityNow.Block block : now.blocks()) {
            boolean there =
                    now.desks().stream().anyMatch(desk -> desk.accountId().equals(block.accountId()));
            if (!there && block.start().isAfter(at) && queueNumbers.containsKey(block.queueId())) {
                planned.add(block);
            }
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty() && held.isEmpty() && booked.isEmpty();
    }

    int doctor(@Nullable UUID accountId) {
        return accountId == null
                ? LineState.ANYBODY
                : doctorNumbers.computeIfAbsent(accountId, fresh -> doctorNumbers.size());
    }

    /** Desks that work for the queue now, and for this doctor's people if one is named. */
    int working(UUID queueId, @Nullable UUID doctorId) {
        return (int) desks.stream()
                .filter(desk -> !desk.onBreak() && desk.queueIds().contains(queueId))
                .filter(desk -> doctorId == null || doctorId.equals(desk.accountId()))
                .count();
    }

    /** @param who of {@link #waiting} and {@link #held} stand in line; in this order they are answered */
    LineState state(
            FacilityNow now,
            List<FacilityNow.Person> who,
            Function<UUID, QueueKnowledge> knowledge,
            Function<FacilityNow.Booked, Double> shows,
            OrderRule rule,
            Clockwork clock) {
        List<LineState.Waiting> people = who.stream()
                .map(person -> new LineState.Waiting(
                        number(person.queueId()),
                        person.place().urgency(),
                        clock.seconds(person.place().since()),
                        person.place().tie(),
                        doctor(person.doctorId()),
                        person.skipCalls()))
                .toList();
        List<LineState.Desk> all = new ArrayList<>();
        for (FacilityNow.Desk desk : desks) {
            for (int slot = 1; slot <= desk.slots(); slot++) {
                all.add(desk(desk, slot, now, clock));
            }
        }
        for (FacilityNow.Block block : planned) {
            all.add(new LineState.Desk(
                    doctor(block.accountId()),
                    1L << number(block.queueId()),
                    clock.seconds(block.start()),
                    clock.seconds(block.end()),
                    new LineState.Activity.Ready(),
                    List.of()));
        }
        List<LineState.Expected> expected = booked.stream()
                .map(booking -> new LineState.Expected(
                        number(booking.queueId()),
                        Urgency.NON_URGENT,
                        Math.max(60, clock.seconds(booking.start())),
                        clock.seconds(booking.since()),
                        doctor(booking.doctorId()),
                        shows.apply(booking)))
                .toList();
        List<UUID> doctors = List.copyOf(doctorNumbers.keySet());
        List<LineState.Service> services = queues.stream()
                .map(queue -> service(knowledge.apply(queue.id()), doctors, clock))
                .toList();
        return new LineState(rule, people, all, expected, services);
    }

    private static LineState.Service service(QueueKnowledge known, List<UUID> doctors, Clockwork clock) {
        return new LineState.Service(
                known.services.law(),
                doctors.stream().map(known.services::factor).toList(),
                known.turnRounds.isEmpty() ? DurationLaw.constant(0) : known.turnRounds.law(),
                0,
                known.rates().from(clock.weekday(), clock.hour()));
    }

    private LineState.Desk desk(FacilityNow.Desk desk, int slot, FacilityNow now, Clockwork clock) {
        long calls = 0;
        for (UUID queue : desk.queueIds()) {
            Integer number = queueNumbers.get(queue);
            calls |= number == null ? 0 : 1L << number;
        }
        List<LineState.Break> breaks = new ArrayList<>();
        if (desk.onBreak()) {
            Instant until = desk.breakUntil();
            double end = until == null ? Double.POSITIVE_INFINITY : Math.max(60, clock.seconds(until));
            breaks.add(new LineState.Break(-1, end));
        }
        double end = Double.POSITIVE_INFINITY;
        double covered = 0;
        for (FacilityNow.Block block : now.blocks()) {
            if (block.accountId().equals(desk.accountId()) && clock.seconds(block.end()) > 0) {
                double from = clock.seconds(block.start());
                if (end < Double.POSITIVE_INFINITY && from > covered) {
                    breaks.add(new LineState.Break(covered, from));
                }
                covered = Math.max(covered, clock.seconds(block.end()));
                end = covered;
            }
        }
        return new LineState.Desk(doctor(desk.accountId()), calls, 0, end, activity(desk, slot, now, clock), breaks);
    }

    private LineState.Activity activity(FacilityNow.Desk desk, int slot, FacilityNow now, Clockwork clock) {
        for (FacilityNow.Busy busy : now.busy()) {
            if (busy.deskId().equals(desk.id()) && busy.slot() == slot) {
                Instant started = busy.startedAt();
                Integer queue = queueNumbers.get(busy.queueId());
                return new LineState.Activity.Serving(
                        queue == null ? 0 : queue, started == null ? 0 : Math.max(0, -clock.seconds(started)));
            }
        }
        Instant ended = desk.lastEndedAt();
        if (ended == null || desk.slots() > 1) {
            return new LineState.Activity.Ready();
        }
        double since = -clock.seconds(ended);
        return since >= 0 && since < TURNING_ROUND.toSeconds()
                ? new LineState.Activity.TurningRound(since)
                : new LineState.Activity.Ready();
    }

    private int number(UUID queueId) {
        return queueNumbers.getOrDefault(queueId, 0);
    }
}
