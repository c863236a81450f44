package org.careturn.forecasting.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** FR-FCST-08, FR-FCST-09, FR-FCST-10, FR-FCST-14: what is learnt of durations, arrivals and no-shows; when notices are due. */
class RulesTest {
    @Test
    void theNoticeIsDueInTimeOnceAndIsNotTakenBack() {
        assertThat(due(Notice.Said.NOTHING, 4, 12.6, 16)).isEqualTo(Notice.Due.NOTHING);
        assertThat(due(Notice.Said.NOTHING, 4, 12.5, 16)).isEqualTo(Notice.Due.NOTICE);
        assertThat(due(Notice.Said.NOTHING, 1, 40, 50)).isEqualTo(Notice.Due.NOTICE);
        assertThat(due(Notice.Said.NOTHING, 1, 3, 4.9)).isEqualTo(Notice.Due.NOTHING);
        assertThat(due(Notice.Said.NOTHING, 2, 3, 4.9)).isEqualTo(Notice.Due.NOTICE);
        assertThat(due(Notice.Said.NOTICE, 4, 14, 25)).isEqualTo(Notice.Due.NOTHING);
        assertThat(due(Notice.Said.NOTICE, 4, 20, 25.1)).isEqualTo(Notice.Due.DELAYED);
        assertThat(due(Notice.Said.NOTICE_AND_DELAY, 4, 90, 99)).isEqualTo(Notice.Due.NOTHING);
        assertThat(due(Notice.Said.NOTHING, 1, Double.NaN, 99)).isEqualTo(Notice.Due.NOTHING);
    }

    @Test
    void durationsBeginAtTheConfiguredMeanAndAreShrunkStrongly() {
        ServiceTimes<String> times = new ServiceTimes<>(600);
        assertThat(times.law().mean()).isCloseTo(600, within(6.0));
        for (int i = 0; i < 200; i++) {
            times.observe("usual", 300);
        }
        times.observe("slow", 900);
        assertThat(times.law().mean()).isCloseTo(300, within(10.0));
        assertThat(times.factor("slow")).isBetween(1.0, 1.06);
        assertThat(times.factor("unknown")).isEqualTo(1);
    }

    @Test
    void aForgottenEndIsCappedAndWhatCannotBeIsRefused() {
        ServiceTimes<String> times = new ServiceTimes<>(600);
        assertThat(times.observe("a", 30_000)).isEqualTo(ServiceTimes.Use.CAPPED);
        for (int i = 0; i < 100; i++) {
            assertThat(times.observe("a", 500 + i)).isEqualTo(ServiceTimes.Use.USED);
        }
        assertThat(times.observe("a", 40_000)).isEqualTo(ServiceTimes.Use.CAPPED);
        assertThat(times.observe("a", -1)).isEqualTo(ServiceTimes.Use.REFUSED);
        assertThat(times.observe("a", Double.NaN)).isEqualTo(ServiceTimes.Use.REFUSED);
        assertThat(times.factor("a")).isCloseTo(1, within(.01));
        assertThat(times.law().mean()).isLessThan(700);
    }

    @Test
    void arrivalsFollowTheHourAndTheWeekday() {
        ArrivalRates rates = new ArrivalRates();
        assertThat(rates.from(1, 8).getFirst()).containsOnly(0);
        int[][] day = new int[24][5];
        day[8][2] = 36;
        for (int i = 0; i < 14; i++) {
            rates.observeDay(i % 7 + 1, day);
        }
        assertThat(rates.from(3, 8).getFirst()[2]).isCloseTo(.01, within(1e-9));
        assertThat(rates.from(3, 7.5).getFirst()[2]).isCloseTo(.005, within(1e-9));
        assertThat(rates.from(3, 9).getFirst()[2]).isZero();
        assertThat(rates.from(3, Double.NaN)).isEmpty();
    }

    @Test
    void noShowsAreLearntByLeadTimeFirstThenByHistory() {
        NoShow model = new NoShow();
        assertThat(model.probability(appointment(20, 0, 0))).isCloseTo(.2, within(.01));
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 3000; i++) {
            boolean faithful = random.nextBoolean();
            boolean soon = random.nextBoolean();
            double missing = (soon ? .05 : .3) + (faithful ? 0 : .3);
            model.learn(appointment(soon ? 0 : 20, faithful ? 5 : 0, faithful ? 0 : 5), random.nextDouble() < missing);
        }
        assertThat(model.probability(appointment(0, 5, 0))).isLessThan(.12);
        assertThat(model.probability(appointment(20, 0, 5))).isGreaterThan(.45);
        NoShow.Appointment odd = new NoShow.Appointment(Double.NaN, -4, 99, Double.NaN, true, -1, -1);
        assertThat(model.probability(odd)).isBetween(.005, .995);
        model.learn(odd, true);
        assertThat(model.probability(odd)).isBetween(.005, .995);
    }

    private static Notice.Due due(Notice.Said said, int rank, double p35, double p50) {
        return Notice.due(said, rank, p35, p50, 15);
    }

    private static NoShow.Appointment appointment(double lead, int shown, int missed) {
        return new NoShow.Appointment(lead, 10, 2, 40, false, shown, missed);
    }
}
