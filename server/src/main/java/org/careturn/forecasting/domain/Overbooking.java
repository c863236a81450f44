package org.careturn.forecasting.domain;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** How many more people than seats may be booked, since some of them won't come. */
public final class Overbooking {
    /** More come than there are seats in at most one of ten such hours. */
    private static final double RISK = .1;

    private Overbooking() {}

    /**
     * What to do.
     *
     * @param expectedNoShows of those who are booked, how many don't come on average
     * @param seats to be booked beyond the others; 0 where that would be too much
     * @param overload the probability that more come than there are seats, once these are booked
     */
    public record Suggestion(double expectedNoShows, int seats, double overload) {}

    /**
     * Weighs it up: everybody comes or not by himself, and seats that are free will be booked first.
     *
     * @param booked the probability that he comes, of each
     * @param seats how many people there is time for
     * @param free of these
     * @param most the service allows so many more
     * @param usual the probability that somebody comes of whom nothing is known
     */
    public static Suggestion of(List<Double> booked, int seats, int free, int most, double usual) {
        double[] come = {1};
        double missing = 0;
        for (double shows : booked) {
            come = with(come, shows);
            missing += 1 - shows;
        }
        for (double shows : Collections.nCopies(free, usual)) {
            come = with(come, shows);
        }
        int suggested = 0;
        double overload = beyond(come, seats);
        for (int more = 1; more <= most; more++) {
            come = with(come, usual);
            double then = beyond(come, seats);
            if (then > RISK) {
                break;
            }
            suggested = more;
            overload = then;
        }
        return new Suggestion(missing, suggested, overload);
    }

    /** The probabilities of 0, 1, 2 … people, with one more who comes or not. */
    private static double[] with(double[] come, double shows) {
        double[] next = new double[come.length + 1];
        for (int n = 0; n < come.length; n++) {
            next[n] += come[n] * (1 - shows);
            next[n + 1] += come[n] * shows;
        }
        return next;
    }

    private static double beyond(double[] come, int seats) {
        return seats + 1 >= come.length
                ? 0
                : Math.min(1, Arrays.stream(come, seats + 1, come.length).sum());
    }
}
