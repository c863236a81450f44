package org.careturn.forecasting.domain;

import java.util.Arrays;

/** The latest values of a kind; older ones fall out. */
final class RecentValues {
    private final double[] values;
    private double[] sorted = {};
    private int count;
    private int next;

    RecentValues(int size) {
        values = new double[size];
    }

    void add(double value) {
        values[next] = value;
        next = (next + 1) % values.length;
        count = Math.min(count + 1, values.length);
        sorted = new double[0];
    }

    int count() {
        return count;
    }

    /** Ascending; not to be written to. */
    double[] sorted() {
        if (sorted.length != count) {
            sorted = Arrays.copyOf(values, count);
            Arrays.sort(sorted);
        }
        return sorted;
    }

    /** At least one value must be there. */
    double quantile(double level) {
        return Quantiles.of(sorted(), count, level);
    }

    double mean() {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return count == 0 ? 0 : sum / count;
    }
}
