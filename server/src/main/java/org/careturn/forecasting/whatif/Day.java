package org.careturn.forecasting.whatif;

import java.util.Arrays;
import java.util.List;
import org.careturn.facilities.Urgency;
import org.careturn.forecasting.domain.LineState;
import org.careturn.queueing.domain.OrderRule;

/**
 * A whole day of queues that are served together. Times are seconds since its begin; queues are numbered from 0.
 *
 * @param rules of each queue, as is {@code services}
 * @param people who came, or are booked
 * @param desks when and for which queues somebody is at work; each has an end
 * @param services of each queue; their arrivals are the walk-ins to be drawn, by hour since the day's begin
 * @param demand factors of who comes, by hour since the day's begin; 1 beyond its end
 */
public record Day(
        List<OrderRule> rules,
        List<Person> people,
        List<LineState.Desk> desks,
        List<LineState.Service> services,
        List<Double> demand) {

    public Day {
        rules = List.copyOf(rules);
        people = List.copyOf(people);
        desks = List.copyOf(desks);
        services = List.copyOf(services);
        demand = List.copyOf(demand);
    }

    /**
     * One who came, or who is booked.
     *
     * @param arrives when he is there
     * @param since from when he counts as waiting
     * @param waitsFrom from when his wait is measured: his arrival, or his booked time if that is later
     * @param doctor whom he waits for, or {@link LineState#ANYBODY}
     * @param shows the probability that he comes
     */
    public record Person(
            int queue, Urgency urgency, double arrives, double since, double waitsFrom, int doctor, double shows) {}

    /** The same day with each hour's demand times such a factor. */
    public Day withDemand(double factor) {
        Double[] hours = new Double[25];
        Arrays.fill(hours, factor);
        return new Day(rules, people, desks, services, List.of(hours));
    }

    double demand(double at) {
        int hour = (int) (Math.max(0, at) / 3600);
        return hour < demand.size() ? demand.get(hour) : 1;
    }

    double mostDemand() {
        return demand.stream().mapToDouble(f -> f).reduce(1, Math::max);
    }
}
