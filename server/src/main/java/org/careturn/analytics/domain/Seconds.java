package org.careturn.analytics.domain;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Many durations in whole seconds, and their percentiles. */
final class Seconds {
    private int[] values = new int[16];
    private int count;
    private long sum;

    void add(int seconds) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = seconds;
        sum += seconds;
    }

    int count() {
        return count;
    }

    double sumMinutes() {
        return sum / 60.0;
    }

    /** In order: to be called before {@link #minutes}. */
    Seconds sorted() {
        Arrays.sort(values, 0, count);
        return this;
    }

    /** The smallest that at least this part doesn't exceed, as SQL's {@code percentile_disc}; null where there is none. */
    @Nullable
    Double minutes(double part) {
        if (count == 0) {
            return null;
        }
        int index = Math.max(0, (int) Math.ceil(part * count) - 1);
        return values[index] / 60.0;
    }
}
