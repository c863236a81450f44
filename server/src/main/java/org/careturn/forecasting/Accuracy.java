package org.careturn.forecasting;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Urgency;
import org.careturn.forecasting.jdbc.AccuracyStore;
import org.careturn.platform.Actor;
import org.careturn.platform.DaySpan;
import org.careturn.platform.openapi.ApiName;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How what people were told compares with what happened. Computed from the stored samples, and from nothing else. */
@Service
public class Accuracy {
    private static final int LONGEST = 92;

    private final AccuracyStore store;
    private final Facilities facilities;

    Accuracy(AccuracyStore store, Facilities facilities) {
        this.store = store;
        this.facilities = facilities;
    }

    /**
     * All of a facility's days.
     *
     * @param booked of those who were booked and not there yet; null where none of them was told anything
     * @param unreliable entries whose times were entered late, undone or too long to be true: left out
     */
    @ApiName("AccuracyReport")
    public record Report(
            UUID facilityId,
            LocalDate firstDay,
            LocalDate lastDay,
            List<Line> lines,
            List<Notices> notices,
            @Nullable Booked booked,
            int unreliable) {}

    /**
     * Forecasts of one queue, urgency and horizon.
     *
     * @param horizonMinutes how long before the start it was told, at least: 0, 15, 30, 60 or 120
     * @param told how many samples of what people were told
     * @param meanError minutes between the median told and the start, without sign
     * @param underP90 the part that had started by P90
     * @param inRange the part that started between P10 and P90
     * @param meanWidth of the range, minutes
     */
    @ApiName("AccuracyLine")
    public record Line(
            UUID queueId,
            Urgency urgency,
            int horizonMinutes,
            int told,
            double meanError,
            double underP90,
            double inRange,
            double meanWidth) {}

    /**
     * Forecasts of those who were booked, at most every ten minutes until they came; all of a facility as one group.
     *
     * @param told how many samples of what people were told
     * @param meanError minutes between the median told and the start, without sign
     * @param underP90 the part that had started by P90
     * @param inRange the part that started between P10 and P90
     * @param meanWidth of the range, minutes
     */
    @ApiName("AccuracyBooked")
    public record Booked(int told, double meanError, double underP90, double inRange, double meanWidth) {}

    /**
     * Notices before the turn, of one queue and urgency.
     *
     * @param within10to20 the part given 10 to 20 minutes before the start
     * @param within5to30 the part given 5 to 30 minutes before it
     */
    @ApiName("AccuracyNotices")
    public record Notices(UUID queueId, Urgency urgency, int given, double within10to20, double within5to30) {}

    /** Of the service days from the first to the last, at most 92 days apart; for the facility's administrators. */
    @Transactional(readOnly = true)
    public Report of(Actor actor, UUID facilityId, LocalDate firstDay, LocalDate lastDay) {
        Facility facility = facilities.visible(actor, facilityId);
        DaySpan.check(firstDay, lastDay, LONGEST);
        return new Report(
                facility.id(),
                firstDay,
                lastDay,
                store.lines(facilityId, firstDay, lastDay),
                store.notices(facilityId, firstDay, lastDay),
                store.booked(facilityId, firstDay, lastDay),
                store.unreliable(facilityId, firstDay, lastDay));
    }
}
