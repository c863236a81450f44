package org.careturn.forecasting;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.careturn.forecasting.jdbc.ForecastStore;
import org.careturn.platform.Actor;
import org.careturn.platform.openapi.ApiName;
import org.careturn.queueing.Entries;
import org.careturn.queueing.Entry;
import org.careturn.queueing.EntryState;
import org.careturn.queueing.TurnForecast;
import org.careturn.scheduling.Appointment;
import org.careturn.scheduling.AppointmentForecasts;
import org.careturn.scheduling.Appointments;
import org.careturn.scheduling.NoShowRisk;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Forecasts for those whom they concern: staff of the facility, and the patient himself. */
@Service
public class Forecasts {
    private final ForecastStore store;
    private final Entries entries;
    private final Appointments appointments;
    private final AppointmentForecasts booked;
    private final Clock clock;

    Forecasts(
            ForecastStore store, Entries entries, Appointments appointments, AppointmentForecasts booked, Clock clock) {
        this.store = store;
        this.entries = entries;
        this.appointments = appointments;
        this.booked = booked;
        this.clock = clock;
    }

    /** When the entry's turn will come; UNKNOWN once it waits no more, and for a moment after it has entered. */
    @Transactional(readOnly = true)
    public TurnForecast ofEntry(Actor actor, UUID entryId) {
        Entry entry = entries.get(actor, entryId);
        TurnForecast forecast = entry.state() == EntryState.WAITING || entry.state() == EntryState.ON_HOLD
                ? store.of(List.of(entryId)).get(entryId)
                : null;
        return forecast == null ? TurnForecast.unknown(0, clock.instant()) : forecast;
    }

    /**
     * What is forecast of an appointment.
     *
     * @param start a range, for one of today whose patient isn't there yet; UNKNOWN otherwise
     * @param noShow for staff, of one that is booked
     */
    @ApiName("AppointmentForecast")
    public record OfAppointment(
            TurnForecast start, @Nullable NoShowRisk noShow) {}

    /** When the appointment will begin; and, for staff, how likely it is that the patient doesn't come. */
    @Transactional(readOnly = true)
    public OfAppointment ofAppointment(Actor actor, UUID appointmentId) {
        Appointment appointment = appointments.get(actor, appointmentId);
        List<Appointment> one = List.of(appointment);
        TurnForecast start = booked.starts(one).get(appointmentId);
        return new OfAppointment(
                start == null ? TurnForecast.unknown(0, clock.instant()) : start,
                actor.mayIn(appointment.facilityId()) ? booked.noShowRisks(one).get(appointmentId) : null);
    }
}
