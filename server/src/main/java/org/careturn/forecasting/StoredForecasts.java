package org.careturn.forecasting;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.careturn.forecasting.jdbc.ForecastStore;
import org.careturn.queueing.TurnForecast;
import org.careturn.queueing.TurnForecasts;
import org.springframework.stereotype.Component;

/** What all nodes serve: that which is stored. */
@Component
class StoredForecasts implements TurnForecasts {
    private final ForecastStore store;

    StoredForecasts(ForecastStore store) {
        this.store = store;
    }

    @Override
    public Map<UUID, TurnForecast> of(Collection<UUID> entryIds) {
        return store.of(entryIds);
    }

    @Override
    public Map<UUID, Map<UUID, Long>> serials() {
        return store.serials();
    }
}
