package org.careturn.analytics;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.careturn.analytics.domain.Figures;
import org.careturn.platform.openapi.ApiName;
import org.jspecify.annotations.Nullable;

/**
 * Figures of a period beside those of as many days before it.
 *
 * @param appointments null where a category is asked about, which an appointment doesn't have
 */
public record FiguresReport(
        UUID facilityId,
        LocalDate firstDay,
        LocalDate lastDay,
        LocalDate previousFirstDay,
        By by,
        Figures total,
        Figures previousTotal,
        @Nullable Appointments appointments,
        @Nullable Appointments previousAppointments,
        List<Line> lines) {

    /**
     * A day, an hour, a service, a doctor or a category.
     *
     * @param key the date, the hour from 0 to 23, the id, or the urgency; null: nobody has called them
     * @param name of the service or the doctor
     */
    @ApiName("FiguresLine")
    public record Line(@Nullable String key, @Nullable String name, Figures now, Figures previous) {}

    /** Appointments of days that were kept or not. */
    @ApiName("AppointmentsKept")
    public record Appointments(int booked, int came, int noShows, int cancelled) {}
}
