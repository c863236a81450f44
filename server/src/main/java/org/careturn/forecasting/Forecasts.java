package org.careturn.forecasting;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.forecasting.jdbc.ForecastStore;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
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

    Forecasts(ForecastStore store, Entries entries) {
        this.store = store;
        this.entries = entries;
    }

    /** When the entry's turn will come; NOT_FOUND once it waits no more, and for a moment after it has entered. */
    @Transactional(readOnly = true)
    public TurnForecast ofEntry(Actor actor, UUID entryId) {
        Entry entry = entries.get(actor, entryId);
        TurnForecast forecast =
                entry.state() == EntryState.WAITING || entry.state() == EntryState.ON_HOLD
                        ? store.of(List.of(entryId)).get(entryId)
                        : null;
        if (forecast == null) {
            throw new RefusedException(CommonProblem.NOT_FOUND, "There is no forecast for this entry.");
        }
        return forecast;
    }

    /** Counts the forecasts of each queue, so that who has seen one knows whether there is a newer one. */
    public Map<UUID, Map<UUID, Long>> serials() {
        return store.serials();
    }
}
