package org.careturn.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.careturn.forecasting.domain.Quantiles;
import org.careturn.forecasting.domain.Situation;
import org.careturn.queueing.TurnForecast;
import org.junit.jupiter.api.Test;

/** FR-FCST-01: the end of a visit's whole route. */
class RouteEndsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Clockwork CLOCK = new Clockwork(NOW, ZoneOffset.UTC);
    private static final UUID FIRST = UUID.randomUUID();
    private static final UUID SECOND = UUID.randomUUID();
    private static final UUID THIRD = UUID.randomUUID();
    private static final UUID VISIT = UUID.randomUUID();
    /** Half an hour for each service. */
    private static final Map<UUID, QueueKnowledge> KNOWN = Map.of(
            FIRST, new QueueKnowledge(30, 0), SECOND, new QueueKnowledge(30, 0), THIRD, new QueueKnowledge(30, 0));

    @Test
    void twoStepsAddUp() {
        TurnForecast.Range one = end(List.of(), List.of(), Map.of(FIRST, 1, SECOND, 1));
        TurnForecast.Range two = end(List.of(step(2, SECOND)), List.of(), Map.of(FIRST, 1, SECOND, 1));
        assertThat(Duration.between(one.p50(), two.p50())).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(40));
        assertThat(two.p90()).isAfter(one.p90());
    }

    @Test
    void ofStepsInParallelTheLaterCounts() {
        Map<UUID, Integer> desks = Map.of(FIRST, 1, SECOND, 1, THIRD, 1);
        TurnForecast.Range two = end(List.of(step(2, SECOND)), List.of(), desks);
        TurnForecast.Range both = end(List.of(step(2, SECOND), step(2, THIRD)), List.of(), desks);
        assertThat(both).isEqualTo(two);
        TurnForecast.Range after = end(List.of(step(2, SECOND), step(3, THIRD)), List.of(), desks);
        assertThat(after.p50()).isAfter(both.p50());
    }

    @Test
    void aStepForWhichNobodyWorksYetBeginsWithTheFirstWhoIsPlanned() {
        Map<UUID, Integer> desks = Map.of(FIRST, 1, THIRD, 1);
        Instant opens = NOW.plus(Duration.ofHours(4));
        List<FacilityNow.Block> planned = List.of(block(SECOND, opens), block(SECOND, opens.plusSeconds(60)));
        TurnForecast.Range end = end(List.of(step(2, SECOND)), planned, desks);
        assertThat(end.p10()).isAfter(opens);
        assertThat(end.p50()).isBetween(opens.plusSeconds(20 * 60), opens.plusSeconds(40 * 60));
        TurnForecast.Range parallel = end(List.of(step(2, SECOND), step(2, THIRD)), planned, desks);
        assertThat(parallel).isEqualTo(end);
        TurnForecast.Range after = end(List.of(step(2, SECOND), step(3, THIRD)), planned, desks);
        assertThat(after.p50()).isBetween(opens.plusSeconds(40 * 60), opens.plusSeconds(90 * 60));
    }

    @Test
    void whoIsPlannedBeforeTheStepIsReachedDelaysNothing() {
        List<FacilityNow.Block> planned = List.of(block(SECOND, NOW.plusSeconds(60)));
        TurnForecast.Range end = end(List.of(step(2, SECOND)), planned, Map.of(FIRST, 1));
        TurnForecast.Range one = end(List.of(), List.of(), Map.of(FIRST, 1));
        assertThat(end.p50())
                .isBetween(one.p50().plusSeconds(20 * 60), one.p50().plusSeconds(40 * 60));
    }

    @Test
    void whereNobodyIsPlannedEitherThereIsNoEnd() {
        Told told = RouteEnds.add(
                        List.of(told()), now(List.of(step(2, SECOND)), List.of()), Map.of(FIRST, 1), KNOWN, CLOCK)
                .getFirst();
        assertThat(told.forecast().end()).isNull();
    }

    private static TurnForecast.Range end(
            List<FacilityNow.Ahead> route, List<FacilityNow.Block> blocks, Map<UUID, Integer> desks) {
        Told told = RouteEnds.add(List.of(told()), now(route, blocks), desks, KNOWN, CLOCK)
                .getFirst();
        return Objects.requireNonNull(told.forecast().end());
    }

    private static FacilityNow.Ahead step(int ordinal, UUID queue) {
        return new FacilityNow.Ahead(VISIT, ordinal, queue);
    }

    private static FacilityNow.Block block(UUID queue, Instant start) {
        return new FacilityNow.Block(UUID.randomUUID(), "Dr", queue, start, start.plus(Duration.ofHours(3)));
    }

    private static FacilityNow now(List<FacilityNow.Ahead> route, List<FacilityNow.Block> blocks) {
        return new FacilityNow(List.of(), List.of(), List.of(), blocks, List.of(), List.of(), route);
    }

    /** One who waits half an hour for the first step. */
    private static Told told() {
        Quantiles wait = Quantiles.of(1200, 1800, 2400);
        Situation situation = new Situation(2, 1, wait, 600, 1200, 2, 9, false);
        TurnForecast forecast = new TurnForecast(
                TurnForecast.Kind.RANGE, Telling.range(wait, CLOCK), null, null, true, List.of(), 1, List.of(), NOW);
        return new Told(
                UUID.randomUUID(),
                FIRST,
                VISIT,
                1,
                forecast,
                null,
                Objects.requireNonNull(KNOWN.get(FIRST)).correction.forecast(situation));
    }
}
