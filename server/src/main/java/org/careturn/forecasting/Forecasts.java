package org.careturn.forecasting;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.careturn.forecasting.jdbc.ForecastStore;
import org.careturn.platform.Actor;
import org.careturn.queueing.Entries;
import org.careturn.queueing.Entry;
import org.careturn.queueing.EntryState;
import org.careturn.queueing.TurnForecast;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Forecasts for those whom they concern: staff of the facility, and the patient himself. */
@Service
public class Forecasts {
    private final ForecastStore store;
    private final Entries entries;
    private final Clock clock;

    Forecasts(ForecastStore store, Entries entries, Clock clock) {
        this.store = store;
        this.entries = entries;
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
}
