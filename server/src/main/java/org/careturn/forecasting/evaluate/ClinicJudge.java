package org.careturn.forecasting.evaluate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.careturn.facilities.OrderPolicy;
import org.careturn.facilities.Urgency;
import org.careturn.forecasting.domain.LineState;
import org.careturn.forecasting.domain.Quantiles;
import org.careturn.forecasting.domain.SelfCorrection;
import org.careturn.forecasting.domain.ServiceTimes;
import org.careturn.forecasting.domain.Simulation;
import org.careturn.forecasting.domain.Situation;
import org.careturn.forecasting.domain.StartForecast;
import org.careturn.queueing.domain.OrderRule;
import org.careturn.queueing.domain.Targets;

/**
 * Judges one physician's sessions: whenever somebody goes in, when will the third after him start? What has ended before is
 * known, nothing else.
 */
final class ClinicJudge {
    private static final int PLACES = 3;
    private static final int LAST = 5;
    private static final int RECENT = 20;
    private static final double CONFIGURED = 900;
    private static final OrderRule RULE = new OrderRule(OrderPolicy.FIFO, 4, new Targets(Map.of()));

    private final ServiceTimes<String> times = new ServiceTimes<>(CONFIGURED);
    private final ServiceTimes<String> turns = new ServiceTimes<>(20);
    private final SelfCorrection correction = new SelfCorrection();
    private final Deque<Double> lastDurations = new ArrayDeque<>();
    private final Deque<Double> lastIntervals = new ArrayDeque<>();
    private final List<double[]> judged = new ArrayList<>();

    private final Deque<Double> recent = new ArrayDeque<>();
    private final Deque<Integer> starts = new ArrayDeque<>();

    private double recentMean() {
        return recent.stream().mapToDouble(v -> v).average().orElse(PLACES * CONFIGURED);
    }

    private int inLastHour(Consultation now) {
        starts.removeIf(at -> at > now.start() || at <= now.start() - 3600);
        starts.addLast(now.start());
        return starts.size();
    }

    private record Asked(int index, SelfCorrection.Forecast forecast, double byDurations, double byIntervals) {}

    static void judge(List<List<Consultation>> sessions, int firstJudged, Report report) {
        ClinicJudge judge = new ClinicJudge();
        for (int i = 0; i < sessions.size(); i++) {
            judge.session(sessions.get(i), i >= firstJudged, i);
        }
        judge.report(report, firstJudged);
    }

    private void session(List<Consultation> session, boolean counts, int seed) {
        Deque<Asked> open = new ArrayDeque<>();
        for (int i = 0; i < session.size(); i++) {
            Consultation now = session.get(i);
            if (i > 0) {
                ended(session.get(i - 1), now);
            }
            while (!open.isEmpty() && open.peekFirst().index() + PLACES == i) {
                Asked asked = open.removeFirst();
                double actual = now.start() - session.get(asked.index()).start();
                Quantiles shown = asked.forecast().shown();
                if (counts && actual >= 0) {
                    judged.add(new double[] {
                        actual, shown.p10(), shown.p50(), shown.p90(), asked.byDurations(), asked.byIntervals()
                    });
                }
                correction.learn(asked.forecast(), actual);
                recent.addLast(actual);
                if (recent.size() > RECENT) {
                    recent.removeFirst();
                }
            }
            open.addLast(new Asked(
                    i, forecast(now, 31L * seed + i), PLACES * mean(lastDurations), PLACES * mean(lastIntervals)));
        }
        if (!session.isEmpty()) {
            observe(session.getLast());
        }
    }

    private void ended(Consultation last, Consultation now) {
        observe(last);
        turns.observe(null, now.start() - last.start() - last.duration());
        if (now.start() > last.start()) {
            push(lastIntervals, now.start() - last.start());
        }
    }

    private void observe(Consultation ended) {
        times.observe(null, ended.duration());
        push(lastDurations, ended.duration());
    }

    private SelfCorrection.Forecast forecast(Consultation now, long seed) {
        List<LineState.Waiting> waiting = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            waiting.add(new LineState.Waiting(0, Urgency.URGENT, i - 10_000.0, i, LineState.ANYBODY, 0));
        }
        LineState state = new LineState(
                RULE,
                waiting,
                List.of(new LineState.Desk(
                        0, 1, 0, Double.POSITIVE_INFINITY, new LineState.Activity.Serving(0, 0), List.of())),
                List.of(),
                List.of(new LineState.Service(times.law(), List.of(), turns.law(), 0, List.of())));
        StartForecast start = Simulation.run(state, Simulation.PATHS, seed).getLast();
        Quantiles simulated = start instanceof StartForecast.Range range ? range.quantiles() : null;
        return correction.forecast(new Situation(
                0,
                PLACES,
                simulated,
                0,
                recentMean(),
                inLastHour(now),
                now.start() / 3600.0,
                now.weekday().startsWith("S")));
    }

    private static void push(Deque<Double> values, double value) {
        values.addLast(value);
        if (values.size() > LAST) {
            values.removeFirst();
        }
    }

    private static double mean(Deque<Double> values) {
        return values.stream().mapToDouble(v -> v).average().orElse(CONFIGURED);
    }

    private void report(Report report, int firstJudged) {
        report.section("Clinic, start of the patient 3 places ahead, from session " + (firstJudged + 1) + " on: "
                + judged.size());
        Scores ours = new Scores();
        Scores byDurations = new Scores();
        Scores byIntervals = new Scores();
        for (double[] one : judged) {
            ours.add(new Quantiles(one[1], one[2], one[3]), one[0]);
            byDurations.add(one[4], one[0]);
            byIntervals.add(one[5], one[0]);
        }
        report.ratioAtMost(
                .785,
                "mean absolute error, beside the last 5 from start to start",
                "s",
                ours.meanError(),
                byIntervals.meanError());
        report.compared(
                "mean absolute error, beside the last 5 durations", "s", ours.meanError(), byDurations.meanError());
        ours.ranges(report);
    }
}
