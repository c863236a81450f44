package org.careturn.forecasting.domain;

/**
 * Three percentiles of a remaining wait, in seconds from the moment of asking, ordered and never negative.
 *
 * @param p10 in one case of ten the start comes earlier
 * @param p50 as often earlier as later
 * @param p90 in one case of ten the start comes later
 */
public record Quantiles(double p10, double p50, double p90) {
    /** The levels, in the order of the components. */
    static final double[] LEVELS = {.1, .5, .9};

    /** How far P35 lies below the median, as a part of the way to P10, on a logarithmic scale: the normal law's. */
    private static final double P35_PART = .38532 / 1.28155;

    /** The longest wait that is told, 60 days: as long as 5,000 take who wait for one doctor of whom no end is known. */
    static final double MOST = 5_184_000;

    /** Puts the three in order; what isn't a number, or lies outside of [0, 60 days], is brought to the nearest bound. */
    public static Quantiles of(double p10, double p50, double p90) {
        double middle = bounded(p50);
        return new Quantiles(Math.min(bounded(p10), middle), middle, Math.max(bounded(p90), middle));
    }

    /** The 35th percentile, in seconds, between P10 and P50 as if the logarithm of the wait were normal below its median. */
    public double p35() {
        double low = Math.log(p10 + 1);
        double middle = Math.log(p50 + 1);
        return Math.exp(middle - P35_PART * (middle - low)) - 1;
    }

    double at(int level) {
        return switch (level) {
            case 0 -> p10;
            case 1 -> p50;
            default -> p90;
        };
    }

    private static double bounded(double value) {
        return value >= 0 ? Math.min(value, MOST) : 0;
    }

    /**
     * The pinball loss of a quantile's forecast, in the unit of its arguments. Source: Koenker and Bassett, Econometrica
     * 46 (1978).
     *
     * @param level of the quantile, between 0 and 1
     */
    public static double pinball(double level, double forecast, double actual) {
        double over = actual - forecast;
        return over >= 0 ? level * over : (level - 1) * over;
    }

    /**
     * A quantile of the first {@code count} of sorted values, linear between neighbours.
     *
     * @param sorted ascending, {@code count} of them at least one
     */
    static double of(double[] sorted, int count, double level) {
        double place = level * (count - 1);
        int below = (int) place;
        int above = Math.min(below + 1, count - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
