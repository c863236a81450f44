package org.careturn.forecasting.domain;

import java.util.List;
import org.careturn.facilities.Urgency;
import org.careturn.queueing.domain.OrderRule;

/**
 * All that the simulation knows of queues that are served together. Times are seconds from now, negative in the past.
 * Queues and doctors are numbered from 0 by whoever asks.
 *
 * @param waiting everybody who waits
 * @param desks those at work, on a break, or planned for later
 * @param expected people booked and not yet there
 * @param services by queue
 */
public record LineState(
        OrderRule rule, List<Waiting> waiting, List<Desk> desks, List<Expected> expected, List<Service> services) {
    public LineState {
        waiting = List.copyOf(waiting);
        desks = List.copyOf(desks);
        expected = List.copyOf(expected);
        services = List.copyOf(services);
    }

    /** For a doctor's number: anybody. */
    public static final int ANYBODY = -1;

    /**
     * One who waits.
     *
     * @param doctor whom he waits for, or {@link #ANYBODY}
     * @param skipCalls after a missed call: passed over while so many others can be called
     */
    public record Waiting(int queue, Urgency urgency, double since, long tie, int doctor, int skipCalls) {}

    /**
     * A doctor or clerk at work.
     *
     * @param queues he calls from: bit q for queue q
     * @param from when he begins; 0 or less for who is there
     * @param end from when he calls nobody any more; infinite where nobody knows
     * @param activity what he does now
     * @param breaks in order, the one that lasts first; one whose end nobody knows ends at infinity
     */
    public record Desk(int doctor, long queues, double from, double end, Activity activity, List<Break> breaks) {
        public Desk {
            breaks = List.copyOf(breaks);
        }

        public boolean calls(int queue) {
            return (queues >>> queue & 1) != 0;
        }

        /** When he calls, who is free at a time: after his breaks; infinite where that is not before his end. */
        public double opensAt(double at) {
            double open = at;
            for (int i = 0; i < breaks.size(); i++) {
                Break pause = breaks.get(i);
                if (open >= pause.from() && open < pause.to()) {
                    open = pause.to();
                }
            }
            return open < end ? open : Double.POSITIVE_INFINITY;
        }

        /** Whether he is at work now, or it is known when he is back from his break. */
        boolean onDuty() {
            boolean gone = breaks.stream().anyMatch(b -> b.from() <= 0 && b.to() == Double.POSITIVE_INFINITY);
            return from <= 0 && end > 0 && !gone;
        }
    }

    /** What a desk does now. */
    public sealed interface Activity {
        /** Serves one of this queue, since so many seconds. */
        record Serving(int queue, double elapsed) implements Activity {}

        /** Has ended a service so many seconds ago, and calls when ready. */
        record TurningRound(double elapsed) implements Activity {}

        /** Calls at once. */
        record Ready() implements Activity {}
    }

    /** A pause between calls, in seconds from now. */
    public record Break(double from, double to) {}

    /**
     * One who is booked.
     *
     * @param at when he will be there
     * @param since from when he will count as waiting
     * @param doctor whom he will wait for, or {@link #ANYBODY}
     * @param shows the probability that he comes
     */
    public record Expected(int queue, Urgency urgency, double at, double since, int doctor, double shows) {}

    /**
     * A queue's service.
     *
     * @param times how long it takes, whoever gives it
     * @param factors of the doctors, by their numbers: 1 is as usual; doctors beyond its end are as usual
     * @param turnRound between the end of a service and the next call while somebody waits
     * @param leaving per second of waiting, the probability to give up
     * @param arrivals people per second by urgency (IMMEDIATE first) for each hour to come; nobody after these
     */
    public record Service(
            DurationLaw times, List<Double> factors, DurationLaw turnRound, double leaving, List<double[]> arrivals) {
        public Service {
            factors = List.copyOf(factors);
            arrivals = List.copyOf(arrivals);
        }

        public double factor(int doctor) {
            double factor = doctor >= 0 && doctor < factors.size() ? factors.get(doctor) : 1;
            return factor > .05 && factor < 20 ? factor : 1;
        }
    }
}
