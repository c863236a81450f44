package org.careturn.forecasting.domain;

import java.util.SplittableRandom;

/** How long something takes, in seconds: a table of equally probable values, drawn from in constant time. */
public final class DurationLaw {
    private final double[] values;
    private final double mean;

    private DurationLaw(double[] sorted) {
        values = sorted;
        double sum = 0;
        for (double value : sorted) {
            sum += value;
        }
        mean = sum / sorted.length;
    }

    /**
     * A law of these values.
     *
     * @param sorted ascending and not negative, at least one
     */
    public static DurationLaw of(double[] sorted) {
        return new DurationLaw(sorted);
    }

    public static DurationLaw constant(double seconds) {
        return new DurationLaw(new double[] {seconds});
    }

    public double mean() {
        return mean;
    }

    /** The value at a level, from 0 to below 1: for whoever needs the same chance twice. */
    public double at(double level) {
        return values[(int) (level * values.length)];
    }

    /** The same spread around another mean: each value times a factor. */
    public DurationLaw times(double factor) {
        double[] scaled = new double[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = values[i] * factor;
        }
        return new DurationLaw(scaled);
    }

    /**
     * A quantile of it, in seconds.
     *
     * @param level between 0 and 1
     */
    public double quantile(double level) {
        return Quantiles.of(values, values.length, level);
    }

    double draw(SplittableRandom random) {
        return values.length == 1 ? values[0] : values[random.nextInt(values.length)];
    }

    /**
     * What remains after {@code elapsed} seconds. Beyond all that was ever seen nobody knows: exponential, the longer the
     * longer it has lasted already.
     *
     * @param factor of whoever is at work; 1 is as usual
     */
    double drawRemaining(double elapsed, double factor, SplittableRandom random) {
        double passed = Math.max(0, elapsed);
        int from = firstAbove(passed / factor);
        if (from < values.length) {
            return values[random.nextInt(from, values.length)] * factor - passed;
        }
        return -Math.log1p(-random.nextDouble()) * Math.max(mean * factor, passed / 2);
    }

    private int firstAbove(double value) {
        int low = 0;
        int high = values.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] > value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
