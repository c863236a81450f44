package org.careturn.forecasting.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.careturn.queueing.domain.OrderRule;

/**
 * Monte Carlo of queues from their present state: the policy itself picks among the heads, desks work as they are known to,
 * people come, leave, or don't show up. One path gives a start for everybody who waits; many give its percentiles.
 *
 * <p>Who gives up in a path, or doesn't come, still gets the start that he would have had, and takes nobody's time: a
 * forecast tells what happens to who comes and stays.
 */
public final class Simulation {
    public static final int PATHS = 200;

    /** Nobody's start is looked for beyond this, in seconds. */
    private static final double HORIZON = Quantiles.MOST;

    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final LineState state;
    private final OrderRule rule;
    private final Buckets buckets;
    private final int[][] eligible;
    private final LineState.Desk[] desks;
    private final LineState.Service[] services;
    private final Demand demand;
    private final double[] freeAt;
    private final int waiting;
    private final int expected;
    private final int[] passedOver;
    private int passedOverCount;
    private final int[] calls;

    private Simulation(LineState state) {
        this.state = state;
        rule = state.rule();
        buckets = new Buckets(state);
        desks = state.desks().toArray(new LineState.Desk[0]);
        services = state.services().toArray(new LineState.Service[0]);
        eligible = Arrays.stream(desks).map(buckets::placesOf).toArray(int[][]::new);
        demand = new Demand(state, buckets);
        freeAt = new double[desks.length];
        waiting = state.waiting().size();
        expected = state.expected().size();
        passedOver = new int[waiting];
        calls = new int[services.length];
    }

    /** Of who waits, and of who is booked and not yet there, in their order. */
    public record Starts(List<StartForecast> waiting, List<StartForecast> expected) {}

    /**
     * Forecasts the start of everybody who waits.
     *
     * @param paths how many, at least 1
     * @param seed the same gives the same
     * @return in the order of {@code state.waiting()}
     */
    public static List<StartForecast> run(LineState state, int paths, long seed) {
        return run(state, paths, seed, false).waiting();
    }

    /** Forecasts the start of who is booked, too: each as if he came. */
    public static Starts runAll(LineState state, int paths, long seed) {
        return run(state, paths, seed, true);
    }

    private static Starts run(LineState state, int paths, long seed, boolean all) {
        Simulation simulation = new Simulation(state);
        int count = Math.max(1, paths);
        int answered = simulation.waiting + (all ? simulation.expected : 0);
        double[][] starts = new double[answered][count];
        for (int path = 0; path < count; path++) {
            simulation.path(path, starts, new SplittableRandom(seed + 0x9E3779B97F4A7C15L * path));
        }
        List<StartForecast> waiting = new ArrayList<>(simulation.waiting);
        for (int i = 0; i < simulation.waiting; i++) {
            LineState.Waiting waiter = state.waiting().get(i);
            waiting.add(simulation.summary(waiter.queue(), waiter.doctor(), starts[i], false));
        }
        List<StartForecast> expected = new ArrayList<>();
        for (int i = simulation.waiting; i < answered; i++) {
            LineState.Expected booked = state.expected().get(i - simulation.waiting);
            expected.add(simulation.summary(booked.queue(), booked.doctor(), starts[i], true));
        }
        return new Starts(waiting, expected);
    }

    private void path(int path, double[][] starts, SplittableRandom random) {
        buckets.reset();
        demand.reset(random);
        Arrays.fill(calls, 0);
        passedOverCount = 0;
        for (double[] mine : starts) {
            mine[path] = NEVER;
        }
        for (int i = 0; i < waiting; i++) {
            if (state.waiting().get(i).skipCalls() > 0) {
                passedOver[passedOverCount++] = i;
            }
        }
        for (int d = 0; d < desks.length; d++) {
            freeAt[d] = firstFree(desks[d], random);
        }
        for (int remaining = starts.length; remaining > 0; ) {
            int desk = nextDesk();
            if (desk < 0) {
                return;
            }
            double now = freeAt[desk];
            if (now > HORIZON) {
                return;
            }
            demand.arriveUntil(now, random);
            int bucket = buckets.pick(eligible[desk], rule, now);
            int called = bucket >= 0 ? buckets.take(bucket) : takePassedOver(desk);
            if (called < 0) {
                double next = demand.next();
                freeAt[desk] = next == NEVER ? NEVER : desks[desk].opensAt(Math.max(next, now + 1e-6));
                continue;
            }
            int queue = bucket >= 0
                    ? buckets.queue(bucket)
                    : state.waiting().get(called).queue();
            LineState.Service service = services[queue];
            if (called < starts.length) {
                starts[called][path] = now;
                remaining--;
            }
            if (called >= waiting && !demand.isThere(called)) {
                continue;
            }
            double waited = called < waiting ? now : now - demand.arrivedAt(called);
            if (service.leaving() > 0 && random.nextDouble() > Math.exp(-service.leaving() * waited)) {
                continue;
            }
            double lasts = service.times().draw(random) * service.factor(desks[desk].doctor());
            freeAt[desk] = desks[desk].opensAt(now + lasts + service.turnRound().draw(random));
            calls[queue]++;
            if (passedOverCount > 0) {
                takeBack(queue);
            }
        }
    }

    private int nextDesk() {
        int earliest = -1;
        double at = NEVER;
        for (int d = 0; d < freeAt.length; d++) {
            if (freeAt[d] < at) {
                at = freeAt[d];
                earliest = d;
            }
        }
        return earliest;
    }

    /** Those who missed a call stand at their place again when enough others were called. */
    private void takeBack(int queue) {
        for (int i = 0; i < passedOverCount; i++) {
            LineState.Waiting w = state.waiting().get(passedOver[i]);
            if (w.queue() == queue && w.skipCalls() <= calls[queue]) {
                buckets.add(buckets.placeOf(w), passedOver[i]);
                removePassedOver(i--);
            }
        }
    }

    /** Where nobody else can be called, they are not passed over; -1 where there is none for this desk. */
    private int takePassedOver(int desk) {
        for (int i = 0; i < passedOverCount; i++) {
            LineState.Waiting w = state.waiting().get(passedOver[i]);
            boolean his = w.doctor() == LineState.ANYBODY || w.doctor() == desks[desk].doctor();
            if (his && desks[desk].calls(w.queue())) {
                int taken = passedOver[i];
                removePassedOver(i);
                return taken;
            }
        }
        return -1;
    }

    private void removePassedOver(int at) {
        System.arraycopy(passedOver, at + 1, passedOver, at, passedOverCount - at - 1);
        passedOverCount--;
    }

    private double firstFree(LineState.Desk desk, SplittableRandom random) {
        double free = switch (desk.activity()) {
            case LineState.Activity.Serving serving
            when serving.queue() < services.length -> {
                LineState.Service service = services[serving.queue()];
                yield service.times().drawRemaining(serving.elapsed(), service.factor(desk.doctor()), random)
                        + service.turnRound().draw(random);
            }
            case LineState.Activity.TurningRound turning -> turnRound(desk).drawRemaining(turning.elapsed(), 1, random);
            case LineState.Activity.Serving unknown -> 0;
            case LineState.Activity.Ready ready -> 0;
        };
        return desk.opensAt(Math.max(free, desk.from()));
    }

    private DurationLaw turnRound(LineState.Desk desk) {
        for (int q = 0; q < services.length; q++) {
            if (desk.calls(q)) {
                return services[q].turnRound();
            }
        }
        return DurationLaw.constant(0);
    }

    private StartForecast summary(int queue, int doctor, double[] starts, boolean comesLater) {
        boolean onDuty = false;
        double planned = NEVER;
        double latest = 0;
        for (LineState.Desk desk : desks) {
            if (desk.calls(queue) && (doctor == LineState.ANYBODY || doctor == desk.doctor())) {
                // whoever isn't there yet may wait for a doctor who isn't either
                onDuty |= desk.onDuty() || (comesLater && desk.from() > 0);
                planned = desk.from() > 0 ? Math.min(planned, desk.from()) : planned;
                latest = desk.end() < NEVER ? Math.max(latest, desk.end()) : latest;
            }
        }
        Arrays.sort(starts);
        int reached = starts.length;
        while (reached > 0 && starts[reached - 1] == NEVER) {
            reached--;
        }
        if (!onDuty && planned < NEVER) {
            return new StartForecast.NotBefore(planned);
        }
        if (!onDuty || 2 * reached < starts.length) {
            return new StartForecast.Unknown();
        }
        int count = starts.length;
        // Who isn't reached waits to the end of those who work, at least.
        Arrays.fill(starts, reached, count, Math.max(latest, starts[reached - 1]));
        return new StartForecast.Range(
                Quantiles.of(
                        Quantiles.of(starts, count, .1),
                        Quantiles.of(starts, count, .5),
                        Quantiles.of(starts, count, .9)),
                Quantiles.of(starts, count, .35),
                1 - (double) reached / count);
    }
}
