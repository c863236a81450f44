package org.careturn.forecasting.whatif;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.OrderPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A day, and what would be different; what is null stays as it is.
 *
 * @param day one that is over is taken as it was recorded, another one as it is planned
 * @param desks all of the day's desks, instead of those that are recorded or planned
 * @param policy of all queues
 * @param demandPercent people who come, in per cent of those who do
 * @param demandByHour the same of single local hours, instead of {@code demandPercent}
 * @param durationPercent of services
 * @param meanMinutes of services, instead of {@code durationPercent}
 * @param days how often the day is simulated; 200 if null
 */
public record WhatIfRequest(
        @NotNull UUID facilityId,
        @NotNull LocalDate day,
        @Nullable @Size(max = 50) List<@NotNull @Valid Desks> desks,
        @Nullable OrderPolicy policy,
        @Nullable @Min(10) @Max(500) Integer demandPercent,
        @Nullable @Size(max = 24) List<@NotNull @Valid HourDemand> demandByHour,
        @Nullable @Min(10) @Max(500) Integer durationPercent,
        @Nullable @Min(1) @Max(480) Integer meanMinutes,

        @Nullable @Min(WhatIf.LEAST_PATHS) @Max(WhatIf.MOST_PATHS)
        Integer days) {

    /**
     * Desks that are open at the same time for the same queues.
     *
     * @param queueIds null: all of the facility's
     * @param closes local time; one that isn't after {@code opens} is of the next date, within the service day
     */
    public record Desks(
            @Nullable @Size(min = 1, max = 60) List<@NotNull UUID> queueIds,
            @NotNull LocalTime opens,
            @NotNull LocalTime closes,
            @Min(1) @Max(20) int count) {}

    /**
     * One hour's demand.
     *
     * @param hour of the local day, 0 to 23
     */
    public record HourDemand(
            @Min(0) @Max(23) int hour, @Min(0) @Max(500) int percent) {}
}
