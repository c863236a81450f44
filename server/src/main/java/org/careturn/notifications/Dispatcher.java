package org.careturn.notifications;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.careturn.notifications.jdbc.NotificationStore;
import org.careturn.platform.Background;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Takes what is due, on every node, and has it brought by as many virtual threads as the setting allows: a call to come
 * before all else, with a quarter of the places to itself.
 */
@Component
class Dispatcher extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long LOOK_EVERY_MILLIS = 250;
    private static final long GATHER_MILLIS = 3; // one statement for those that come together
    private static final int URGENT = 1;
    private static final int LAST = 9;

    private final NotificationStore store;
    private final Delivery delivery;
    private final Wake wake;
    private final NotificationSettings settings;
    private final Clock clock;
    private final Semaphore all;
    private final Semaphore ordinary;

    Dispatcher(NotificationStore store, Delivery delivery, Wake wake, NotificationSettings settings, Clock clock) {
        super("notification dispatcher");
        this.store = store;
        this.delivery = delivery;
        this.wake = wake;
        this.settings = settings;
        this.clock = clock;
        this.all = new Semaphore(settings.atOnce());
        this.ordinary = new Semaphore(Math.max(1, settings.atOnce() * 3 / 4));
    }

    @Override
    public boolean isAutoStartup() {
        return settings.delivers();
    }

    @Override
    protected void work() throws InterruptedException {
        boolean failing = false;
        try (ExecutorService workers = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("notification").factory())) {
            while (isRunning()) {
                try {
                    boolean urgent = take(workers, 0, URGENT, all.availablePermits(), false);
                    int places = Math.min(all.availablePermits(), ordinary.availablePermits());
                    boolean others = take(workers, URGENT + 1, LAST, places, true);
                    failing = false;
                    if (!urgent && !others) {
                        wake.await(LOOK_EVERY_MILLIS);
                        Thread.sleep(GATHER_MILLIS);
                    }
                } catch (DataAccessException | TransactionException unavailable) {
                    if (!failing && isRunning()) {
                        LOG.warn("messages can't be taken; trying again", unavailable);
                    }
                    failing = true;
                    Thread.sleep(LOOK_EVERY_MILLIS);
                }
            }
            workers.shutdownNow();
        }
    }

    /** True where there may be more, and a place for it. */
    private boolean take(ExecutorService workers, int from, int to, int places, boolean isOrdinary) {
        if (places == 0) {
            return false;
        }
        List<Notification> taken = store.claim(clock.instant(), Delivery.LEASE, from, to, places);
        for (Notification notification : taken) {
            all.acquireUninterruptibly();
            if (isOrdinary) {
                ordinary.acquireUninterruptibly();
            }
            workers.execute(() -> {
                try {
                    delivery.bring(notification);
                } catch (RuntimeException unavailable) {
                    LOG.warn(
                            "Notification {} is left to its lease: {}",
                            notification.id(),
                            unavailable.getClass().getName());
                } finally {
                    all.release();
                    if (isOrdinary) {
                        ordinary.release();
                    }
                    wake.now();
                }
            });
        }
        return taken.size() == places;
    }
}
