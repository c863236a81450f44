package org.careturn.forecasting;

import java.util.UUID;
import org.careturn.queueing.TurnForecast;

/** What is to be told of an appointment of today whose patient isn't there yet. */
public record ToldBooked(UUID appointmentId, UUID queueId, TurnForecast forecast) {}
