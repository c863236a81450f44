package org.careturn.scheduling;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.careturn.queueing.TurnForecast;

/** Where appointments hear what is forecast of them; they don't know who works that out. */
public interface AppointmentForecasts {

    /** Of those that are booked and whose day isn't over, by their ids; to be shown to staff only. All of one facility. */
    Map<UUID, NoShowRisk> noShowRisks(Collection<Appointment> appointments);

    /** When those of today whose patient isn't there yet will begin, by their ids; what isn't known is missing. */
    Map<UUID, TurnForecast> starts(Collection<Appointment> appointments);
}
