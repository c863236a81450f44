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
    record Day(List<Told> told, Map<UUID, Integer> desks) {}

    Day of(
            Facility facility,
            List<QueueSettings> queues,
            FacilityNow now,
            Map<UUID, QueueKnowledge> known,
            Instant at,
            int backlog) {
        Clockwork clock = new Clockwork(at, facility.timeZone());
        Targets targets = Targets.of(facilities.urgencyLevels(facility.id()));
        Map<UUID, Integer> desks = new HashMap<>();
        Map<UUID, List<Told>> byQueue = new HashMap<>();
        for (Group group : Group.of(now, queues, at)) {
            group.queues.forEach(queue -> desks.put(queue.id(), group.working(queue.id(), null)));
            if (!group.isEmpty()) {
                starts(group, now, known, targets, clock, backlog)
                        .forEach(told -> byQueue.computeIfAbsent(told.queueId(), fresh -> new ArrayList<>())
                                .add(told));
            }
        }
        List<Told> all = new ArrayList<>();
        byQueue.values().forEach(all::addAll);
        return new Day(RouteEnds.add(all, now, desks, known, clock), desks);
    }

    private List<Told> starts(
            Group group,
            FacilityNow now,
            Map<UUID, QueueKnowledge> known,
            Targets targets,
            Clockwork clock,
            int backlog) {
        OrderRule rule = rule(group.queues, targets);
        int people = group.waiting.size() + group.held.size() + group.booked.size();
        int paths = Effort.paths(people, backlog);
        List<Told> all = new ArrayList<>(simulated(group, group.waiting, now, known, rule, targets, clock, paths));
        if (!group.held.isEmpty()) {
            List<FacilityNow.Person> asIfBack = new ArrayList<>(group.waiting);
            asIfBack.addAll(group.held);
            simulated(group, asIfBack, now, known, rule, targets, clock, paths).stream()
                    .skip(group.waiting.size())
                    .forEach(all::add);
        }
        return all;
    }

    private List<Told> simulated(
            Group group,
            List<FacilityNow.Person> who,
            FacilityNow now,
            Map<UUID, QueueKnowledge> known,
            OrderRule rule,
            Targets targets,
            Clockwork clock,
            int paths) {
        LineState state = group.state(now, who, id -> knowledge(known, id), booked -> .8, rule, clock);
        // The same seed each time: what moves a forecast is what has changed, not chance.
        List<StartForecast> starts =
                Simulation.run(state, paths, group.queues.getFirst().id().getLeastSignificantBits());
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
            all.add(told(group, person, place, starts.get(i), now, knowledge(known, person.queueId()), clock));
        }
        return all;
    }

    private static QueueKnowledge knowledge(Map<UUID, QueueKnowledge> known, UUID queueId) {
        return Objects.requireNonNull(known.get(queueId));
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
