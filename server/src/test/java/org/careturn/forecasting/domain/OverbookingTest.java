package org.careturn.forecasting.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FR-FCST-10: expected figures are worked out by hand. */
class OverbookingTest {
    @Test
    void suggestsAsManyAsTheRiskAllows() {
        // Two seats, both booked, each comes with one half. With one more: all three come with 1/8, which is too much.
        Overbooking.Suggestion none = Overbooking.of(List.of(.5, .5), 2, 0, 3, .5);
        assertThat(none).isEqualTo(new Overbooking.Suggestion(1, 0, 0));
        // With two tenths: all three come with .2^3 = .008; a fourth makes 4 * .2^3 * .8 + .2^4 = .0272; a fifth
        // 10 * .2^3 * .8^2 + 5 * .2^4 * .8 + .2^5 = .05792; a sixth .09888; a seventh .148032, too much.
        Overbooking.Suggestion some = Overbooking.of(List.of(.2, .2), 2, 0, 9, .2);
        assertThat(some.seats()).isEqualTo(4);
        assertThat(some.overload()).isCloseTo(.09888, within(1e-9));
        assertThat(some.expectedNoShows()).isCloseTo(1.6, within(1e-9));
        assertThat(Overbooking.of(List.of(.2, .2), 2, 0, 1, .2).seats()).isEqualTo(1);
    }

    @Test
    void freeSeatsAreFilledFirst() {
        Overbooking.Suggestion free = Overbooking.of(List.of(.2), 2, 1, 9, .2);
        assertThat(free.seats()).isEqualTo(4);
        assertThat(free.overload()).isCloseTo(.09888, within(1e-9));
        assertThat(free.expectedNoShows()).as("of those who are booked").isCloseTo(.8, within(1e-9));
    }

    @Test
    void anHourWithMoreThanItsSeatsIsToldAsItIs() {
        Overbooking.Suggestion over = Overbooking.of(Collections.nCopies(3, 1.0), 2, 0, 2, .8);
        assertThat(over).isEqualTo(new Overbooking.Suggestion(0, 0, 1));
        assertThat(Overbooking.of(List.of(), 0, 0, 0, .8)).isEqualTo(new Overbooking.Suggestion(0, 0, 0));
    }
}
