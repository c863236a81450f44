package org.careturn.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.careturn.queueing.PublicBoards.PublicBoard;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * What this node knows of one facility's order of events. A thread of its own reads what is new, once for all streams,
 * and signals those that it concerns; events are written as bytes once for all that stand at the same version.
 */
final class Feed {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    /** A little more than streams keep between two events, so that one that is late catches up. */
    private static final Duration GATHER = EventStream.PACE.plusMillis(10);

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final UUID facilityId;
    private final ChangeLog log;
    private final Events events;
    private final Supplier<PublicBoard> boards;
    private final Collection<EventStream> patients;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile long heard;
    private volatile boolean closed;

    private final Object lock = new Object();
    private final Deque<Change> recent = new ArrayDeque<>();
    private final Map<Long, Prepared> prepared = new HashMap<>();
    private volatile long version;
    private volatile long boardVersion;
    private long recentFrom;

    private final Object boardLock = new Object();
    private @Nullable Prepared board;

    /** An event that brings its reader to a version. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; shared by all streams, so never copied
    record Prepared(long version, byte[] bytes) {}

    /** @param patients streams that no single facility holds; each feed signals them */
    Feed(
            UUID facilityId,
            long version,
            ChangeLog log,
            Events events,
            Supplier<PublicBoard> boards,
            Collection<EventStream> patients) {
        this.facilityId = facilityId;
        this.version = version;
        this.boardVersion = version;
        this.recentFrom = version;
        this.heard = version;
        this.log = log;
        this.events = events;
        this.boards = boards;
        this.patients = patients;
        this.thread = Thread.ofVirtual().name("feed").unstarted(this::follow);
    }

    void start() {
        thread.start();
    }

    void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    /** Says that the facility has reached this version; older news and repetitions do no harm. */
    void heard(long newest) {
        synchronized (lock) {
            if (newest <= heard) {
                return;
            }
            heard = newest;
        }
        LockSupport.unpark(thread);
    }

    long version() {
        return version;
    }

    long boardVersion() {
        return boardVersion;
    }

    void add(EventStream stream) {
        streams.add(stream);
    }

    void remove(EventStream stream) {
        streams.remove(stream);
    }

    /** What follows after {@code sent}; null where nothing does. */
    @Nullable
    Prepared since(long sent) {
        long to;
        synchronized (lock) {
            if (sent >= version) {
                return null;
            }
            Prepared known = prepared.get(sent);
            if (known != null) {
                return known;
            }
            to = version;
            if (sent >= recentFrom) {
                return prepare(sent, Delta.of(sent, to, recentAfter(sent)));
            }
        }
        Delta delta = log.read(facilityId, sent, to);
        synchronized (lock) {
            return prepare(sent, delta);
        }
    }

    /** The public board, read once for each change of it. */
    Prepared board() {
        synchronized (boardLock) {
            long at = boardVersion;
            if (board == null || board.version != at) {
                board = new Prepared(at, events.board(at, boards.get()));
            }
            return board;
        }
    }

    private Prepared prepare(long sent, Delta delta) {
        Prepared made = new Prepared(delta.to(), events.changes(delta));
        if (delta.to() == version) {
            prepared.put(sent, made);
        }
        return made;
    }

    private List<Change> recentAfter(long sent) {
        List<Change> after = new ArrayList<>();
        Iterator<Change> newestFirst = recent.descendingIterator();
        while (newestFirst.hasNext()) {
            Change change = newestFirst.next();
            if (change.version() <= sent) {
                break;
            }
            after.add(change);
        }
        Collections.reverse(after);
        return after;
    }

    private void follow() {
        boolean failing = false;
        while (!closed) {
            if (heard <= version) {
                LockSupport.park(this);
                continue;
            }
            try {
                advance(log.read(facilityId, version, heard));
                failing = false;
                pause(GATHER);
            } catch (DataAccessException unavailable) {
                if (!failing && !closed) {
                    LOG.warn("changes can't be read; trying again", unavailable);
                }
                failing = true;
                pause(RETRY);
            }
        }
    }

    private void advance(Delta delta) {
        synchronized (lock) {
            if (delta.changes() == null) {
                recent.clear();
                recentFrom = delta.to();
            } else {
                recent.addAll(delta.changes());
                forgetOld();
            }
            prepared.clear();
            if (delta.board()) {
                boardVersion = delta.to();
            }
            version = delta.to();
        }
        signal(streams, delta);
        signal(patients, delta);
    }

    private void forgetOld() {
        while (recent.size() > ChangeLog.MAX_VERSIONS) {
            recentFrom = recent.removeFirst().version();
        }
        while (!recent.isEmpty() && recent.getFirst().version() == recentFrom) {
            recent.removeFirst();
        }
    }

    private static void signal(Collection<EventStream> streams, Delta delta) {
        for (EventStream stream : streams) {
            if (stream.scope().concerns(delta)) {
                stream.signal();
            }
        }
    }

    private void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        long left = time.toNanos();
        while (left > 0 && !closed) {
            LockSupport.parkNanos(this, left);
            left = end - System.nanoTime();
        }
    }
}
