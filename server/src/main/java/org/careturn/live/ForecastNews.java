package org.careturn.live;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.careturn.platform.Background;
import org.careturn.queueing.TurnForecasts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Looks every five seconds whose forecasts are new, whichever node made them, and lets the streams know. They move more often
 * than anybody wants to see.
 */
@Component
class ForecastNews extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(ForecastNews.class);
    private static final Duration PACE = Duration.ofSeconds(5);

    private final TurnForecasts forecasts;
    private final ObjectProvider<LiveStreams> streams;
    private volatile Map<UUID, Map<UUID, Long>> serials = Map.of();

    ForecastNews(TurnForecasts forecasts, ObjectProvider<LiveStreams> streams) {
        super("forecast news");
        this.forecasts = forecasts;
        this.streams = streams;
    }

    /** How many forecasts each queue of the facility had. */
    Map<UUID, Long> serials(UUID facilityId) {
        return serials.getOrDefault(facilityId, Map.of());
    }

    @Override
    protected void work() throws InterruptedException {
        boolean failing = false;
        while (isRunning()) {
            Thread.sleep(PACE);
            try {
                look();
                failing = false;
            } catch (DataAccessException unavailable) {
                if (!failing && isRunning()) {
                    LOG.warn("it can't be seen whose forecasts are new; trying again", unavailable);
                }
                failing = true;
            }
        }
    }

    private void look() {
        if (streams.getObject().all().isEmpty()) {
            return;
        }
        Map<UUID, Map<UUID, Long>> before = serials;
        Map<UUID, Map<UUID, Long>> now = forecasts.serials();
        serials = now;
        for (EventStream stream : streams.getObject().all()) {
            boolean moved = switch (stream.scope()) {
                case Scope.Staff staff -> moved(before, now, staff.facilityId());
                case Scope.Ticket ticket -> moved(before, now, ticket.facilityId());
                case Scope.Patient patient -> !before.equals(now);
                case Scope.Board board -> false;
            };
            if (moved) {
                stream.signalForecasts();
            }
        }
    }

    private static boolean moved(Map<UUID, Map<UUID, Long>> before, Map<UUID, Map<UUID, Long>> now, UUID facilityId) {
        return !now.getOrDefault(facilityId, Map.of()).equals(before.getOrDefault(facilityId, Map.of()));
    }
}
