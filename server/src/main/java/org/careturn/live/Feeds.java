package org.careturn.live;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.careturn.queueing.PublicBoards;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The feeds of the facilities that somebody watches at this node. */
@Component
class Feeds {
    private final ChangeLog log;
    private final Events events;
    private final PublicBoards boards;
    private final Map<UUID, Feed> feeds = new ConcurrentHashMap<>();

    /** Patients' streams: their visits may be in any facility. */
    private final Set<EventStream> everywhere = ConcurrentHashMap.newKeySet();

    private final Map<Feed, Integer> holders = new ConcurrentHashMap<>();
    private int holdersOfAll;

    Feeds(ChangeLog log, Events events, PublicBoards boards) {
        this.log = log;
        this.events = events;
        this.boards = boards;
    }

    /** Keeps what a stream reads from alive, until it is released: one facility's feed, or without one all of them. */
    final class Hold {
        private final @Nullable Feed feed;
        private final long version;

        private Hold(@Nullable Feed feed, long version) {
            this.feed = feed;
            this.version = version;
        }

        Feed feed() {
            if (feed == null) {
                throw new IllegalStateException("watches all facilities");
            }
            return feed;
        }

        /** The facility's version, as it was when this was made. */
        long version() {
            return version;
        }

        void add(EventStream stream) {
            if (feed == null) {
                everywhere.add(stream);
            } else {
                feed.add(stream);
            }
        }

        void remove(EventStream stream) {
            if (feed == null) {
                everywhere.remove(stream);
            } else {
                feed.remove(stream);
            }
        }

        void release() {
            synchronized (Feeds.this) {
                if (feed == null) {
                    holdersOfAll--;
                } else {
                    holders.computeIfPresent(feed, (held, by) -> by == 1 ? null : by - 1);
                }
            }
        }
    }

    Hold hold(Scope scope) {
        return switch (scope) {
            case Scope.Staff staff -> hold(staff.facilityId());
            case Scope.Board board -> hold(board.facilityId());
            case Scope.Ticket ticket -> hold(ticket.facilityId());
            case Scope.Patient patient -> holdAll();
        };
    }

    private Hold hold(UUID facilityId) {
        long version = log.version(facilityId);
        synchronized (this) {
            Feed feed = feed(facilityId, version);
            holders.merge(feed, 1, Integer::sum);
            feed.heard(version);
            return new Hold(feed, version);
        }
    }

    private Hold holdAll() {
        Map<UUID, Long> versions = log.versions();
        synchronized (this) {
            holdersOfAll++;
            follow(versions);
            return new Hold(null, 0);
        }
    }

    /** Says that the facility has reached this version; whoever watches it hears of it. */
    void heard(UUID facilityId, long version) {
        Feed feed = feeds.get(facilityId);
        if (feed != null) {
            feed.heard(version);
        }
    }

    /** Brings all feeds to these versions, makes those that are wanted, and lets go of those that nobody watches. */
    synchronized void follow(Map<UUID, Long> versions) {
        if (holdersOfAll > 0) {
            versions.forEach(this::feed);
        }
        versions.forEach(this::heard);
        feeds.values().removeIf(feed -> {
            boolean idle = holdersOfAll == 0 && !holders.containsKey(feed);
            if (idle) {
                feed.close();
            }
            return idle;
        });
    }

    synchronized void close() {
        feeds.values().forEach(Feed::close);
        feeds.clear();
    }

    private Feed feed(UUID facilityId, long version) {
        return feeds.computeIfAbsent(facilityId, id -> {
            Feed made = new Feed(id, version, log, events, () -> boards.of(id), everywhere);
            made.start();
            return made;
        });
    }
}
