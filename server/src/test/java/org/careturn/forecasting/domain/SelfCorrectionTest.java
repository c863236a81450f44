package org.careturn.forecasting.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** FR-FCST-04, FR-FCST-05, NFR-FCST-06. */
class SelfCorrectionTest {
    private static final Quantiles SIMULATED = new Quantiles(100, 200, 300);

    @Test
    void beforeAnythingIsLearntItSaysWhatTheSimulationSays() {
        Quantiles shown = new SelfCorrection().forecast(situation(0, SIMULATED)).shown();
        assertThat(shown.p10()).isCloseTo(100, within(1e-6));
        assertThat(shown.p50()).isCloseTo(200, within(1e-6));
        assertThat(shown.p90()).isCloseTo(300, within(1e-6));
        Quantiles none = new SelfCorrection().forecast(situation(0, null)).shown();
        assertThat(none.p50()).isCloseTo(60, within(1.0));
    }

    @Test
    void learnsWhereRealityDepartsAndKeepsItsRangeHonest() {
        SelfCorrection correction = new SelfCorrection();
        SplittableRandom random = new SplittableRandom(1);
        int covered = 0;
        int judged = 0;
        double error = 0;
        double simulatedError = 0;
        for (int i = 0; i < 4000; i++) {
            SelfCorrection.Forecast forecast = correction.forecast(situation(i % 2, SIMULATED));
            double wait = 600 * Math.exp(.5 * random.nextGaussian());
            if (i >= 1000) {
                judged++;
                covered += wait <= forecast.shown().p90() ? 1 : 0;
                error += Math.abs(wait - forecast.shown().p50());
                simulatedError += Math.abs(wait - SIMULATED.p50());
            }
            correction.learn(forecast, wait);
        }
        assertThat((double) covered / judged).isBetween(.88, .92);
        assertThat(error).isLessThan(.6 * simulatedError);
    }

    @Test
    void theSameCasesGiveTheSame() {
        assertThat(afterSome(3)).isEqualTo(afterSome(3)).isNotEqualTo(afterSome(4));
    }

    @Test
    void whatCannotBeIsLeftOut() {
        SelfCorrection correction = new SelfCorrection();
        Situation odd = new Situation(
                -5,
                -1,
                new Quantiles(Double.NaN, Double.POSITIVE_INFINITY, -1),
                -900,
                Double.NaN,
                -3,
                Double.NaN,
                true);
        for (double wait : new double[] {Double.NaN, -1, 1e300, 0, Double.POSITIVE_INFINITY}) {
            SelfCorrection.Forecast forecast = correction.forecast(odd);
            assertFinite(forecast.shown());
            correction.learn(forecast, wait);
        }
        for (int i = 0; i < 100; i++) {
            SelfCorrection.Forecast forecast = correction.forecast(odd);
            assertFinite(forecast.shown());
            correction.learn(forecast, i % 2 == 0 ? 0 : 1e9);
        }
        assertThat(correction.cases()).isEqualTo(103);
    }

    private static void assertFinite(Quantiles q) {
        assertThat(q.p10()).isFinite().isBetween(0.0, q.p50());
        assertThat(q.p90()).isFinite().isGreaterThanOrEqualTo(q.p50());
    }

    private static Quantiles afterSome(long seed) {
        SelfCorrection correction = new SelfCorrection();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            correction.learn(correction.forecast(situation(0, SIMULATED)), 900 * random.nextDouble());
        }
        return correction.forecast(situation(0, SIMULATED)).shown();
    }

    private static Situation situation(int category, @Nullable Quantiles simulated) {
        return new Situation(category, 3, simulated, 120, 60, 12, 10.5, false);
    }
}
