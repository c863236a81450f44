package org.careturn.forecasting.domain;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one who waits at the moment of a forecast, for the correction of what the simulation says.
 *
 * @param category of like cases: a queue's urgency; from 0
 * @param ahead people who would be called before
 * @param simulated what the simulation of the queue says; null where there is none
 * @param headWait seconds that the one at the head of the line has waited, 0 where nobody waits
 * @param recentWait mean wait of the latest who started, in seconds
 * @param startsLastHour services begun within the last hour
 * @param hour of the facility's day, with fraction, from 0 to 24
 * @param weekend whether the facility's weekday is one of its weekend
 */
public record Situation(
        int category,
        int ahead,
        @Nullable Quantiles simulated,
        double headWait,
        double recentWait,
        int startsLastHour,
        double hour,
        boolean weekend) {

    /** Hours of the day in bins of so many hours. */
    int hourBin(int hours) {
        double within = hour >= 0 && hour < 24 ? hour : 0;
        return (int) (within / hours);
    }
}
