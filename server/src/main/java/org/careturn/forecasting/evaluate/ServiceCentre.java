package org.careturn.forecasting.evaluate;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.careturn.forecasting.domain.Quantiles;
import org.careturn.forecasting.domain.SelfCorrection;
import org.careturn.forecasting.domain.Simulation;
import org.careturn.forecasting.domain.Situation;
import org.careturn.forecasting.domain.StartForecast;
import org.jspecify.annotations.Nullable;

/**
 * Lives through a service centre's log as the product would: at each arrival it knows what happened before, and forecasts;
 * at each start of service it learns.
 */
final class ServiceCentre {
    static final String QUEUE_LENGTH = "queue length x mean / servers";
    static final String PRIORITY_AWARE = "people ahead x mean / servers";
    static final String LAST_TO_ENTER = "last to enter service";
    static final String HEAD_OF_LINE = "head of line";
    static final String LAST_FIVE = "average of the last 5 waits";
    static final String SIMULATION = "the simulation alone";

    private static final int HOUR = 3600;
    private static final int STEP = 120;
    private static final int PATHS = 100;
    private static final int RECENT = 20;
    /** Before anything is known, in seconds. */
    private static final double USUAL_WAIT = 60;

    private final Map<String, Integer> categories = new HashMap<>();
    private final List<Ticket> waiting = new ArrayList<>();
    private final Map<Ticket, SelfCorrection.Forecast> pending = new HashMap<>();
    private final Map<Ticket, Case> open = new HashMap<>();
    private final Deque<Long> starts = new ArrayDeque<>();
    private final CentreState state = new CentreState();
    private final Deque<Double> recentWaits = new ArrayDeque<>();
    private final SelfCorrection correction = new SelfCorrection();
    private final List<Case> cases = new ArrayList<>();
    private final List<Case> told;
    private double lastToEnter;
    private final Map<Ticket, List<double[]>> retold = new HashMap<>();
    private final List<Retold> rescored = new ArrayList<>();
    private long nextStep;

    /**
     * What somebody was told while he waited.
     *
     * @param said seconds that were left by the median
     * @param left seconds that really were
     */
    record Retold(long at, double said, double left) {}

    /** What a service centre's log was told. */
    record Lived(List<Case> cases, List<Retold> retold) {}

    private ServiceCentre(List<Case> told) {
        this.told = told;
    }

    /**
     * Each one who waited and was served, in the order of the starts, and what all of them were told every two minutes.
     *
     * @param told receives each forecast in the order in which they were made, also of people who left
     */
    static Lived live(List<Ticket> tickets, List<Case> told) {
        ServiceCentre centre = new ServiceCentre(told);
        for (Events.Event event : Events.of(tickets)) {
            centre.stepUntil(event.at());
            Ticket ticket = event.ticket();
            switch (event.kind()) {
                case ARRIVES -> centre.arrives(ticket);
                case STARTS -> centre.starts(ticket);
                case LEAVES -> centre.leaves(ticket);
                case ENDS -> centre.ends(ticket);
            }
        }
        return new Lived(centre.cases, centre.rescored);
    }

    private void stepUntil(long at) {
        if (waiting.isEmpty()) {
            nextStep = Math.max(nextStep, at - at % STEP + STEP);
        }
        for (; nextStep < at; nextStep += STEP) {
            retell(nextStep);
        }
    }

    private void retell(long now) {
        List<StartForecast> simulated = Simulation.run(state.at(now, waiting), PATHS, now);
        for (int i = 0; i < waiting.size(); i++) {
            Ticket ticket = waiting.get(i);
            if (pending.containsKey(ticket)) {
                Quantiles shown = correction
                        .forecast(situation(ticket, now, quantiles(simulated.get(i))))
                        .shown();
                retold.computeIfAbsent(ticket, fresh -> new ArrayList<>()).add(new double[] {now, shown.p50()});
            }
        }
    }

    private static @Nullable Quantiles quantiles(StartForecast start) {
        return start instanceof StartForecast.Range range ? range.quantiles() : null;
    }

    private Situation situation(Ticket ticket, long now, @Nullable Quantiles simulated) {
        while (!starts.isEmpty() && starts.peekFirst() <= now - HOUR) {
            starts.removeFirst();
        }
        DayOfWeek weekday = LocalDate.ofEpochDay(now / 86_400).getDayOfWeek();
        return new Situation(
                categories.computeIfAbsent(ticket.service() + " " + ticket.priority(), name -> categories.size()),
                ahead(ticket),
                simulated,
                headWait(now),
                recentWait(),
                starts.size(),
                now % 86_400 / 3600.0,
                weekday == DayOfWeek.FRIDAY || weekday == DayOfWeek.SATURDAY);
    }

    private int ahead(Ticket ticket) {
        int ahead = 0;
        for (Ticket other : waiting) {
            boolean before = CentreState.since(other) <= CentreState.since(ticket);
            ahead += before && !other.equals(ticket) ? 1 : 0;
        }
        return ahead;
    }

    private double headWait(long now) {
        return waiting.isEmpty() ? 0 : (double) (now - waiting.getFirst().arrival());
    }

    private double recentWait() {
        return recentWaits.stream().mapToDouble(w -> w).average().orElse(USUAL_WAIT);
    }

    private void arrives(Ticket ticket) {
        if (ticket.waitSeconds() > 0) {
            forecast(ticket);
        }
        waiting.add(ticket);
        state.arrives(ticket);
    }

    private void forecast(Ticket ticket) {
        long now = ticket.arrival();
        int ahead = ahead(ticket);
        double headWait = headWait(now);
        double recent = recentWait();
        List<Ticket> all = new ArrayList<>(waiting);
        all.add(ticket);
        Quantiles simulated = quantiles(
                Simulation.run(state.at(now, all), PATHS, ticket.row()).getLast());
        Situation situation = situation(ticket, now, simulated);
        SelfCorrection.Forecast forecast = correction.forecast(situation);
        pending.put(ticket, forecast);
        int servers = state.onDuty(now);
        double each = state.meanService() / Math.max(1, servers);
        Map<String, Double> references = new HashMap<>();
        references.put(QUEUE_LENGTH, (waiting.size() + 1) * each);
        references.put(PRIORITY_AWARE, (ahead + 1) * each);
        references.put(SIMULATION, simulated == null ? USUAL_WAIT : simulated.p50());
        references.put(LAST_TO_ENTER, lastToEnter);
        references.put(HEAD_OF_LINE, headWait);
        references.put(
                LAST_FIVE,
                recentWaits.stream()
                        .skip(Math.max(0, recentWaits.size() - 5))
                        .mapToDouble(w -> w)
                        .average()
                        .orElse(USUAL_WAIT));
        List<Double> features = List.of(
                1.0, (double) waiting.size(), (double) ahead, headWait, lastToEnter, recent, (double) servers, (double)
                        starts.size());
        Case made = new Case(
                ticket.service() + " " + ticket.priority(),
                now,
                waiting.size(),
                forecast.shown(),
                (double) ticket.waitSeconds(),
                references,
                features);
        told.add(made);
        open.put(ticket, made);
    }

    private void starts(Ticket ticket) {
        waiting.remove(ticket);
        starts.addLast(ticket.left());
        lastToEnter = (double) ticket.waitSeconds();
        state.starts(ticket);
        SelfCorrection.Forecast forecast = pending.remove(ticket);
        if (forecast != null) {
            correction.learn(forecast, (double) ticket.waitSeconds());
            recentWaits.addLast((double) ticket.waitSeconds());
            if (recentWaits.size() > RECENT) {
                recentWaits.removeFirst();
            }
            Case done = open.remove(ticket);
            if (done != null) {
                cases.add(done);
            }
            List<double[]> all = retold.remove(ticket);
            for (double[] said : all == null ? List.<double[]>of() : all) {
                rescored.add(new Retold((long) said[0], said[1], ticket.left() - said[0]));
            }
        }
    }

    private void leaves(Ticket ticket) {
        waiting.remove(ticket);
        pending.remove(ticket);
        open.remove(ticket);
        retold.remove(ticket);
        state.leaves(ticket);
    }

    private void ends(Ticket ticket) {
        state.ends(ticket, waiting);
    }
}
