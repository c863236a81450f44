package org.careturn.audit;

import java.time.Duration;
import java.time.Instant;
import org.careturn.platform.Background;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Seals four times a second, on every node: whichever comes first does it. Once an hour it logs the head of the chain. */
@Component
class SealerThread extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(SealerThread.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration HEAD_EVERY = Duration.ofHours(1);

    private final Sealer sealer;
    private final AuditSettings settings;

    SealerThread(Sealer sealer, AuditSettings settings) {
        super("audit sealer");
        this.sealer = sealer;
        this.settings = settings;
    }

    @Override
    public boolean isAutoStartup() {
        return settings.seals();
    }

    @Override
    protected void work() throws InterruptedException {
        boolean failing = false;
        Instant logged = Instant.EPOCH;
        while (isRunning()) {
            Thread.sleep(PAUSE);
            try {
                Seal last = sealer.seal().last();
                failing = false;
                if (last != null && last.sealedAt().isAfter(logged.plus(HEAD_EVERY))) {
                    // Kept with the logs, it shows later whether the end of the chain was cut off.
                    LOG.info("the audit log is sealed up to {}", last.head());
                    logged = last.sealedAt();
                }
            } catch (DataAccessException | TransactionException unavailable) {
                if (!failing && isRunning()) {
                    LOG.warn("the audit log can't be sealed; trying again", unavailable);
                }
                failing = true;
            }
        }
    }
}
