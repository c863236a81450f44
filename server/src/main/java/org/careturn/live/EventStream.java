package org.careturn.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader's connection. Whoever has news only sets a flag; the stream's own virtual thread then asks for what is new
 * since it last asked, and writes it. So there is nothing that could pile up, and a write that blocks holds up nobody.
 */
final class EventStream implements AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    /** Between two events at least. */
    static final Duration PACE = Duration.ofMillis(100);

    /** The container itself gives a write up that makes no progress; this is for readers that trickle. */
    private static final Duration SLOWEST_WRITE = Duration.ofSeconds(5);

    private final Scope scope;
    private final @Nullable Instant expiresAt;
    private final AsyncContext connection;
    private final ServletOutputStream out;
    private final Source source;
    private final Consumer<EventStream> afterwards;
    private final Thread thread;

    /**
     * Held by whoever touches the connection. The container uses a connection's objects again as soon as it is completed;
     * a write that is on its way out of a failure then would leave its error in somebody else's answer.
     */
    private final ReentrantLock turn = new ReentrantLock();

    private boolean over;
    private volatile boolean news = true;
    private volatile boolean forecasts;
    private volatile boolean beat;
    private volatile boolean ended;
    private volatile long lastWrite = System.nanoTime();
    private long lastEvent = System.nanoTime() - PACE.toNanos();

    /** What a stream tells. */
    interface Source {
        /** The event for all that is new since the last one, or null. */
        byte @Nullable [] next();

        /** The event for forecasts that have moved since it last told of them, or null. */
        default byte @Nullable [] forecasts() {
            return null;
        }
    }

    /** @param afterwards is told once when the stream has ended, however that came */
    EventStream(
            Scope scope,
            @Nullable Instant expiresAt,
            AsyncContext connection,
            ServletOutputStream out,
            Source source,
            Consumer<EventStream> afterwards) {
        this.scope = scope;
        this.expiresAt = expiresAt;
        this.connection = connection;
        this.out = out;
        this.source = source;
        this.afterwards = afterwards;
        this.thread = Thread.ofVirtual().name("stream").unstarted(this::run);
    }

    Scope scope() {
        return scope;
    }

    void start() {
        connection.addListener(this);
        thread.start();
    }

    /** There may be something new. */
    void signal() {
        if (!news) {
            news = true;
            LockSupport.unpark(thread);
        }
    }

    /** Forecasts may have moved. */
    void signalForecasts() {
        if (!forecasts) {
            forecasts = true;
            LockSupport.unpark(thread);
        }
    }

    /** Lets the reader, and the proxies in between, know that the connection lives, if it was silent for so long. */
    void beatAfter(Duration silence) {
        if (System.nanoTime() - lastWrite > silence.toNanos()) {
            beat = true;
            LockSupport.unpark(thread);
        }
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Ends it soon; the client may connect again. */
    void end() {
        ended = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        try {
            while (!ended) {
                if (news) {
                    awaitPace();
                    news = false;
                    tell(source.next());
                } else if (forecasts) {
                    awaitPace();
                    forecasts = false;
                    tell(source.forecasts());
                } else if (beat) {
                    beat = false;
                    write(Events.HEARTBEAT);
                } else {
                    LockSupport.park(this);
                }
            }
            complete();
        } catch (IOException gone) {
            // the container closes what it can't write to, and then tells the listener
        } catch (RuntimeException failure) {
            LOG.warn("a stream ends, as its event can't be made", failure);
            complete();
        } finally {
            afterwards.accept(this);
        }
    }

    private void tell(byte @Nullable [] event) throws IOException {
        if (event != null) {
            lastEvent = System.nanoTime();
            write(event);
        }
    }

    private void awaitPace() {
        long left = lastEvent + PACE.toNanos() - System.nanoTime();
        while (left > 0 && !ended) {
            LockSupport.parkNanos(this, left);
            left = lastEvent + PACE.toNanos() - System.nanoTime();
        }
    }

    private void write(byte[] bytes) throws IOException {
        long begin = System.nanoTime();
        turn.lock();
        try {
            if (over) {
                return;
            }
            out.write(bytes);
            out.flush();
        } finally {
            turn.unlock();
        }
        lastWrite = System.nanoTime();
        if (lastWrite - begin > SLOWEST_WRITE.toNanos()) {
            ended = true;
        }
    }

    private void complete() {
        turn.lock();
        try {
            if (!over) {
                over = true;
                connection.complete();
            }
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
        complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
        turn.lock();
        try {
            over = true;
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        onError(event);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // never started twice
    }
}
