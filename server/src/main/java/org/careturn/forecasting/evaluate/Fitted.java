package org.careturn.forecasting.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The references that were fitted, once, to what was known before the first case that is judged. */
final class Fitted {
    static final String MEDIAN = "constant median";
    static final String SQUARES = "least squares";
    static final String TREES = "offline gradient boosting";

    private static final int ROUNDS = 200;

    private final double median;
    private final LeastSquares squares;
    private final Map<String, Double> meanOfCategory;
    private final double mean;
    private final BoostedTrees trees;

    private Fitted(List<Case> before) {
        double[] known = before.stream().mapToDouble(Case::actual).sorted().toArray();
        List<Double> actual = before.stream().map(Case::actual).toList();
        median = known[known.length / 2];
        mean = before.stream().mapToDouble(Case::actual).average().orElse(0);
        squares = LeastSquares.fit(before.stream().map(Case::features).toList(), actual);
        meanOfCategory = before.stream()
                .collect(Collectors.groupingBy(Case::category, Collectors.averagingDouble(Case::actual)));
        trees = BoostedTrees.fit(before.stream().map(this::ofTrees).toList(), actual, ROUNDS);
    }

    /** @param before what may be learnt from, at least one case */
    static Fitted to(List<Case> before) {
        return new Fitted(before);
    }

    /** What each of them says of a case, in seconds. */
    Map<String, Double> say(Case one) {
        Map<String, Double> said = new LinkedHashMap<>();
        said.put(MEDIAN, median);
        said.put(SQUARES, squares.predict(one.features()));
        said.put(TREES, trees.predict(ofTrees(one)));
        return said;
    }

    /** Trees need no straight lines: they are also told the time of day, the weekday and the category. */
    private List<Double> ofTrees(Case one) {
        List<Double> features = new ArrayList<>(one.features());
        features.add(one.at() % 86_400 / 3600.0);
        features.add(
                (double) LocalDate.ofEpochDay(one.at() / 86_400).getDayOfWeek().getValue());
        features.add(meanOfCategory.getOrDefault(one.category(), mean));
        return features;
    }
}
