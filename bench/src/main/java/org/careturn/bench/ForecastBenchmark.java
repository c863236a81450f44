package org.careturn.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.careturn.facilities.OrderPolicy;
import org.careturn.facilities.Urgency;
import org.careturn.forecasting.domain.LineState;
import org.careturn.forecasting.domain.ServiceTimes;
import org.careturn.forecasting.domain.Simulation;
import org.careturn.forecasting.whatif.Day;
import org.careturn.forecasting.whatif.WhatIf;
import org.careturn.queueing.domain.OrderRule;
import org.careturn.queueing.domain.Targets;

/** How long the simulation of a queue takes on one core, how that grows, and what calls notice of the live forecast. */
final class ForecastBenchmark implements Benchmark {
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 100;
    private static final int ROUNDS = 200;
    private static final double GOAL = 20;
    private static final int DAYS = 365;
    private static final double YEAR_GOAL = 3;

    @Override
    public Report run(Installation installation) throws Exception {
        Report report =
                new Report("Forecast: the start of everybody who waits, " + Simulation.PATHS + " paths, one core");
        report.note(Machine.description());
        Progress.say("forecast: measuring");
        Times times = measure(200, 10, ROUNDS);
        report.atMost(GOAL, "200 waiting, 10 doctors, median", "ms", times.percentile(50));
        report.figure("200 waiting, 10 doctors, P99", "ms", times.percentile(99));
        report.figure(
                "20 waiting, 3 doctors, median", "ms", measure(20, 3, ROUNDS).percentile(50));
        report.figure(
                "1,000 waiting, 10 doctors, median", "ms", measure(1000, 10, 20).percentile(50));
        report.figure(
                "5,000 waiting, 1 doctor, median", "ms", measure(5000, 1, 5).percentile(50));
        Progress.say("forecast: a year of days that might be");
        WhatIf.compare(year(), year(), 30, 1, done -> true);
        long begin = CPU.getCurrentThreadCpuTime();
        WhatIf.compare(year(), year().withDemand(1.1), DAYS, 1, done -> true);
        // Both the year as it is and the one that might be.
        report.atMost(
                YEAR_GOAL,
                "a year of 1,000 visits a day, 12 desks",
                "s",
                (CPU.getCurrentThreadCpuTime() - begin) / 2e9);
        report.note(
                "Processor time of the thread. Default policy, five urgencies, as many walk-ins still to come in an hour as the doctors see.");
        ForecastBeside.measure(installation, report);
        return report;
    }

    private static Times measure(int waiting, int doctors, int rounds) {
        LineState state = state(waiting, doctors);
        Times times = new Times();
        for (int i = 0; i < Math.min(WARM_UP, rounds) + rounds; i++) {
            long begin = CPU.getCurrentThreadCpuTime();
            Simulation.run(state, Simulation.PATHS, i);
            if (i >= Math.min(WARM_UP, rounds)) {
                times.add(CPU.getCurrentThreadCpuTime() - begin);
            }
        }
        return times;
    }

    private static Day year() {
        LineState.Service service = state(0, 1).services().getFirst();
        List<double[]> arrivals = new ArrayList<>();
        double perSecond = 1000.0 / 16 / 3600;
        for (int i = 0; i < 16; i++) {
            arrivals.add(
                    new double[] {.005 * perSecond, .05 * perSecond, .6 * perSecond, .3 * perSecond, .045 * perSecond});
        }
        List<LineState.Desk> desks = new ArrayList<>();
        for (int d = 0; d < 12; d++) {
            desks.add(new LineState.Desk(
                    d, 1, 0, 16 * 3600, new LineState.Activity.Ready(), List.of(new LineState.Break(14_400, 16_200))));
        }
        return new Day(
                List.of(state(0, 1).rule()),
                List.of(),
                desks,
                List.of(new LineState.Service(service.times(), List.of(), service.turnRound(), .00001, arrivals)),
                List.of());
    }

    private static LineState state(int waiting, int doctors) {
        SplittableRandom random = new SplittableRandom(1);
        List<LineState.Waiting> people = new ArrayList<>();
        for (int i = 0; i < waiting; i++) {
            int level = random.nextInt(100);
            Urgency urgency = level < 2
                    ? Urgency.EMERGENT
                    : level < 60 ? Urgency.URGENT : level < 95 ? Urgency.LESS_URGENT : Urgency.NON_URGENT;
            people.add(new LineState.Waiting(0, urgency, -7200 * random.nextDouble(), i, LineState.ANYBODY, 0));
        }
        List<LineState.Desk> desks = new ArrayList<>();
        for (int d = 0; d < doctors; d++) {
            desks.add(new LineState.Desk(
                    d,
                    1,
                    0,
                    Double.POSITIVE_INFINITY,
                    new LineState.Activity.Serving(0, 60 * random.nextInt(15)),
                    List.of(new LineState.Break(7200, 8100))));
        }
        ServiceTimes<Integer> times = new ServiceTimes<>(600);
        ServiceTimes<Integer> turns = new ServiceTimes<>(30);
        double perSecond = doctors / 600.0;
        double[] hour = {.005 * perSecond, .05 * perSecond, .6 * perSecond, .3 * perSecond, .045 * perSecond};
        List<double[]> arrivals = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            arrivals.add(hour);
        }
        Map<Urgency, Integer> targets = Map.of(
                Urgency.IMMEDIATE, 0,
                Urgency.EMERGENT, 10,
                Urgency.URGENT, 30,
                Urgency.LESS_URGENT, 60,
                Urgency.NON_URGENT, 120);
        return new LineState(
                new OrderRule(OrderPolicy.STRICT_WITH_PROMOTION, 4, new Targets(targets)),
                people,
                desks,
                List.of(),
                List.of(new LineState.Service(times.law(), List.of(), turns.law(), .00001, arrivals)));
    }
}
