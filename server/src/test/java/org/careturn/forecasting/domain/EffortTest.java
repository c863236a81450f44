package org.careturn.forecasting.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** NFR-PERF-08: a forecast's work is bounded. */
class EffortTest {

    @Test
    void manyPeopleOrManyFacilitiesGetFewerPaths() {
        assertThat(Effort.paths(0, 0)).isEqualTo(Simulation.PATHS);
        assertThat(Effort.paths(200, 4)).isEqualTo(Simulation.PATHS);
        assertThat(Effort.paths(1_000, 1)).isEqualTo(100);
        assertThat(Effort.paths(200, 8)).isEqualTo(100);
        assertThat(Effort.paths(5_000, 1)).isEqualTo(20);
        assertThat(Effort.paths(1_000_000, 1_000)).isEqualTo(20);
    }
}
