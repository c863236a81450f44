package org.careturn.live;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.careturn.live.EventStream.Source;
import org.careturn.live.Feed.Prepared;
import org.careturn.platform.ChangeFeed;
import org.careturn.queueing.Tickets;
import org.careturn.queueing.Tickets.Ticket;
import org.careturn.queueing.Visit;
import org.careturn.queueing.Visits;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where streams of each scope begin, and what they then tell. Staff hear which rows changed, so they resume where they
 * stopped. All others are told how things stand, at the beginning and after each change: there is nothing to resume.
 */
@Component
class Sources {
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}");

    private final Events events;
    private final Tickets tickets;
    private final Visits visits;
    private final ChangeFeed order;

    Sources(Events events, Tickets tickets, Visits visits, ChangeFeed order) {
        this.order = order;
        this.events = events;
        this.tickets = tickets;
        this.visits = visits;
    }

    /** What a new stream says at once, and what comes after that. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Beginning(byte[] greeting, Source source) {}

    Beginning begin(Scope scope, Feeds.Hold hold, @Nullable String lastEventId) {
        return switch (scope) {
            case Scope.Staff staff -> changes(staff.facilityId(), hold.feed(), hold.version(), lastEventId);
            case Scope.Board board -> new Beginning(greeting(hold), new BoardSource(hold.feed()));
            case Scope.Ticket ticket ->
                new Beginning(
                        greeting(hold), () -> events.ticket(hold.feed().version(), tickets.byToken(ticket.token())));
            case Scope.Patient patient -> new Beginning(events.hello(null, null), () -> events.visits(open(patient)));
        };
    }

    private byte[] greeting(Feeds.Hold hold) {
        return events.hello(hold.version(), hold.version());
    }

    private Beginning changes(UUID facilityId, Feed feed, long version, @Nullable String lastEventId) {
        if (lastEventId == null) {
            return new Beginning(events.hello(version, version), new ChangeSource(feed, version));
        }
        Long last = VERSION.matcher(lastEventId).matches() ? Long.valueOf(lastEventId) : null;
        if (last == null
                || last > version
                || version - last > ChangeLog.MAX_VERSIONS
                || last < order.forgotten(facilityId)) {
            return new Beginning(events.helloAndReset(version), new ChangeSource(feed, version));
        }
        return new Beginning(events.hello(last, version), new ChangeSource(feed, last));
    }

    private List<Ticket> open(Scope.Patient patient) {
        List<UUID> open = visits.mine(patient.actor()).stream()
                .filter(visit -> visit.endedAt() == null)
                .map(Visit::id)
                .toList();
        return open.stream().map(id -> tickets.ofVisit(patient.actor(), id)).toList();
    }

    private static final class ChangeSource implements Source {
        private final Feed feed;
        private long sent;

        ChangeSource(Feed feed, long from) {
            this.feed = feed;
            this.sent = from;
        }

        @Override
        public byte @Nullable [] next() {
            Prepared event = feed.since(sent);
            if (event == null) {
                return null;
            }
            sent = event.version();
            return event.bytes();
        }
    }

    private static final class BoardSource implements Source {
        private final Feed feed;
        private long sent = -1;

        BoardSource(Feed feed) {
            this.feed = feed;
        }

        @Override
        public byte @Nullable [] next() {
            if (feed.boardVersion() == sent) {
                return null;
            }
            Prepared event = feed.board();
            sent = event.version();
            return event.bytes();
        }
    }
}
