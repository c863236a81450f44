package org.careturn.analytics;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.careturn.platform.openapi.ApiName;
import org.jspecify.annotations.Nullable;

/**
 * Weekdays by hours.
 *
 * @param unreliable entries whose times were entered late or undone: their waits are left out
 */
public record HeatMap(
        UUID facilityId,
        LocalDate firstDay,
        LocalDate lastDay,
        LocalDate previousFirstDay,
        List<Cell> cells,
        int unreliable) {

    /**
     * One hour of one weekday; those in which nobody came are left out.
     *
     * @param weekday of the service day, 1 Monday to 7 Sunday
     * @param hour local, 0 to 23
     * @param arrivalsPerDay by how many such days the period has
     * @param waitP50 minutes; null without waits
     */
    @ApiName("HeatMapCell")
    public record Cell(
            int weekday,
            int hour,
            int arrivals,
            double arrivalsPerDay,
            @Nullable Double waitP50,
            @Nullable Double waitP90,
            int previousArrivals,
            @Nullable Double previousWaitP50) {}
}
