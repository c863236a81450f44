package org.careturn.forecasting.domain;

import java.util.HashMap;
import java.util.Map;

/**
 * Widens or narrows the range so that in each category P90 is kept by 90 % of the cases, and P10 by 10 %. Source: adaptive
 * conformal inference, Gibbs and Candès, NeurIPS 2021; here the step moves the bound on a logarithmic scale.
 */
final class AdaptiveRange {
    private static final double STEP = .02;
    private static final double MOST = 3;

    private final Map<Integer, double[]> shifts = new HashMap<>();

    Quantiles widen(int category, Quantiles quantiles) {
        double[] shift = shifts.getOrDefault(category, new double[2]);
        return Quantiles.of(
                quantiles.p10() * Math.exp(-shift[0]), quantiles.p50(), quantiles.p90() * Math.exp(shift[1]));
    }

    /** {@code shown} is what {@link #widen} gave at the time of the forecast. */
    void learn(int category, Quantiles shown, double wait) {
        double[] shift = shifts.computeIfAbsent(category, fresh -> new double[2]);
        shift[0] = moved(shift[0], wait < shown.p10());
        shift[1] = moved(shift[1], wait > shown.p90());
    }

    private static double moved(double shift, boolean missed) {
        return Math.clamp(shift + STEP * ((missed ? 1 : 0) - .1), -MOST, MOST);
    }
}
