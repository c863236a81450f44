package org.careturn.queueing;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Where the queue hears when turns will come; it doesn't know who works that out. */
public interface TurnForecasts {

    /** What is stored of these entries, by their ids; entries of which nothing is known yet are missing. */
    Map<UUID, TurnForecast> of(Collection<UUID> entryIds);

    /** How many forecasts each queue had, by facility and queue: who has seen one knows by it whether there is a newer one. */
    Map<UUID, Map<UUID, Long>> serials();
}
