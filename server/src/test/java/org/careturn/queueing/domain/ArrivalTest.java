package org.careturn.queueing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.careturn.queueing.Credit;
import org.junit.jupiter.api.Test;

class ArrivalTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void aWalkInCountsFromArrival() {
        assertThat(Arrival.of(TEN, null, 30, 15, List.of())).isEqualTo(new Arrival(TEN, List.of()));
    }

    @Test
    void aBookedPatientInTimeCountsFromTheBookedTimeLessTheCreditHoweverEarlyHeCame() {
        Arrival expected = new Arrival(at("09:30"), List.of(new Credit(Credit.BOOKED, 30)));
        assertThat(Arrival.of(at("08:00"), TEN, 30, 15, List.of())).isEqualTo(expected);
        assertThat(Arrival.of(at("10:00"), TEN, 30, 15, List.of())).isEqualTo(expected);
        assertThat(Arrival.of(at("10:15"), TEN, 30, 15, List.of())).isEqualTo(expected);
    }

    @Test
    void aBookedPatientAfterTheGraceCountsFromArrival() {
        assertThat(Arrival.of(at("10:15").plusSeconds(1), TEN, 30, 15, List.of()))
                .isEqualTo(new Arrival(at("10:15").plusSeconds(1), List.of()));
    }

    @Test
    void priorityGroupsAddUpAndAreNamed() {
        List<Credit> groups = List.of(new Credit("AGE", 20), new Credit("DISABILITY", 10));
        assertThat(Arrival.of(TEN, TEN, 30, 15, groups))
                .isEqualTo(new Arrival(
                        at("09:00"),
                        List.of(new Credit(Credit.BOOKED, 30), new Credit("AGE", 20), new Credit("DISABILITY", 10))));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + ":00Z");
    }
}
