package org.careturn.forecasting.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.careturn.facilities.Urgency;
import org.careturn.platform.openapi.ApiName;
import org.careturn.queueing.domain.Targets;
import org.jspecify.annotations.Nullable;

/**
 * Plays a day many times as it is and as it might be, with common random numbers, so that what differs is what was changed.
 * The same seed gives the same.
 */
public final class WhatIf {
    public static final int PATHS = 200;
    public static final int LEAST_PATHS = 20;
    public static final int MOST_PATHS = 1000;

    private WhatIf() {}

    /** Is asked between the simulated days whether to go on. */
    public interface Progress {
        /**
         * Whether to go on.
         *
         * @param done from 0 to 1
         */
        boolean goOn(double done);
    }

    /**
     * A mean over simulated days with its 95 % interval.
     *
     * @param value null where no day had anybody to measure it by
     */
    public record Estimate(
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high) {}

    /** Something as it is, as it would be, and the paired difference with an interval of its own. */
    public record Compared(Estimate baseline, Estimate changed, Estimate difference) {}

    /**
     * Waits of an urgency in minutes, each the mean over days of what the day gave.
     *
     * @param urgency null for all together
     * @param within the share that started within the target
     */
    public record Waits(
            @Nullable Urgency urgency,
            Compared served,
            Compared mean,
            Compared median,
            Compared p90,
            Compared within) {}

    /**
     * What came out.
     *
     * @param utilisation of the time at work, the share spent with patients
     * @param overtime minutes that all desks together work beyond their ends
     * @param left people who gave up
     * @param unserved people who came when nobody was at work for them any more
     */
    @ApiName("WhatIfResult")
    public record Result(
            int days, List<Waits> waits, Compared utilisation, Compared overtime, Compared left, Compared unserved) {
        public Result {
            waits = List.copyOf(waits);
        }
    }

    /**
     * Compares two days.
     *
     * @param days how often each is played, at least 2
     * @return empty where it was told not to go on
     */
    public static Optional<Result> compare(Day baseline, Day changed, int days, long seed, Progress progress) {
        double most = Math.max(baseline.mostDemand(), changed.mostDemand());
        DaySimulation asIs = new DaySimulation(baseline, most);
        DaySimulation asIf = new DaySimulation(changed, most);
        Targets targets = baseline.rules().getFirst().targets();
        DayFigures figures = new DayFigures(targets);
        Paired[] all = new Paired[DayFigures.COUNT];
        for (int i = 0; i < all.length; i++) {
            all[i] = new Paired();
        }
        for (int path = 0; path < days; path++) {
            if (!progress.goOn((double) path / days)) {
                return Optional.empty();
            }
            Chance chance = new Chance(seed, path);
            asIs.play(chance, figures);
            double[] before = figures.values();
            asIf.play(chance, figures);
            for (int i = 0; i < all.length; i++) {
                all[i].add(before[i], figures.values()[i]);
            }
        }
        List<Waits> waits = new ArrayList<>();
        for (int group = 0; group < DayFigures.GROUPS; group++) {
            int at = group * DayFigures.OF_GROUP;
            waits.add(new Waits(
                    group < 5 ? Urgency.ofLevel(group + 1) : null,
                    all[at + DayFigures.SERVED].compared(),
                    all[at + DayFigures.MEAN].compared(),
                    all[at + DayFigures.MEDIAN].compared(),
                    all[at + DayFigures.P90].compared(),
                    all[at + DayFigures.WITHIN].compared()));
        }
        return Optional.of(new Result(
                days,
                waits,
                all[DayFigures.UTILISATION].compared(),
                all[DayFigures.OVERTIME].compared(),
                all[DayFigures.LEFT].compared(),
                all[DayFigures.UNSERVED].compared()));
    }

    /** A figure of both days; a difference needs both. */
    private static final class Paired {
        private final Running before = new Running();
        private final Running after = new Running();
        private final Running difference = new Running();

        void add(double asIs, double asIf) {
            before.add(asIs);
            after.add(asIf);
            difference.add(asIf - asIs);
        }

        Compared compared() {
            return new Compared(before.estimate(), after.estimate(), difference.estimate());
        }
    }

    /** Mean and variance, one value after the other. Source: Welford, Technometrics 4 (1962). */
    private static final class Running {
        private int count;
        private double mean;
        private double squares;

        void add(double value) {
            if (Double.isNaN(value)) {
                return;
            }
            count++;
            double off = value - mean;
            mean += off / count;
            squares += off * (value - mean);
        }

        Estimate estimate() {
            if (count == 0) {
                return new Estimate(null, null, null);
            }
            if (count == 1) {
                return new Estimate(mean, null, null);
            }
            // The t law's 97.5th percentile, within .01 from 10 degrees of freedom on.
            double t = 1.96 + 2.4 / (count - 1) + 3.0 / ((count - 1.0) * (count - 1.0));
            double half = t * Math.sqrt(squares / (count - 1) / count);
            return new Estimate(mean, mean - half, mean + half);
        }
    }
}
