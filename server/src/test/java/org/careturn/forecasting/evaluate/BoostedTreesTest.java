package org.careturn.forecasting.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** FR-FCST-13: the boosting among the references is one that a forecast may be proud to beat. */
class BoostedTreesTest {
    private final List<List<Double>> rows = new ArrayList<>();
    private final List<Double> actual = new ArrayList<>();

    /** Of two features and some noise; the second feature matters only where the first is high. */
    private void steps(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            double first = random.nextDouble();
            double second = random.nextDouble();
            rows.add(List.of(1.0, first, second));
            actual.add(step(first, second) + random.nextDouble(-10, 10));
        }
    }

    private static double step(double first, double second) {
        return first < .3 ? 50 : second < .6 ? 400 : 200;
    }

    @Test
    void findsStepsThatNoStraightLineFinds() {
        steps(2_000, 1);
        BoostedTrees trees = BoostedTrees.fit(rows, actual, 100);
        LeastSquares line = LeastSquares.fit(rows, actual);
        Scores ofTrees = new Scores();
        Scores ofLine = new Scores();
        rows.clear();
        actual.clear();
        steps(1_000, 2);
        for (int i = 0; i < rows.size(); i++) {
            double really = step(rows.get(i).get(1), rows.get(i).get(2));
            ofTrees.add(trees.predict(rows.get(i)), really);
            ofLine.add(line.predict(rows.get(i)), really);
        }
        assertThat(ofTrees.meanError()).isLessThan(8);
        assertThat(ofLine.meanError()).isGreaterThan(50);
    }

    @Test
    void withoutRoundsItIsTheMedian() {
        steps(501, 3);
        double median = actual.stream().sorted().toList().get(250);
        assertThat(BoostedTrees.fit(rows, actual, 0).predict(List.of(1.0, .1, .1)))
                .isEqualTo(median);
    }

    /** One split, and one leaf of ten times a tenth: what is left of each side is its median. */
    @Test
    void eachSideGoesTowardsItsMedian() {
        for (int i = 0; i < 100; i++) {
            rows.add(List.of(i < 50 ? 0.0 : 1.0));
            actual.add(i < 50 ? 10.0 : 30.0);
        }
        assertThat(BoostedTrees.fit(rows, actual, 1).predict(List.of(0.0))).isCloseTo(19, within(1e-9));
        assertThat(BoostedTrees.fit(rows, actual, 1).predict(List.of(1.0))).isCloseTo(21, within(1e-9));
        assertThat(BoostedTrees.fit(rows, actual, 200).predict(List.of(1.0))).isCloseTo(30, within(1e-6));
    }

    @Test
    void fewRowsAndEqualRowsAreTheirMedian() {
        rows.add(List.of(1.0));
        actual.add(7.0);
        assertThat(BoostedTrees.fit(rows, actual, 50).predict(List.of(5.0))).isEqualTo(7);
    }
}
