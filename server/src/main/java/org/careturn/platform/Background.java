package org.careturn.platform;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Work that goes on beside the requests, on a thread of its own, until the server stops. */
public abstract class Background implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final int STOP_MILLIS = 2_000;
    private static final int STATEMENT_MILLIS = 1_000;

    private final String name;
    private volatile @Nullable Thread thread;

    protected Background(String name) {
        this.name = name;
    }

    /** Works until interrupted. An interrupt also ends a long wait for the database, as it closes that connection. */
    protected abstract void work() throws InterruptedException;

    @Override
    public void start() {
        Thread worker = Thread.ofVirtual().name(name).unstarted(() -> {
            try {
                work();
            } catch (InterruptedException stopped) {
                // as told
            } catch (RuntimeException failure) {
                LOG.error("{} has ended", name, failure);
            }
        });
        thread = worker; // first: it works for as long as this is set
        worker.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            try {
                for (int waited = 0; waited < STATEMENT_MILLIS && isWithinStatement(running); waited += 5) {
                    Thread.sleep(5);
                }
                running.interrupt();
                running.join(STOP_MILLIS);
            } catch (InterruptedException e) {
                running.interrupt();
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whose end is near: broken off, it would be logged as a fault of the database. */
    private static boolean isWithinStatement(Thread thread) {
        boolean isAtDriver = false;
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getMethodName().equals("getNotifications")) {
                return false;
            }
            isAtDriver |= frame.getClassName().startsWith("org.postgresql.");
        }
        return isAtDriver;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
