package org.careturn.forecasting.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * How many people come in each hour of a weekday, by urgency, as observed on the days that are over; each weekday shrunk to
 * all days.
 */
public final class ArrivalRates {
    private static final int HOURS = 24;
    private static final int WEEKDAYS = 7;
    private static final int URGENCIES = 5;
    /** Days of all weekdays that a weekday's own are mixed with. */
    private static final double SHRINK = 4;

    private final double[][][] counts = new double[WEEKDAYS + 1][HOURS][URGENCIES];
    private final int[] days = new int[WEEKDAYS + 1];

    /**
     * Takes note of a day that is over.
     *
     * @param weekday 1 for Monday to 7
     * @param arrivals by hour, then urgency, IMMEDIATE first
     */
    public void observeDay(int weekday, int[][] arrivals) {
        for (int kind : new int[] {0, Math.clamp(weekday, 1, WEEKDAYS)}) {
            days[kind]++;
            for (int hour = 0; hour < Math.min(HOURS, arrivals.length); hour++) {
                for (int u = 0; u < Math.min(URGENCIES, arrivals[hour].length); u++) {
                    counts[kind][hour][u] += Math.max(0, arrivals[hour][u]);
                }
            }
        }
    }

    /**
     * What the simulation wants: people per second by urgency, for each hour from now to the end of the day.
     *
     * @param hour of the day, with fraction
     */
    public List<double[]> from(int weekday, double hour) {
        List<double[]> rates = new ArrayList<>();
        if (!(hour >= 0)) {
            return rates;
        }
        for (double at = hour; at < HOURS; at++) {
            int first = (int) at;
            double ofNext = at - first;
            double[] rate = new double[URGENCIES];
            for (int u = 0; u < URGENCIES; u++) {
                double next = first + 1 < HOURS ? perSecond(weekday, first + 1, u) : 0;
                rate[u] = (1 - ofNext) * perSecond(weekday, first, u) + ofNext * next;
            }
            rates.add(rate);
        }
        return rates;
    }

    private double perSecond(int weekday, int hour, int urgency) {
        if (days[0] == 0) {
            return 0;
        }
        int own = Math.clamp(weekday, 1, WEEKDAYS);
        double all = counts[0][hour][urgency] / days[0];
        return (counts[own][hour][urgency] + SHRINK * all) / (days[own] + SHRINK) / 3600;
    }
}
