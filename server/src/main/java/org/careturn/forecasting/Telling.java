package org.careturn.forecasting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.facilities.OrderPolicy;
import org.careturn.facilities.QueueSettings;
import org.careturn.facilities.Urgency;
import org.careturn.forecasting.domain.Effort;
import org.careturn.forecasting.domain.LineState;
import org.careturn.forecasting.domain.Quantiles;
import org.careturn.forecasting.domain.SelfCorrection;
import org.careturn.forecasting.domain.Simulation;
import org.careturn.forecasting.domain.Situation;
import org.careturn.forecasting.domain.StartForecast;
import org.careturn.queueing.EntryState;
import org.careturn.queueing.TurnForecast;
import org.careturn.queueing.domain.Board;
import org.careturn.queueing.domain.OrderRule;
import org.careturn.queueing.domain.Targets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets the rules work on a facility as it stands, and says for each of its people what comes out. */
@Component
class Telling {
    private static final double HOUR = 3600;
    private static final int LATEST = 20;

    private final Facilities facilities;

    Telling(Facilities facilities) {
        this.facilities = facilities;
    }

    /** What is told of everybody, and how many desks work for each queue. */
    record Day(List<Told> told, List<ToldBooked> booked, Map<UUID, Integer> desks) {}

    /**
     * What is known while a facility's forecasts are worked out.
     *
     * @param shows of each appointment, the probability that the patient comes
     */
    record Known(FacilityNow now, Map<UUID, QueueKnowledge> queues, Map<UUID, Double> shows) {
        QueueKnowledge of(UUID queueId) {
            return Objects.requireNonNull(queues.get(queueId));
        }

        double shows(FacilityNow.Booked booked) {
            return shows.getOrDefault(booked.appointmentId(), .8);
        }
    }

    /** Works the forecasts out; for those who are on hold, as if they came back now. */
    Day of(Facility facility, List<QueueSettings> queues, Known known, Instant at, int backlog) {
        Clockwork clock = new Clockwork(at, facility.timeZone());
        Targets targets = Targets.of(facilities.urgencyLevels(facility.id()));
        Map<UUID, Integer> desks = new HashMap<>();
        Map<UUID, List<Told>> byQueue = new HashMap<>();
        List<ToldBooked> booked = new ArrayList<>();
        for (Group group : Group.of(known.now, queues, at)) {
            group.queues.forEach(queue -> desks.put(queue.id(), group.working(queue.id(), null)));
            if (group.isEmpty()) {
                continue;
            }
            int people = group.waiting.size() + group.held.size() + group.booked.size();
            int paths = Effort.paths(people, backlog);
            Simulation.Starts starts = simulated(group, group.waiting, known, targets, clock, paths);
            List<Told> all = new ArrayList<>(told(group, group.waiting, starts.waiting(), known, targets, clock));
            for (int i = 0; i < group.booked.size(); i++) {
                booked.add(told(group, group.booked.get(i), starts.expected().get(i), known, clock));
            }
            if (!group.held.isEmpty()) {
                List<FacilityNow.Person> asIfBack = new ArrayList<>(group.waiting);
                asIfBack.addAll(group.held);
                Simulation.Starts back = simulated(group, asIfBack, known, targets, clock, paths);
                told(group, asIfBack, back.waiting(), known, targets, clock).stream()
                        .skip(group.waiting.size())
                        .forEach(all::add);
            }
            all.forEach(told -> byQueue.computeIfAbsent(told.queueId(), fresh -> new ArrayList<>())
                    .add(told));
        }
        List<Told> all = new ArrayList<>();
        byQueue.values().forEach(all::addAll);
        return new Day(RouteEnds.add(all, known.now, desks, known.queues, clock), booked, desks);
    }

    private static Simulation.Starts simulated(
            Group group, List<FacilityNow.Person> who, Known known, Targets targets, Clockwork clock, int paths) {
        LineState state = group.state(known.now, who, known::of, known::shows, rule(group.queues, targets), clock);
        // The same seed each time: what moves a forecast is what has changed, not chance.
        return Simulation.runAll(state, paths, group.queues.getFirst().id().getLeastSignificantBits());
    }

    private static List<Told> told(
            Group group,
            List<FacilityNow.Person> who,
            List<StartForecast> starts,
            Known known,
            Targets targets,
            Clockwork clock) {
        Map<UUID, Standing> standing = new HashMap<>();
        for (QueueSettings queue : group.queues) {
            standing.putAll(Standing.of(
                    who.stream().filter(p -> p.queueId().equals(queue.id())).toList(),
                    rule(List.of(queue), targets),
                    clock.now()));
        }
        List<Told> all = new ArrayList<>();
        for (int i = 0; i < who.size(); i++) {
            FacilityNow.Person person = who.get(i);
            Standing place = Objects.requireNonNull(standing.get(person.entryId()));
            all.add(told(group, person, place, starts.get(i), known.now, known.of(person.queueId()), clock));
        }
        return all;
    }

    private static ToldBooked told(
            Group group, FacilityNow.Booked booked, StartForecast start, Known known, Clockwork clock) {
        TurnForecast.Range range =
                start instanceof StartForecast.Range simulated ? range(simulated.quantiles(), clock) : null;
        TurnForecast forecast = new TurnForecast(
                range == null ? TurnForecast.Kind.UNKNOWN : TurnForecast.Kind.RANGE,
                range,
                null,
                null,
                known.of(booked.queueId()).isEarly(),
                List.of(),
                group.working(booked.queueId(), booked.doctorId()),
                Notes.ofBooked(group, booked, start),
                clock.now());
        return new ToldBooked(booked.appointmentId(), booked.queueId(), forecast);
    }

    /** As at a desk: the queues' own where they agree, else the default one. */
    private static OrderRule rule(List<QueueSettings> queues, Targets targets) {
        QueueSettings first = queues.getFirst();
        boolean agree = queues.stream()
                .allMatch(queue ->
                        queue.policy() == first.policy() && queue.promotionFactor() == first.promotionFactor());
        return new OrderRule(
                agree ? first.policy() : OrderPolicy.STRICT_WITH_PROMOTION, first.promotionFactor(), targets);
    }

    private static Told told(
            Group group,
            FacilityNow.Person person,
            Standing place,
            StartForecast start,
            FacilityNow now,
            QueueKnowledge known,
            Clockwork clock) {
        List<TurnForecast.Note> notes = Notes.of(group, person, start, now, clock.now());
        int desks = group.working(person.queueId(), person.doctorId());
        int rank = place.rank();
        TurnForecast.Range range = null;
        Instant notBefore = null;
        Told.Near near = null;
        SelfCorrection.Forecast made = null;
        TurnForecast.Kind kind = TurnForecast.Kind.UNKNOWN;
        switch (start) {
            case StartForecast.Range simulated -> {
                kind = TurnForecast.Kind.RANGE;
                made = known.correction.forecast(situation(person, place, simulated.quantiles(), now, clock));
                range = range(made.shown(), clock);
                near = new Told.Near(simulated.p35() / 60, simulated.quantiles().p50() / 60);
            }
            case StartForecast.NotBefore(double seconds) -> {
                kind = TurnForecast.Kind.NOT_BEFORE;
                notBefore = clock.in(seconds);
            }
            case StartForecast.Unknown unknown -> kind = TurnForecast.Kind.UNKNOWN;
        }
        TurnForecast forecast = new TurnForecast(
                kind, range, null, notBefore, known.isEarly(), place.ahead(), desks, notes, clock.now());
        return new Told(person.entryId(), person.queueId(), person.visitId(), rank, forecast, near, made);
    }

    static TurnForecast.Range range(Quantiles seconds, Clockwork clock) {
        return new TurnForecast.Range(clock.in(seconds.p10()), clock.in(seconds.p50()), clock.in(seconds.p90()));
    }

    private static Situation situation(
            FacilityNow.Person person,
            Standing place,
            @Nullable Quantiles simulated,
            FacilityNow now,
            Clockwork clock) {
        List<FacilityNow.Started> recent = now.started().stream()
                .filter(started -> started.queueId().equals(person.queueId()))
                .toList();
        double recentWait = recent.stream()
                .sorted(Comparator.comparing(FacilityNow.Started::startedAt).reversed())
                .limit(LATEST)
                .mapToDouble(s -> Math.max(
                        0, Duration.between(s.arrivedAt(), s.startedAt()).toSeconds()))
                .average()
                .orElse(simulated == null ? 0 : simulated.p50());
        int lastHour = (int) recent.stream()
                .filter(s -> -clock.seconds(s.startedAt()) < HOUR)
                .count();
        Urgency urgency = person.place().urgency();
        return new Situation(
                urgency.level() - 1,
                place.peopleAhead(),
                simulated,
                Math.max(0, -clock.seconds(place.headSince())),
                recentWait,
                lastHour,
                clock.hour(),
                clock.isWeekend());
    }

    /**
     * Where one stands in his queue.
     *
     * @param rank from 1; 0 for who is on hold
     * @param headSince the arrival of who comes first
     */
    record Standing(int rank, List<TurnForecast.Ahead> ahead, Instant headSince) {
        int peopleAhead() {
            return ahead.stream().mapToInt(TurnForecast.Ahead::people).sum();
        }

        static Map<UUID, Standing> of(List<FacilityNow.Person> people, OrderRule rule, Instant now) {
            Map<UUID, FacilityNow.Person> byId = new HashMap<>();
            List<Board.Waiting> line = new ArrayList<>();
            for (FacilityNow.Person person : people) {
                byId.put(person.entryId(), person);
                line.add(new Board.Waiting(person.entryId(), person.place(), person.doctorId(), person.skipCalls()));
            }
            Map<UUID, Standing> all = new HashMap<>();
            int[] anybody = new int[5];
            int[] everybody = new int[5];
            Map<UUID, int[]> bound = new HashMap<>();
            Instant head = null;
            int rank = 0;
            for (Board.Waiting next : Board.order(line, rule, now)) {
                FacilityNow.Person person = Objects.requireNonNull(byId.get(next.entryId()));
                boolean waits = person.state() == EntryState.WAITING;
                UUID doctor = person.doctorId();
                head = head == null ? person.arrivedAt() : head;
                rank += waits ? 1 : 0;
                int[] own = doctor == null ? null : bound.computeIfAbsent(doctor, fresh -> new int[5]);
                all.put(next.entryId(), new Standing(waits ? rank : 0, ahead(own, anybody, everybody), head));
                if (waits) {
                    int urgency = person.place().urgency().level() - 1;
                    everybody[urgency]++;
                    (own == null ? anybody : own)[urgency]++;
                }
            }
            return all;
        }

        private static List<TurnForecast.Ahead> ahead(int @Nullable [] own, int[] anybody, int[] everybody) {
            List<TurnForecast.Ahead> ahead = new ArrayList<>();
            for (Urgency urgency : Urgency.values()) {
                int u = urgency.level() - 1;
                int people = own == null ? everybody[u] : own[u] + anybody[u];
                if (people > 0) {
                    ahead.add(new TurnForecast.Ahead(urgency, people));
                }
            }
            return ahead;
        }
    }
}
