package org.careturn.forecasting;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Where the forecast hears who was reminded; it doesn't know who reminds. */
public interface SentReminders {

    /** Of these appointments, those whose patient was sent a reminder. */
    Set<UUID> among(Collection<UUID> appointmentIds);
}
