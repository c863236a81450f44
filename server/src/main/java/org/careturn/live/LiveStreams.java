package org.careturn.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** The event streams that are open at this node: admits them up to the limits, and finds all of them again. */
@Component
public class LiveStreams {
    private final Feeds feeds;
    private final Sources sources;
    private final LiveSettings settings;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Integer> perOwner = new HashMap<>();
    private int admitted;
    private boolean closed;

    LiveStreams(Feeds feeds, Sources sources, LiveSettings settings) {
        this.feeds = feeds;
        this.sources = sources;
        this.settings = settings;
    }

    /**
     * Answers the request with a stream, which goes on after this has returned.
     *
     * @param expiresAt when the reader's sign-in ends; null for those without one
     * @param lastEventId as the client sent it: the version that it has already heard of
     * @throws RefusedException TOO_MANY_REQUESTS beyond the limits, UNAVAILABLE while the server stops
     */
    public void open(
            Scope scope,
            @Nullable Instant expiresAt,
            @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response) {
        admit(scope);
        boolean started = false;
        Feeds.Hold hold = null;
        try {
            hold = feeds.hold(scope);
            started = start(scope, expiresAt, hold, sources.begin(scope, hold, lastEventId), request, response);
        } finally {
            if (!started) {
                dismiss(scope, hold);
            }
        }
    }

    private boolean start(
            Scope scope,
            @Nullable Instant expiresAt,
            Feeds.Hold hold,
            Sources.Beginning beginning,
            HttpServletRequest request,
            HttpServletResponse response) {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // else nginx gathers events before it hands them on
        EventStream stream;
        try {
            // Here, not by the stream's own thread: filters may touch the headers as long as they haven't been sent.
            response.getOutputStream().write(beginning.greeting());
            response.flushBuffer();
            if (request.getMethod().equals("HEAD")) {
                return false;
            }
            AsyncContext connection = request.startAsync(request, response);
            connection.setTimeout(0);
            stream = new EventStream(
                    scope,
                    expiresAt,
                    connection,
                    response.getOutputStream(),
                    beginning.source(),
                    over -> remove(over, hold));
        } catch (IOException gone) {
            return false;
        }
        open.add(stream);
        hold.add(stream);
        stream.start();
        if (isClosed()) {
            stream.end();
        }
        return true;
    }

    Collection<EventStream> all() {
        return open;
    }

    synchronized void admitAgain() {
        closed = false;
    }

    /** Ends all, and admits no more for now. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        open.forEach(EventStream::end);
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void admit(Scope scope) {
        if (closed) {
            throw new RefusedException(CommonProblem.UNAVAILABLE);
        }
        int own = perOwner.getOrDefault(scope.owner(), 0);
        if (admitted >= settings.streams() || own >= settings.streamsPerAccount()) {
            throw new RefusedException(CommonProblem.TOO_MANY_REQUESTS, "Too many event streams are open.");
        }
        admitted++;
        perOwner.put(scope.owner(), own + 1);
    }

    private void dismiss(Scope scope, Feeds.@Nullable Hold hold) {
        synchronized (this) {
            admitted--;
            perOwner.computeIfPresent(scope.owner(), (owner, own) -> own == 1 ? null : own - 1);
        }
        if (hold != null) {
            hold.release();
        }
    }

    private void remove(EventStream stream, Feeds.Hold hold) {
        open.remove(stream);
        hold.remove(stream);
        dismiss(stream.scope(), hold);
    }
}
