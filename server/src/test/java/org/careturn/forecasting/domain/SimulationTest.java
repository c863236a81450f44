package org.careturn.forecasting.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.careturn.facilities.OrderPolicy;
import org.careturn.facilities.Urgency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** FR-FCST-02, FR-FCST-03, NFR-FCST-06. */
class SimulationTest {
    private static final DurationLaw TEN_MINUTES = Lines.learnt(600, 1);

    @Test
    void aKnownDayIsForecastExactly() {
        LineState.Desk serving = new LineState.Desk(
                0, 1, 0, Lines.NEVER, new LineState.Activity.Serving(0, 40), List.of(new LineState.Break(150, 500)));
        List<StartForecast> starts = run(
                Lines.state(Lines.equals(3), List.of(serving), Lines.service(DurationLaw.constant(100), List.of())));
        assertThat(starts).extracting(SimulationTest::median).containsExactly(60.0, 500.0, 600.0);
    }

    @Test
    void thePolicyDecidesAndPromotesInTime() {
        List<LineState.Waiting> waiting = List.of(
                Lines.waiting(Urgency.NON_URGENT, -28_750),
                Lines.waiting(Urgency.URGENT, -60),
                Lines.waiting(Urgency.EMERGENT, -1),
                Lines.waiting(Urgency.URGENT, -30));
        List<StartForecast> starts =
                run(Lines.state(waiting, List.of(Lines.ready(0)), Lines.service(DurationLaw.constant(100), List.of())));
        // After 50 s the first has waited four times his target, and stands before the urgent.
        assertThat(starts).extracting(SimulationTest::median).containsExactly(100.0, 200.0, 0.0, 300.0);
    }

    @Test
    void whoIsBoundWaitsForHisDoctorAndWhoMissedACallIsPassedOver() {
        List<LineState.Waiting> waiting = List.of(
                new LineState.Waiting(0, Urgency.URGENT, -90, 0, 1, 0),
                new LineState.Waiting(0, Urgency.URGENT, -80, 0, LineState.ANYBODY, 2),
                Lines.waiting(Urgency.URGENT, -70),
                Lines.waiting(Urgency.URGENT, -60));
        LineState.Desk later = new LineState.Desk(1, 1, 1000, Lines.NEVER, new LineState.Activity.Ready(), List.of());
        List<StartForecast> starts = run(Lines.state(
                waiting, List.of(Lines.ready(0), later), Lines.service(DurationLaw.constant(100), List.of())));
        assertThat(starts.getFirst()).isEqualTo(new StartForecast.NotBefore(1000));
        assertThat(starts.subList(1, 4)).extracting(SimulationTest::median).containsExactly(200.0, 0.0, 100.0);
    }

    @Test
    void withNobodyOnDutyThereIsNoNumber() {
        LineState.Service service = Lines.service(TEN_MINUTES, List.of());
        assertThat(run(Lines.state(Lines.equals(1), List.of(), service))).containsExactly(new StartForecast.Unknown());
        LineState.Desk later = new LineState.Desk(0, 1, 1800, Lines.NEVER, new LineState.Activity.Ready(), List.of());
        assertThat(run(Lines.state(Lines.equals(1), List.of(later), service)))
                .containsExactly(new StartForecast.NotBefore(1800));
        LineState.Desk gone = new LineState.Desk(
                0, 1, 0, Lines.NEVER, new LineState.Activity.Ready(), List.of(new LineState.Break(-60, Lines.NEVER)));
        assertThat(run(Lines.state(Lines.equals(1), List.of(gone), service)))
                .containsExactly(new StartForecast.Unknown());
        LineState.Desk ending = new LineState.Desk(0, 1, 0, 1200, new LineState.Activity.Ready(), List.of());
        assertThat(run(Lines.state(Lines.equals(20), List.of(ending), service)).getLast())
                .isEqualTo(new StartForecast.Unknown());
    }

    @Test
    void percentilesAreOrderedAndDoNotFallWithRank() {
        List<double[]> arrivals = List.of(new double[] {0, .001, .001, .0005, 0});
        List<StartForecast> starts =
                run(Lines.state(Lines.equals(40), Lines.ready(0, 3), Lines.service(TEN_MINUTES, arrivals)));
        Quantiles before = new Quantiles(0, 0, 0);
        for (StartForecast start : starts) {
            assertThat(start).isInstanceOf(StartForecast.Range.class);
            StartForecast.Range range = (StartForecast.Range) start;
            Quantiles q = range.quantiles();
            assertThat(q.p10()).isBetween(before.p10(), range.p35());
            assertThat(q.p50()).isBetween(range.p35(), q.p90()).isGreaterThanOrEqualTo(before.p50());
            assertThat(q.p90()).isGreaterThanOrEqualTo(before.p90());
            before = q;
        }
    }

    @Test
    void theSameSeedGivesTheSame() {
        LineState state = Lines.state(Lines.equals(30), Lines.ready(0, 2), Lines.service(TEN_MINUTES, List.of()));
        assertThat(Simulation.run(state, 50, 7)).isEqualTo(Simulation.run(state, 50, 7));
        assertThat(Simulation.run(state, 50, 7)).isNotEqualTo(Simulation.run(state, 50, 8));
    }

    /** Whatever the policy, the k-th start comes at the same time where durations don't depend on who is served. */
    @ParameterizedTest
    @EnumSource(OrderPolicy.class)
    void noPolicyChangesTheMeanWait(OrderPolicy policy) {
        List<LineState.Waiting> waiting = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 40; i++) {
            waiting.add(Lines.waiting(Urgency.ofLevel(1 + random.nextInt(5)), -5000 * random.nextDouble()));
        }
        LineState fifo = new LineState(
                Lines.rule(OrderPolicy.FIFO),
                waiting,
                Lines.ready(0, 3),
                List.of(),
                List.of(Lines.service(TEN_MINUTES, List.of())));
        LineState other = new LineState(Lines.rule(policy), waiting, fifo.desks(), List.of(), fifo.services());
        // One path: its percentiles are the start itself.
        assertThat(meanStart(Simulation.run(other, 1, 5)))
                .isCloseTo(meanStart(Simulation.run(fifo, 1, 5)), within(1e-6));
    }

    /**
     * Mean wait in an M/M/c queue: who finds k waiting and all servers busy starts as the (k+1)-th of them would. Expected:
     * C(c, a) / (c mu - lambda). Source: Erlang, 1917.
     */
    @Test
    void agreesWithErlangC() {
        int servers = 3;
        double mean = 600;
        double load = 2.4;
        double all = 0;
        double term = 1;
        for (int n = 0; n < servers; n++) {
            all += term;
            term *= load / (n + 1);
        }
        double busy = term / (1 - load / servers);
        double waitProbability = busy / (all + busy);
        double expected = waitProbability * mean / (servers - load);
        List<LineState.Desk> desks = new ArrayList<>();
        for (int d = 0; d < servers; d++) {
            desks.add(
                    new LineState.Desk(d, 1, 0, Lines.NEVER, new LineState.Activity.Serving(0, 200.0 * d), List.of()));
        }
        LineState state = Lines.state(Lines.equals(60), desks, Lines.service(Lines.exponential(mean), List.of()));
        int paths = 4000;
        double simulated = 0;
        for (int seed = 0; seed < paths; seed++) {
            double found = waitProbability * (1 - load / servers);
            for (StartForecast start : Simulation.run(state, 1, 1000L * seed)) {
                simulated += found * median(start) / paths;
                found *= load / servers;
            }
        }
        assertThat(simulated).isCloseTo(expected, within(.02 * expected));
    }

    @Test
    void whoIsBookedIsForecastAsIfHeCameAndTakesTimeOnlyIfHeDoes() {
        LineState.Service service = Lines.service(DurationLaw.constant(100), List.of());
        List<LineState.Expected> booked =
                List.of(expected(250, LineState.ANYBODY, 1), expected(120, LineState.ANYBODY, 0));
        LineState state = new LineState(
                Lines.rule(OrderPolicy.FIFO), Lines.equals(2), List.of(Lines.ready(0)), booked, List.of(service));
        Simulation.Starts starts = Simulation.runAll(state, 20, 1);
        assertThat(starts.waiting()).extracting(SimulationTest::median).containsExactly(0.0, 100.0);
        assertThat(starts.expected())
                .as("the one who doesn't come would start at 200 and delays nobody")
                .extracting(SimulationTest::median)
                .containsExactly(250.0, 200.0);
        assertThat(Simulation.run(state, 20, 1)).isEqualTo(starts.waiting());
    }

    @Test
    void whoIsBookedWaitsForHisDoctorWhoMayComeLater() {
        LineState.Service service = Lines.service(DurationLaw.constant(100), List.of());
        LineState.Desk later = new LineState.Desk(1, 1, 400, Lines.NEVER, new LineState.Activity.Ready(), List.of());
        List<LineState.Expected> booked = List.of(expected(50, 0, 1), expected(60, 1, 1), expected(70, 2, 1));
        LineState state = new LineState(
                Lines.rule(OrderPolicy.FIFO), List.of(), List.of(Lines.ready(0), later), booked, List.of(service));
        List<StartForecast> starts = Simulation.runAll(state, 20, 1).expected();
        assertThat(starts.subList(0, 2)).extracting(SimulationTest::median).containsExactly(50.0, 400.0);
        assertThat(starts.getLast()).isEqualTo(new StartForecast.Unknown());
    }

    private static LineState.Expected expected(double at, int doctor, double shows) {
        return new LineState.Expected(0, Urgency.NON_URGENT, at, at, doctor, shows);
    }

    @Test
    void whoMayNotBeReachedBeforeTheEndOfASessionCountsInTheRange() {
        double[] values = {100, 100, 100, 100, 100, 100, 700, 700, 700, 700};
        LineState.Desk desk = new LineState.Desk(0, 1, 0, 600, new LineState.Activity.Ready(), List.of());
        LineState state = Lines.state(Lines.equals(2), List.of(desk), Lines.service(DurationLaw.of(values), List.of()));
        StartForecast second = Simulation.run(state, 400, 1).getLast();
        assertThat(second).isInstanceOfSatisfying(StartForecast.Range.class, range -> {
            assertThat(range.notReached()).isBetween(.3, .5);
            assertThat(range.quantiles().p10()).isEqualTo(100);
            assertThat(range.quantiles().p90())
                    .as("two in five wait beyond the end")
                    .isEqualTo(600);
        });
    }

    @Test
    void whatCannotBeGivesAStatedRange() {
        LineState.Service odd = new LineState.Service(
                Lines.learnt(600, 2),
                List.of(Double.NaN, -1.0),
                DurationLaw.constant(0),
                Double.NaN,
                List.of(new double[] {Double.NaN, -1, Double.POSITIVE_INFINITY, 0, 0}));
        List<LineState.Waiting> waiting =
                List.of(Lines.waiting(Urgency.URGENT, 1e12), Lines.waiting(Urgency.NON_URGENT, -1e12));
        LineState.Desk jumped =
                new LineState.Desk(1, 1, -1e9, Lines.NEVER, new LineState.Activity.Serving(0, -1e9), List.of());
        for (StartForecast start : run(Lines.state(waiting, List.of(Lines.ready(0), jumped), odd))) {
            assertFinite(start);
        }
        LineState crowd = Lines.state(
                Lines.equals(5000), List.of(Lines.ready(0)), Lines.service(new ServiceTimes<>(-5).law(), List.of()));
        List<StartForecast> starts = Simulation.run(crowd, 20, 1);
        assertThat(starts).hasSize(5000);
        assertThat(starts).allSatisfy(start -> assertThat(start).isInstanceOf(StartForecast.Range.class));
        starts.forEach(SimulationTest::assertFinite);
        assertThat(Simulation.run(Lines.state(List.of(), List.of(), odd), 10, 1))
                .isEmpty();
    }

    private static void assertFinite(StartForecast start) {
        if (start instanceof StartForecast.Range range) {
            assertThat(List.of(
                            range.quantiles().p10(),
                            range.p35(),
                            range.quantiles().p50(),
                            range.quantiles().p90()))
                    .allMatch(Double::isFinite)
                    .isSorted();
        }
    }

    private static double meanStart(List<StartForecast> starts) {
        return starts.stream().mapToDouble(SimulationTest::median).average().orElseThrow();
    }

    private static double median(StartForecast start) {
        return start instanceof StartForecast.Range range ? range.quantiles().p50() : Double.NaN;
    }

    private static List<StartForecast> run(LineState state) {
        return Simulation.run(state, Simulation.PATHS, 42);
    }
}
