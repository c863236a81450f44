package org.careturn.queueing;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Where the queue hears when turns will come; it doesn't know who works that out. */
public interface TurnForecasts {

    /** What is stored of these entries, by their ids; entries of which nothing is known yet are missing. */
    Map<UUID, TurnForecast> of(Collection<UUID> entryIds);
}
