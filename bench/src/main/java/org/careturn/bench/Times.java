package org.careturn.bench;

import java.util.Arrays;

/** Durations, gathered by one thread. */
final class Times {
    private double[] millis = new double[1024];
    private int count;

    void add(long nanos) {
        if (count == millis.length) {
            millis = Arrays.copyOf(millis, 2 * count);
        }
        millis[count++] = nanos / 1e6;
    }

    void addAll(Times other) {
        for (int i = 0; i < other.count; i++) {
            add((long) (other.millis[i] * 1e6));
        }
    }

    int count() {
        return count;
    }

    /** In milliseconds; for 50 the median. */
    double percentile(double percent) {
        if (count == 0) {
            return Double.NaN;
        }
        double[] sorted = Arrays.copyOf(millis, count);
        Arrays.sort(sorted);
        return sorted[Math.clamp((long) Math.ceil(percent / 100 * count) - 1, 0, count - 1)];
    }
}
