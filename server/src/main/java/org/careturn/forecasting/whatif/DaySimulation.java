package org.careturn.forecasting.whatif;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.careturn.facilities.OrderPolicy;
import org.careturn.forecasting.domain.Buckets;
import org.careturn.forecasting.domain.LineState;
import org.careturn.queueing.domain.OrderRule;

/**
 * Plays whole days by the rules of the forecast's simulation: its lines, its desks, and the policy itself. The k-th service
 * of a queue takes the k-th duration, whoever is served.
 *
 * <p>Who is at work last for a queue carries on until nobody waits there: that is overtime.
 */
final class DaySimulation {
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final Day day;
    private final Buckets buckets;
    private final Crowd crowd;
    private final LineState.Desk[] desks;
    private final OrderRule[] rules;
    private final int[][] eligible;
    private final boolean[] last;
    private final double[] freeAt;
    private final double[] until;
    private final long[] services;
    private final double planned;

    DaySimulation(Day day, double mostDemand) {
        this.day = day;
        List<LineState.Waiting> people =
                day.people().stream().map(Crowd::waiting).toList();
        buckets = new Buckets(new LineState(day.rules().getFirst(), people, day.desks(), List.of(), day.services()));
        crowd = new Crowd(day, buckets, mostDemand);
        desks = day.desks().toArray(new LineState.Desk[0]);
        rules = Arrays.stream(desks).map(this::ruleOf).toArray(OrderRule[]::new);
        eligible = Arrays.stream(desks).map(buckets::placesOf).toArray(int[][]::new);
        last = new boolean[desks.length];
        for (int d = 0; d < desks.length; d++) {
            last[d] = isLast(desks[d]);
        }
        freeAt = new double[desks.length];
        until = new double[desks.length];
        services = new long[day.services().size()];
        planned = Arrays.stream(desks).mapToDouble(DaySimulation::planned).sum();
    }

    /** Plays a day; the same chance gives the same. */
    void play(Chance chance, DayFigures figures) {
        List<Crowd.Arrival> arrivals = crowd.of(chance);
        buckets.reset();
        Arrays.fill(services, 0);
        figures.begin(arrivals.size());
        double busy = 0;
        for (int d = 0; d < desks.length; d++) {
            freeAt[d] = opens(d, Math.max(0, desks[d].from()));
            until[d] = desks[d].end();
        }
        int come = 0;
        int first = day.people().size();
        for (int desk = earliest(); desk >= 0; desk = earliest()) {
            double now = freeAt[desk];
            while (come < arrivals.size() && arrivals.get(come).arrives() <= now) {
                Crowd.Arrival arrival = arrivals.get(come);
                buckets.add(arrival.line(), first + come, Buckets.micros(arrival.since()));
                come++;
            }
            int bucket = buckets.pick(eligible[desk], rules[desk], now);
            if (bucket < 0) {
                double next = come < arrivals.size() ? arrivals.get(come).arrives() : NEVER;
                freeAt[desk] = next < desks[desk].end() && now < desks[desk].end()
                        ? opens(desk, Math.max(next, now + 1e-6))
                        : NEVER;
                continue;
            }
            Crowd.Arrival called = arrivals.get(buckets.take(bucket) - first);
            LineState.Service service = day.services().get(called.queue());
            double present = Math.max(0, now - called.arrives());
            if (service.leaving() > 0 && called.patience() > Math.exp(-service.leaving() * present)) {
                figures.left();
                continue;
            }
            figures.served(called.level(), Math.max(0, now - called.waitsFrom()));
            long k = services[called.queue()]++;
            double lasts = service.times().at(chance.of(Chance.SERVICE, called.queue(), k))
                    * service.factor(desks[desk].doctor());
            busy += lasts;
            until[desk] = Math.max(until[desk], now + lasts);
            freeAt[desk] = opens(
                    desk,
                    now
                            + Math.max(lasts, 1e-6)
                            + service.turnRound().at(chance.of(Chance.TURN_ROUND, called.queue(), k)));
        }
        double overtime = 0;
        for (int d = 0; d < desks.length; d++) {
            overtime += until[d] - desks[d].end();
        }
        figures.end(busy, planned + overtime, overtime);
    }

    private int earliest() {
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

    private double opens(int desk, double at) {
        double opens = desks[desk].opensAt(at);
        return opens == NEVER && last[desk] && at >= desks[desk].from() ? at : opens;
    }

    /** A desk's rule is its queues' where they agree, else the default one, as at a real desk. */
    private OrderRule ruleOf(LineState.Desk desk) {
        List<OrderRule> its = IntStream.range(0, day.rules().size())
                .filter(desk::calls)
                .mapToObj(day.rules()::get)
                .distinct()
                .toList();
        OrderRule first = its.isEmpty() ? day.rules().getFirst() : its.getFirst();
        return its.size() <= 1
                ? first
                : new OrderRule(OrderPolicy.STRICT_WITH_PROMOTION, first.promotionFactor(), first.targets());
    }

    private boolean isLast(LineState.Desk desk) {
        for (int queue = 0; queue < day.services().size(); queue++) {
            int number = queue;
            if (desk.calls(queue)
                    && day.desks().stream().noneMatch(other -> other.calls(number) && other.end() > desk.end())) {
                return true;
            }
        }
        return false;
    }

    private static double planned(LineState.Desk desk) {
        double open = Math.max(0, desk.end() - desk.from());
        for (LineState.Break pause : desk.breaks()) {
            open -= Math.max(0, Math.min(pause.to(), desk.end()) - Math.max(pause.from(), desk.from()));
        }
        return Math.max(0, open);
    }
}
