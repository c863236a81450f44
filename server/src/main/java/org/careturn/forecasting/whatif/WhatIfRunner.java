package org.careturn.forecasting.whatif;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.careturn.platform.Background;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Works on one question at a time on each node; whose node dies is taken up by another when its lease has ended. */
@Component
class WhatIfRunner extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(WhatIfRunner.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration TOLD_EVERY = Duration.ofMillis(500);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration TIDIED_EVERY = Duration.ofHours(1);

    private final UUID me = UUID.randomUUID();
    private final WhatIfStore store;
    private final DayReader reader;
    private final Clock clock;
    private final boolean jobs;

    /** @param jobs whether this node does what happens by itself */
    WhatIfRunner(
            WhatIfStore store, DayReader reader, Clock clock, @Value("${db-scheduler.enabled:true}") boolean jobs) {
        super("what-if");
        this.jobs = jobs;
        this.store = store;
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public boolean isAutoStartup() {
        return jobs;
    }

    @Override
    protected void work() throws InterruptedException {
        Instant tidied = Instant.EPOCH;
        while (isRunning()) {
            try {
                Instant now = clock.instant();
                if (Duration.between(tidied, now).abs().compareTo(TIDIED_EVERY) > 0) {
                    store.forget(now.minus(KEPT));
                    tidied = now;
                }
                store.giveUp(now);
                Optional<WhatIfJob> job = store.claim(me);
                if (job.isPresent()) {
                    run(job.get());
                    continue;
                }
            } catch (DataAccessException | TransactionException unavailable) {
                LOG.debug("no what-if can be claimed now", unavailable);
            }
            Thread.sleep(PAUSE);
        }
    }

    void run(WhatIfJob job) {
        try {
            DayReader.Days days = reader.read(job.request(), clock.instant());
            Integer count = job.request().days();
            Progress progress = new Progress(job.id());
            WhatIf.compare(days.baseline(), days.changed(), count == null ? WhatIf.PATHS : count, 1, progress)
                    .ifPresentOrElse(
                            result -> store.done(job.id(), me, result, clock.instant()),
                            () -> store.release(job.id(), me));
        } catch (DayReader.UnusableDayException unusable) {
            store.failed(job.id(), me, unusable.failure(), clock.instant());
        } catch (RuntimeException error) {
            LOG.warn("what-if {} met an error", job.id(), error);
            store.release(job.id(), me);
        }
    }

    /** Keeps the lease, and ends the work when it is lost or the server stops. */
    private final class Progress implements WhatIf.Progress {
        private final UUID id;
        private long told = System.nanoTime();

        Progress(UUID id) {
            this.id = id;
        }

        @Override
        public boolean goOn(double done) {
            LockSupport.parkNanos(10_000); // requests come first
            if (!isRunning()) {
                return false;
            }
            long now = System.nanoTime();
            if (now - told < TOLD_EVERY.toNanos()) {
                return true;
            }
            told = now;
            return store.progress(id, me, (int) (100 * done));
        }
    }
}
