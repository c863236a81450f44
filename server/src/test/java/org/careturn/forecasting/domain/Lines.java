package org.careturn.forecasting.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.careturn.facilities.OrderPolicy;
import org.careturn.facilities.Urgency;
import org.careturn.queueing.domain.OrderRule;
import org.careturn.queueing.domain.Targets;

/** Made-up queues for the tests of the simulation. */
final class Lines {
    static final double NEVER = Double.POSITIVE_INFINITY;

    private Lines() {}

    static OrderRule rule(OrderPolicy policy) {
        return new OrderRule(
                policy,
                4,
                new Targets(Map.of(
                        Urgency.IMMEDIATE, 0,
                        Urgency.EMERGENT, 10,
                        Urgency.URGENT, 30,
                        Urgency.LESS_URGENT, 60,
                        Urgency.NON_URGENT, 120)));
    }

    static LineState.Waiting waiting(Urgency urgency, double since) {
        return new LineState.Waiting(0, urgency, since, 0, LineState.ANYBODY, 0);
    }

    static List<LineState.Waiting> equals(int count) {
        List<LineState.Waiting> waiting = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waiting.add(waiting(Urgency.URGENT, i - (double) count));
        }
        return waiting;
    }

    static LineState.Desk ready(int doctor) {
        return new LineState.Desk(doctor, 1, 0, NEVER, new LineState.Activity.Ready(), List.of());
    }

    static List<LineState.Desk> ready(int first, int count) {
        List<LineState.Desk> desks = new ArrayList<>();
        for (int d = first; d < first + count; d++) {
            desks.add(ready(d));
        }
        return desks;
    }

    static LineState.Service service(DurationLaw law, List<double[]> arrivals) {
        return new LineState.Service(law, List.of(), DurationLaw.constant(0), 0, arrivals);
    }

    static LineState state(List<LineState.Waiting> waiting, List<LineState.Desk> desks, LineState.Service service) {
        return new LineState(rule(OrderPolicy.STRICT_WITH_PROMOTION), waiting, desks, List.of(), List.of(service));
    }

    /** Exponential with this mean, as 4,000 equally probable values. */
    static DurationLaw exponential(double mean) {
        double[] values = new double[4000];
        for (int i = 0; i < values.length; i++) {
            values[i] = -mean * Math.log1p(-(i + .5) / values.length);
        }
        return DurationLaw.of(values);
    }

    /** What a learnt law of this mean looks like. */
    static DurationLaw learnt(double mean, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ServiceTimes<String> times = new ServiceTimes<>(mean);
        for (int i = 0; i < 300; i++) {
            times.observe(null, mean * Math.exp(.6 * random.nextGaussian() - .18));
        }
        return times.law();
    }
}
