package org.careturn.forecasting.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.careturn.facilities.OrderPolicy;
import org.careturn.facilities.Urgency;
import org.careturn.forecasting.domain.DurationLaw;
import org.careturn.forecasting.domain.LineState;
import org.careturn.queueing.domain.OrderRule;
import org.careturn.queueing.domain.Targets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** US-ADM-08, FR-FCST-11. */
class WhatIfTest {
    private static final int HOUR = 3600;
    private static final WhatIf.Progress ON = done -> true;

    /** Mean wait of a long M/M/c queue: C(c, a) / (c mu - lambda), whatever the policy. Source: Erlang, 1917. */
    @Test
    void agreesWithErlangC() {
        int servers = 3;
        double mean = 600;
        double load = 2.4;
        int hours = 4000;
        Day day = new Day(
                List.of(rule(OrderPolicy.STRICT_WITH_PROMOTION)),
                List.of(),
                desks(servers, 0, hours),
                List.of(service(exponential(mean), load / mean, hours)),
                List.of());
        double expected = erlangWait(servers, load, mean) / 60;
        WhatIf.Result result = WhatIf.compare(day, day, 40, 11, ON).orElseThrow();
        WhatIf.Compared wait = result.waits().getLast().mean();
        assertThat(value(wait.baseline())).isCloseTo(expected, within(.02 * expected));
        assertThat(value(result.utilisation().baseline())).isCloseTo(load / servers, within(.01));
        assertThat(value(wait.difference())).isZero();
    }

    @ParameterizedTest
    @EnumSource(OrderPolicy.class)
    void noPolicyChangesTheMeanWaitOfAll(OrderPolicy policy) {
        Day day = day(3, 150);
        WhatIf.Result result = WhatIf.compare(day, changed(day, List.of(rule(policy)), day.desks()), 30, 5, ON)
                .orElseThrow();
        WhatIf.Compared mean = result.waits().getLast().mean();
        assertThat(value(mean.baseline())).isGreaterThan(1);
        assertThat(value(mean.difference())).isCloseTo(0, within(1e-6));
        WhatIf.Compared nonUrgent = result.waits().get(4).mean();
        if (policy == OrderPolicy.FIFO) {
            assertThat(value(nonUrgent.difference())).isLessThan(-5);
        }
    }

    @Test
    void theSameSeedGivesTheSame() {
        Day day = day(3, 120);
        Day more = day.withDemand(1.2);
        assertThat(WhatIf.compare(day, more, 20, 7, ON)).isEqualTo(WhatIf.compare(day, more, 20, 7, ON));
        assertThat(WhatIf.compare(day, more, 20, 7, ON)).isNotEqualTo(WhatIf.compare(day, more, 20, 8, ON));
    }

    /** The difference of two days that chance treats alike varies far less than that of two that it doesn't. */
    @Test
    void commonRandomNumbersMakeDifferencesSharper() {
        Day day = day(3, 140);
        Day faster = new Day(
                day.rules(),
                day.people(),
                day.desks(),
                List.of(service(exponential(600).times(.95), 0, 0)),
                day.demand());
        List<Double> paired = new ArrayList<>();
        List<Double> unpaired = new ArrayList<>();
        for (int seed = 0; seed < 200; seed++) {
            double asIs = meanWait(day, seed);
            paired.add(meanWait(faster, seed) - asIs);
            unpaired.add(meanWait(faster, 10_000 + seed) - asIs);
        }
        assertThat(variance(paired)).isLessThan(.2 * variance(unpaired));
    }

    @Test
    void anotherDeskAndFewerPeopleShortenWaits() {
        Day day = day(3, 160);
        WhatIf.Result desk = WhatIf.compare(day, changed(day, day.rules(), desks(4, 0, 8)), 50, 1, ON)
                .orElseThrow();
        WhatIf.Compared p90 = desk.waits().getLast().p90();
        assertThat(Objects.requireNonNull(p90.difference().high())).isNegative();
        assertThat(Objects.requireNonNull(desk.utilisation().difference().high()))
                .isNegative();
        assertThat(Objects.requireNonNull(desk.overtime().difference().high())).isNegative();
        assertThat(Objects.requireNonNull(
                        desk.waits().getLast().within().difference().low()))
                .isPositive();
        WhatIf.Result fewer = WhatIf.compare(day, day.withDemand(.8), 50, 1, ON).orElseThrow();
        assertThat(value(fewer.waits().getLast().served().changed())).isBetween(122.0, 134.0);
        assertThat(Objects.requireNonNull(
                        fewer.waits().getLast().mean().difference().high()))
                .isNegative();
        WhatIf.Result more = WhatIf.compare(day, day.withDemand(2.5), 20, 1, ON).orElseThrow();
        assertThat(value(more.waits().getLast().served().changed())).isBetween(380.0, 420.0);
    }

    @Test
    void aKnownDayComesOutExactly() {
        List<Day.Person> people = List.of(
                person(Urgency.URGENT, 0),
                person(Urgency.URGENT, 60),
                person(Urgency.EMERGENT, 120),
                person(Urgency.URGENT, 2 * HOUR + 1));
        LineState.Desk desk = new LineState.Desk(
                0, 1, 0, 1500, new LineState.Activity.Ready(), List.of(new LineState.Break(500, 1200)));
        Day day = new Day(
                List.of(rule(OrderPolicy.STRICT_WITH_PROMOTION)),
                people,
                List.of(desk),
                List.of(service(DurationLaw.constant(600), 0, 0)),
                List.of());
        WhatIf.Result result = WhatIf.compare(day, day, 2, 1, ON).orElseThrow();
        // 0 to 600, break to 1,200, the emergency to 1,800, which is beyond the end, then the one who still waits to
        // 2,400.
        assertThat(value(result.waits().get(1).mean().baseline())).isEqualTo(18);
        assertThat(value(result.waits().get(2).mean().baseline())).isEqualTo(29.0 / 2);
        assertThat(value(result.waits().get(2).within().baseline())).isEqualTo(1);
        assertThat(value(result.overtime().baseline())).isEqualTo(15);
        assertThat(value(result.unserved().baseline())).isEqualTo(1);
        assertThat(value(result.utilisation().baseline())).isCloseTo(1800.0 / (800 + 900), within(1.0));
        assertThat(result.waits().getFirst().mean().baseline().value()).isNull();
    }

    @Test
    void stopsWhenToldTo() {
        List<Double> seen = new ArrayList<>();
        assertThat(WhatIf.compare(day(2, 50), day(2, 50), 100, 1, done -> {
                    seen.add(done);
                    return done < .1;
                }))
                .isEmpty();
        assertThat(seen).hasSize(11).isSorted();
    }

    @Test
    void withNobodyAtWorkEverybodyIsUnserved() {
        Day day = day(3, 30);
        WhatIf.Result result = WhatIf.compare(day, changed(day, day.rules(), List.of()), 20, 1, ON)
                .orElseThrow();
        assertThat(value(result.unserved().changed())).isEqualTo(30);
        assertThat(result.utilisation().changed().value()).isNull();
        assertThat(result.waits().getLast().mean().difference().value()).isNull();
    }

    private static double meanWait(Day day, long seed) {
        return value(WhatIf.compare(day, day, 1, seed, ON)
                .orElseThrow()
                .waits()
                .getLast()
                .mean()
                .baseline());
    }

    private static double variance(List<Double> values) {
        double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
        return values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum() / values.size();
    }

    private static double value(WhatIf.Estimate estimate) {
        @Nullable Double value = estimate.value();
        return Objects.requireNonNull(value);
    }

    private static double erlangWait(int servers, double load, double mean) {
        double all = 0;
        double term = 1;
        for (int n = 0; n < servers; n++) {
            all += term;
            term *= load / (n + 1);
        }
        double busy = term / (1 - load / servers);
        return busy / (all + busy) * mean / (servers - load);
    }

    /** People who came over eight hours, for desks that are open so long. */
    static Day day(int desks, int people) {
        SplittableRandom random = new SplittableRandom(people);
        List<Day.Person> all = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            int level = random.nextInt(100);
            Urgency urgency = level < 5
                    ? Urgency.EMERGENT
                    : level < 60 ? Urgency.URGENT : level < 90 ? Urgency.LESS_URGENT : Urgency.NON_URGENT;
            all.add(person(urgency, 7.5 * HOUR * random.nextDouble()));
        }
        return new Day(
                List.of(rule(OrderPolicy.STRICT_WITH_PROMOTION)),
                all,
                desks(desks, 0, 8),
                List.of(service(exponential(600), 0, 0)),
                List.of());
    }

    private static Day.Person person(Urgency urgency, double at) {
        return new Day.Person(0, urgency, at, at, at, LineState.ANYBODY, 1);
    }

    private static List<LineState.Desk> desks(int count, int fromHour, int untilHour) {
        List<LineState.Desk> desks = new ArrayList<>();
        for (int d = 0; d < count; d++) {
            desks.add(new LineState.Desk(
                    d,
                    1,
                    (double) fromHour * HOUR,
                    (double) untilHour * HOUR,
                    new LineState.Activity.Ready(),
                    List.of()));
        }
        return desks;
    }

    private static LineState.Service service(DurationLaw law, double perSecond, int hours) {
        double[] hour = {0, .1 * perSecond, .5 * perSecond, .3 * perSecond, .1 * perSecond};
        return new LineState.Service(law, List.of(), DurationLaw.constant(0), 0, Collections.nCopies(hours, hour));
    }

    private static DurationLaw exponential(double mean) {
        double[] values = new double[4000];
        for (int i = 0; i < values.length; i++) {
            values[i] = -mean * Math.log1p(-(i + .5) / values.length);
        }
        return DurationLaw.of(values);
    }

    private static OrderRule rule(OrderPolicy policy) {
        return new OrderRule(
                policy,
                4,
                new Targets(Map.of(
                        Urgency.IMMEDIATE, 0,
                        Urgency.EMERGENT, 10,
                        Urgency.URGENT, 30,
                        Urgency.LESS_URGENT, 60,
                        Urgency.NON_URGENT, 120)));
    }

    private static Day changed(Day day, List<OrderRule> rules, List<LineState.Desk> desks) {
        return new Day(rules, day.people(), desks, day.services(), day.demand());
    }
}
