package org.careturn.forecasting.evaluate;

import java.util.Arrays;
import java.util.List;

/**
 * Gradient boosting of small regression trees under absolute loss: each tree splits by the signs of what the ones before
 * left, and each of its leaves says the median of it. A reference fitted at once to a whole file, not part of the forecast.
 * Source: Friedman (2001), "Greedy function approximation", algorithm 3.
 */
final class BoostedTrees {
    private static final int DEPTH = 4;
    private static final int SMALLEST_LEAF = 30;
    private static final double RATE = .1;
    /** Places at which a feature may be split. */
    private static final int CUTS = 48;

    private final double base;
    private final Tree[] trees;

    private sealed interface Tree {
        record Leaf(double value) implements Tree {}

        /** Rows whose feature is at most {@code cut} go low. */
        record Split(int feature, double cut, Tree low, Tree high) implements Tree {}
    }

    private BoostedTrees(double base, Tree[] trees) {
        this.base = base;
        this.trees = trees;
    }

    /**
     * Learns from all rows at once; with no rounds it says their median.
     *
     * @param rows of features, at least one, all of one length; {@code actual} is what to explain of each
     */
    static BoostedTrees fit(List<List<Double>> rows, List<Double> actual, int rounds) {
        return new Fitting(rows, actual).boosted(rounds);
    }

    double predict(List<Double> features) {
        double sum = base;
        for (Tree tree : trees) {
            Tree at = tree;
            while (at instanceof Tree.Split split) {
                at = features.get(split.feature()) <= split.cut() ? split.low() : split.high();
            }
            sum += at instanceof Tree.Leaf leaf ? leaf.value() : 0;
        }
        return sum;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static final class Fitting {
        private final double[][] cuts;
        /** Of each feature and row, how many cuts lie below its value. */
        private final int[][] cells;

        private final double[] left;
        private final double base;

        Fitting(List<List<Double>> rows, List<Double> actual) {
            int width = rows.getFirst().size();
            cuts = new double[width][];
            cells = new int[width][rows.size()];
            for (int f = 0; f < width; f++) {
                int feature = f;
                double[] values =
                        rows.stream().mapToDouble(row -> row.get(feature)).toArray();
                cuts[f] = cuts(values);
                for (int r = 0; r < values.length; r++) {
                    int found = Arrays.binarySearch(cuts[f], values[r]);
                    cells[f][r] = found >= 0 ? found : -found - 1;
                }
            }
            left = actual.stream().mapToDouble(Double::doubleValue).toArray();
            base = median(left);
            for (int r = 0; r < left.length; r++) {
                left[r] -= base;
            }
        }

        private static double[] cuts(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            double[] cuts = new double[CUTS];
            for (int c = 0; c < CUTS; c++) {
                cuts[c] = sorted[(int) ((c + 1L) * (sorted.length - 1) / (CUTS + 1))];
            }
            return Arrays.stream(cuts).distinct().toArray();
        }

        BoostedTrees boosted(int rounds) {
            Tree[] trees = new Tree[rounds];
            int[] all = new int[left.length];
            Arrays.setAll(all, row -> row);
            for (int round = 0; round < rounds; round++) {
                trees[round] = grow(all, DEPTH);
            }
            return new BoostedTrees(base, trees);
        }

        private Tree grow(int[] rows, int depth) {
            int feature = -1;
            int cut = 0;
            double best = square(Arrays.stream(rows)
                            .mapToDouble(row -> Math.signum(left[row]))
                            .sum())
                    / rows.length;
            for (int f = 0; f < cuts.length && depth > 0; f++) {
                double[] sums = new double[cuts[f].length + 1];
                int[] counts = new int[sums.length];
                for (int row : rows) {
                    sums[cells[f][row]] += Math.signum(left[row]);
                    counts[cells[f][row]]++;
                }
                double all = Arrays.stream(sums).sum();
                double low = 0;
                int lower = 0;
                for (int c = 0; c < cuts[f].length; c++) {
                    low += sums[c];
                    lower += counts[c];
                    int higher = rows.length - lower;
                    if (lower >= SMALLEST_LEAF && higher >= SMALLEST_LEAF) {
                        double gain = square(low) / lower + square(all - low) / higher;
                        if (gain > best + 1e-9) {
                            best = gain;
                            feature = f;
                            cut = c;
                        }
                    }
                }
            }
            return feature < 0 ? leaf(rows) : split(rows, feature, cut, depth);
        }

        private Tree split(int[] rows, int feature, int cut, int depth) {
            int[] cell = cells[feature];
            int[] low = Arrays.stream(rows).filter(row -> cell[row] <= cut).toArray();
            int[] high = Arrays.stream(rows).filter(row -> cell[row] > cut).toArray();
            return new Tree.Split(feature, cuts[feature][cut], grow(low, depth - 1), grow(high, depth - 1));
        }

        private Tree leaf(int[] rows) {
            double value = RATE
                    * median(Arrays.stream(rows).mapToDouble(row -> left[row]).toArray());
            for (int row : rows) {
                left[row] -= value;
            }
            return new Tree.Leaf(value);
        }

        private static double square(double value) {
            return value * value;
        }
    }
}
