package org.careturn.forecasting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.careturn.forecasting.jdbc.ForecastStore;
import org.careturn.platform.Background;
import org.careturn.platform.ChangeFeed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps the forecasts up to date, on one thread beside the requests: after each commit, those of one facility gathered, and
 * each minute. Whatever commits only leaves a mark here, so nothing waits for a forecast.
 */
@Component
class Forecaster extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(Forecaster.class);
    private static final Duration GATHER = Duration.ofMillis(250);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration OLD = Duration.ofSeconds(55);
    /** A facility whose forecast takes long gets it less often: of the time, at most one part in so many. */
    private static final int SHARE = 5;

    private final ForecastRun run;
    private final NoticeGiver notices;
    private final Learning learning;
    private final ForecastStore store;
    private final Clock clock;
    private final ReentrantLock working = new ReentrantLock();
    private final Object lock = new Object();
    /** When each facility's forecast is due, in the machine's nanoseconds. */
    private final Map<UUID, Long> due = new HashMap<>();

    private final Map<UUID, Long> notBefore = new HashMap<>();

    Forecaster(ForecastRun run, NoticeGiver notices, Learning learning, ForecastStore store, Clock clock) {
        super("forecasts");
        this.run = run;
        this.notices = notices;
        this.learning = learning;
        this.store = store;
        this.clock = clock;
    }

    @EventListener
    void committed(ChangeFeed.Committed change) {
        mark(change.facilityId(), GATHER);
    }

    private void mark(UUID facilityId, Duration in) {
        synchronized (lock) {
            long at = System.nanoTime() + in.toNanos();
            Long least = notBefore.get(facilityId);
            long when = least != null && least - at > 0 ? least : at;
            due.merge(facilityId, when, (a, b) -> a - b < 0 ? a : b);
            lock.notifyAll();
        }
    }

    @Override
    protected void work() throws InterruptedException {
        long look = System.nanoTime();
        boolean failing = false;
        while (isRunning()) {
            UUID next = next(look);
            if (next != null) {
                update(next);
                continue;
            }
            try {
                Instant now = clock.instant();
                store.behind(now.minus(OLD), now).forEach(facility -> mark(facility, Duration.ZERO));
                failing = false;
            } catch (RuntimeException unavailable) {
                if (!failing && isRunning()) {
                    LOG.warn("it can't be seen whose forecasts are old; trying again", unavailable);
                }
                failing = true;
            }
            look = System.nanoTime() + LOOK.toNanos();
        }
    }

    /** The facility whose forecast is due first, when it is; null when it is time to look around. */
    private @Nullable UUID next(long look) throws InterruptedException {
        synchronized (lock) {
            while (true) {
                long now = System.nanoTime();
                if (look - now <= 0) {
                    return null;
                }
                UUID first = null;
                long at = look;
                for (Map.Entry<UUID, Long> entry : due.entrySet()) {
                    if (entry.getValue() - at < 0) {
                        first = entry.getKey();
                        at = entry.getValue();
                    }
                }
                if (first != null && at - now <= 0) {
                    due.remove(first);
                    return first;
                }
                lock.wait(Math.max(1, (at - now) / 1_000_000));
            }
        }
    }

    private void update(UUID facilityId) {
        long begin = System.nanoTime();
        try {
            if (now(facilityId) instanceof ForecastRun.Result.Taken) {
                mark(facilityId, RETRY);
            }
        } catch (RuntimeException failure) {
            if (isRunning()) {
                LOG.warn("the forecasts of facility {} failed; trying again", facilityId, failure);
                mark(facilityId, AFTER_FAILURE);
            }
        }
        synchronized (lock) {
            long end = System.nanoTime();
            notBefore.values().removeIf(at -> at - end < 0);
            notBefore.put(facilityId, end + (SHARE - 1) * (end - begin));
        }
    }

    /** Works the facility's forecasts out, unless they are up to date or another node does; tells those who are to be told. */
    ForecastRun.Result now(UUID facilityId) {
        working.lock();
        try {
            ForecastRun.Result result = run.compute(facilityId, backlog());
            if (result instanceof ForecastRun.Result.Done(var all)) {
                for (ForecastRun.Due one : all) {
                    give(one);
                }
            }
            return result;
        } catch (RuntimeException failure) {
            learning.forgetAll(); // it may have learnt what was rolled back
            throw failure;
        } finally {
            working.unlock();
        }
    }

    /** Forgets what was learnt of the facility, so that the next forecast learns it anew from its history. */
    void rebuild(UUID facilityId) {
        run.forget(facilityId);
    }

    private void give(ForecastRun.Due due) {
        try {
            notices.give(due);
        } catch (RuntimeException failure) {
            LOG.warn(
                    "a notice for entry {} failed; it comes again with the next forecast",
                    due.told().entryId(),
                    failure);
        }
    }

    private int backlog() {
        synchronized (lock) {
            return due.size();
        }
    }
}
