package org.careturn.forecasting.domain;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Who will come during a simulated path: people booked, each with his probability, and walk-ins at each hour's rate. */
final class Demand {
    private static final double HOUR = 3600;
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final Buckets buckets;
    private final List<LineState.Expected> expected;
    private final int firstId;
    /** The lines in which walk-ins come, and their rates per second by hour. */
    private final int[] lines;

    private final double[][] rates;
    private final double[] totals;
    private double[] arrivals = new double[64];
    private int nextExpected;
    private int nextId;
    private double nextWalkIn;

    Demand(LineState state, Buckets buckets) {
        this.buckets = buckets;
        expected = state.expected().stream()
                .sorted((a, b) -> Double.compare(a.at(), b.at()))
                .toList();
        firstId = state.waiting().size();
        int hours = 0;
        int[] lines = new int[5 * state.services().size()];
        double[][] all = new double[lines.length][];
        int count = 0;
        for (int queue = 0; queue < state.services().size(); queue++) {
            List<double[]> table = state.services().get(queue).arrivals();
            hours = Math.max(hours, table.size());
            for (int u = 0; u < 5; u++) {
                int urgency = u;
                double[] byHour = table.stream()
                        .mapToDouble(
                                hour -> urgency < hour.length && hour[urgency] > 0 ? Math.min(hour[urgency], 10) : 0)
                        .toArray();
                if (Arrays.stream(byHour).sum() > 0) {
                    lines[count] = buckets.placeOf(queue, u);
                    all[count++] = byHour;
                }
            }
        }
        this.lines = Arrays.copyOf(lines, count);
        rates = Arrays.copyOf(all, count);
        totals = new double[hours];
        for (double[] line : rates) {
            for (int h = 0; h < line.length; h++) {
                totals[h] += line[h];
            }
        }
    }

    void reset(SplittableRandom random) {
        nextExpected = 0;
        nextId = firstId;
        nextWalkIn = walkInAfter(0, random);
    }

    /** When the next one may come; infinite where nobody will. */
    double next() {
        double booked =
                nextExpected < expected.size() ? expected.get(nextExpected).at() : NEVER;
        return Math.min(booked, nextWalkIn);
    }

    /** Everybody who comes until then stands in his line. */
    void arriveUntil(double now, SplittableRandom random) {
        while (nextWalkIn <= now) {
            arrive(line(nextWalkIn, random), nextWalkIn, nextWalkIn);
            nextWalkIn = walkInAfter(nextWalkIn, random);
        }
        while (nextExpected < expected.size() && expected.get(nextExpected).at() <= now) {
            LineState.Expected booked = expected.get(nextExpected++);
            if (random.nextDouble() < booked.shows()) {
                arrive(
                        buckets.placeOf(booked.queue(), booked.urgency().level() - 1),
                        Math.max(0, booked.at()),
                        booked.since());
            }
        }
    }

    double arrivedAt(int id) {
        return arrivals[id - firstId];
    }

    private void arrive(int line, double at, double since) {
        int place = nextId - firstId;
        if (place == arrivals.length) {
            arrivals = Arrays.copyOf(arrivals, 2 * place);
        }
        arrivals[place] = at;
        buckets.add(line, nextId++, Buckets.micros(since));
    }

    private double walkInAfter(double time, SplittableRandom random) {
        double at = time;
        for (int hour = (int) (at / HOUR); hour < totals.length; hour++) {
            if (totals[hour] > 0) {
                at -= Math.log1p(-random.nextDouble()) / totals[hour];
                if (at < (hour + 1) * HOUR) {
                    return at;
                }
            }
            at = (hour + 1) * HOUR;
        }
        return NEVER;
    }

    private int line(double at, SplittableRandom random) {
        int hour = (int) (at / HOUR);
        double left = random.nextDouble() * totals[hour];
        for (int i = 0; i < lines.length; i++) {
            left -= hour < rates[i].length ? rates[i][hour] : 0;
            if (left < 0) {
                return lines[i];
            }
        }
        return lines[lines.length - 1];
    }
}
