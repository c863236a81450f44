package org.careturn.forecasting.domain;

/**
 * What a {@link QuantileModel} sees of a situation: a few weights for all cases, and of the first of them a set for each
 * category, so that a rare category begins as the others.
 */
final class Features {
    private static final int SHARED = 14;
    private static final int OF_CATEGORY = 5;
    private static final int MODEL = 1;
    /** The logarithm of a usual wait: weights are learnt sooner about the middle. */
    private static final double CENTRE = 4;

    private static final int MOST_CATEGORIES = 10_000;

    private final int[] indexes;
    private final double[] values;

    private Features(int[] indexes, double[] values) {
        this.indexes = indexes;
        this.values = values;
    }

    static Features of(Situation s, int level) {
        double model = s.simulated() == null ? s.recentWait() : s.simulated().at(level);
        double turn = 2 * Math.PI * s.hour() / 24;
        double[] shared = {
            1,
            log(model) - CENTRE,
            log(s.recentWait()) - CENTRE,
            log(s.ahead()) - 1,
            log(s.headWait()) - 3,
            log(s.startsLastHour()) - 3,
            Math.sin(turn),
            Math.cos(turn),
            Math.sin(2 * turn),
            Math.cos(2 * turn),
            Math.sin(3 * turn),
            Math.cos(3 * turn),
            s.weekend() ? 1 : 0,
            s.simulated() == null
                    ? 0
                    : log(s.simulated().p90()) - log(s.simulated().p10()) - 2
        };
        int[] indexes = new int[shared.length + OF_CATEGORY];
        double[] values = new double[indexes.length];
        int first = SHARED + OF_CATEGORY * Math.clamp(s.category(), 0, MOST_CATEGORIES);
        for (int i = 0; i < indexes.length; i++) {
            boolean common = i < shared.length;
            indexes[i] = common ? i : first + i - shared.length;
            values[i] = shared[common ? i : i - shared.length];
        }
        return new Features(indexes, values);
    }

    /** Before anything is learnt, the model says what the simulation says. */
    static double firstWeight(int index) {
        return index == MODEL ? 1 : index == 0 ? CENTRE : 0;
    }

    int count() {
        return indexes.length;
    }

    int index(int i) {
        return indexes[i];
    }

    double value(int i) {
        return values[i];
    }

    /** The length of weights that these indexes need. */
    int size() {
        return indexes[indexes.length - 1] + 1;
    }

    private static double log(double value) {
        return value > 0 ? Math.log1p(Math.min(value, Quantiles.MOST)) : 0;
    }
}
