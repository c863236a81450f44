package org.careturn.forecasting.whatif;

import java.util.Arrays;
import org.careturn.facilities.Urgency;
import org.careturn.queueing.domain.Targets;

/** What is measured on one simulated day; waits in minutes. */
final class DayFigures {
    /** Of each urgency, and of all together. */
    static final int GROUPS = 6;

    static final int SERVED = 0;
    static final int MEAN = 1;
    static final int MEDIAN = 2;
    static final int P90 = 3;
    static final int WITHIN = 4;
    static final int OF_GROUP = 5;
    static final int UTILISATION = GROUPS * OF_GROUP;
    static final int OVERTIME = UTILISATION + 1;
    static final int LEFT = UTILISATION + 2;
    static final int UNSERVED = UTILISATION + 3;
    static final int COUNT = UTILISATION + 4;

    private static final int ALL = 5;
    private static final double MINUTE = 60;

    private final Targets targets;
    private final double[][] waits = new double[GROUPS][64];
    private final int[] counts = new int[GROUPS];
    private int within;
    private int people;
    private int left;
    private double[] values = new double[COUNT];

    DayFigures(Targets targets) {
        this.targets = targets;
    }

    void begin(int came) {
        Arrays.fill(counts, 0);
        people = came;
        left = 0;
        within = 0;
    }

    void served(int level, double wait) {
        add(level, wait / MINUTE);
        add(ALL, wait / MINUTE);
    }

    void left() {
        left++;
    }

    /** Seconds at work, of all desks. */
    void end(double busy, double open, double overtime) {
        values = new double[COUNT];
        within = 0;
        for (int group = 0; group < GROUPS; group++) {
            summary(group);
        }
        values[UTILISATION] = open > 0 ? Math.min(1, busy / open) : Double.NaN;
        values[OVERTIME] = overtime / MINUTE;
        values[LEFT] = left;
        values[UNSERVED] = (double) people - left - counts[ALL];
    }

    /** What the last day gave; what can't be said of it is not a number. */
    double[] values() {
        return values;
    }

    private void add(int group, double wait) {
        int at = counts[group]++;
        if (at == waits[group].length) {
            waits[group] = Arrays.copyOf(waits[group], 2 * at);
        }
        waits[group][at] = wait;
    }

    private void summary(int group) {
        int count = counts[group];
        int at = group * OF_GROUP;
        values[at + SERVED] = count;
        if (count == 0) {
            Arrays.fill(values, at + MEAN, at + OF_GROUP, Double.NaN);
            return;
        }
        double[] own = waits[group];
        Arrays.sort(own, 0, count);
        double sum = 0;
        int kept = 0;
        double target = group == ALL ? -1 : targets.minutes().getOrDefault(Urgency.ofLevel(group + 1), 0);
        for (int i = 0; i < count; i++) {
            sum += own[i];
            kept += own[i] <= target ? 1 : 0;
        }
        within += kept;
        values[at + MEAN] = sum / count;
        values[at + MEDIAN] = quantile(own, count, .5);
        values[at + P90] = quantile(own, count, .9);
        values[at + WITHIN] = (double) (group == ALL ? within : kept) / count;
    }

    private static double quantile(double[] sorted, int count, double level) {
        double place = level * (count - 1);
        int below = (int) place;
        int above = Math.min(below + 1, count - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
