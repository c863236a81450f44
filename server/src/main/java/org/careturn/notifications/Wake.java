package org.careturn.notifications;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;

/** Wakes this node's dispatcher as soon as a message is committed. */
@Component
class Wake implements TransactionSynchronization {
    private final Semaphore signal = new Semaphore(0);

    @Override
    public void afterCommit() {
        now();
    }

    void now() {
        if (signal.availablePermits() == 0) {
            signal.release();
        }
    }

    void await(long millis) throws InterruptedException {
        if (signal.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            signal.drainPermits();
        }
    }
}
