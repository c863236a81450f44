package org.careturn.forecasting.evaluate;

import java.util.List;

/** Ordinary least squares by the normal equations; a reference, not part of the forecast. */
final class LeastSquares {
    private final double[] weights;

    private LeastSquares(double[] weights) {
        this.weights = weights;
    }

    /** @param rows of features, at least one; {@code actual} is what to explain of each */
    static LeastSquares fit(List<List<Double>> rows, List<Double> actual) {
        int n = rows.getFirst().size();
        double[][] equations = new double[n][n + 1];
        for (int r = 0; r < rows.size(); r++) {
            List<Double> row = rows.get(r);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    equations[i][j] += row.get(i) * row.get(j);
                }
                equations[i][n] += row.get(i) * actual.get(r);
            }
        }
        for (int i = 0; i < n; i++) {
            equations[i][i] += 1e-6;
        }
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                double part = equations[j][i] / equations[i][i];
                for (int k = i; k <= n; k++) {
                    equations[j][k] -= part * equations[i][k];
                }
            }
        }
        double[] weights = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            double rest = equations[i][n];
            for (int j = i + 1; j < n; j++) {
                rest -= equations[i][j] * weights[j];
            }
            weights[i] = rest / equations[i][i];
        }
        return new LeastSquares(weights);
    }

    double predict(List<Double> features) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * features.get(i);
        }
        return sum;
    }
}
