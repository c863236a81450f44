package org.careturn.forecasting.domain;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Who will come during a simulated path: people booked, each with his probability, and walk-ins at each hour's rate. */
final class Demand {
    private static final double HOUR = 3600;
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final Buckets buckets;
    private final List<LineState.Expected> expected;
    /** Their numbers in the order in which they come. */
    private final int[] order;

    private final boolean[] there;
    private final int firstId;
    /** The lines in which walk-ins come, and their rates per second by hour. */
    private final int[] lines;

    private final double[][] rates;
    private final double[] totals;
    private double[] arrivals;
    private int nextExpected;
    private int nextId;
    private double nextWalkIn;

    Demand(LineState state, Buckets buckets) {
        this.buckets = buckets;
        expected = state.expected();
        order = IntStream.range(0, expected.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> expected.get(i).at()))
                .mapToInt(i -> i)
                .toArray();
        there = new boolean[expected.size()];
        arrivals = new double[expected.size() + 64];
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
        nextId = firstId + expected.size();
        nextWalkIn = walkInAfter(0, random);
    }

    /** When the next one may come; infinite where nobody will. */
    double next() {
        double booked =
                nextExpected < order.length ? expected.get(order[nextExpected]).at() : NEVER;
        return Math.min(booked, nextWalkIn);
    }

    /** Everybody who comes until then stands in his line. */
    void arriveUntil(double now, SplittableRandom random) {
        while (nextWalkIn <= now) {
            arrive(nextId++, line(nextWalkIn, random), nextWalkIn, nextWalkIn);
            nextWalkIn = walkInAfter(nextWalkIn, random);
        }
        while (nextExpected < order.length && expected.get(order[nextExpected]).at() <= now) {
            int number = order[nextExpected++];
            LineState.Expected booked = expected.get(number);
            there[number] = random.nextDouble() < booked.shows();
            arrive(firstId + number, buckets.placeOf(booked), Math.max(0, booked.at()), booked.since());
        }
    }

    /** Whether this one, whose place in the line has come, is there to take it. */
    boolean isThere(int id) {
        int number = id - firstId;
        return number >= there.length || there[number];
    }

    double arrivedAt(int id) {
        return arrivals[id - firstId];
    }

    private void arrive(int id, int line, double at, double since) {
        int place = id - firstId;
        if (place >= arrivals.length) {
            arrivals = Arrays.copyOf(arrivals, 2 * place);
        }
        arrivals[place] = at;
        buckets.add(line, id, Buckets.micros(since));
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
