package org.careturn.forecasting.domain;

import java.util.Arrays;

/**
 * A quantile of the wait as a linear model of the logarithm, learnt case by case: stochastic gradient of the pinball loss in
 * seconds, with AdaGrad's step for each weight (Duchi, Hazan and Singer, JMLR 12, 2011).
 */
final class QuantileModel {
    private static final double RATE = .15;
    private static final double SMALLEST_LOG = 0;
    /** Two days: what is longer was never learnt from. */
    private static final double LARGEST_LOG = Math.log(172_800);

    private final double level;
    private double[] weights = {};
    private double[] squares = {};

    QuantileModel(double level) {
        this.level = level;
    }

    /** Seconds; never negative. */
    double predict(Features features) {
        return Math.exp(Math.clamp(dot(features), SMALLEST_LOG, LARGEST_LOG)) - 1;
    }

    /** @param scale of a usual wait in seconds, so that the step doesn't depend on how long waits are */
    void learn(Features features, double wait, double scale) {
        double predicted = predict(features);
        double slope = (wait > predicted ? -level : 1 - level) * Math.min(10, (predicted + 1) / (scale + 1));
        for (int i = 0; i < features.count(); i++) {
            int weight = features.index(i);
            double gradient = slope * features.value(i);
            squares[weight] += gradient * gradient;
            weights[weight] -= RATE * gradient / Math.sqrt(squares[weight] + 1e-8);
        }
    }

    private double dot(Features features) {
        if (weights.length < features.size()) {
            int old = weights.length;
            weights = Arrays.copyOf(weights, features.size());
            squares = Arrays.copyOf(squares, features.size());
            for (int i = old; i < weights.length; i++) {
                weights[i] = Features.firstWeight(i);
            }
        }
        double sum = 0;
        for (int i = 0; i < features.count(); i++) {
            sum += weights[features.index(i)] * features.value(i);
        }
        return sum;
    }
}
