package org.careturn.live;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.careturn.live.EventStream.Source;
import org.careturn.live.Feed.Prepared;
import org.careturn.platform.ChangeFeed;
import org.careturn.queueing.Tickets;
import org.careturn.queueing.Tickets.Ticket;
import org.careturn.queueing.TurnForecast;
import org.careturn.queueing.TurnForecasts;
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
    /** An open visit is among the latest ones. */
    private static final int RECENT = 50;

    private final Events events;
    private final Tickets tickets;
    private final Visits visits;
    private final TurnForecasts forecasts;
    private final ForecastNews news;
    private final ChangeFeed order;

    Sources(
            Events events,
            Tickets tickets,
            Visits visits,
            TurnForecasts forecasts,
            ForecastNews news,
            ChangeFeed order) {
        this.order = order;
        this.events = events;
        this.tickets = tickets;
        this.visits = visits;
        this.forecasts = forecasts;
        this.news = news;
    }

    /** What a new stream says at once, and what comes after that. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Beginning(byte[] greeting, Source source) {}

    Beginning begin(Scope scope, Feeds.Hold hold, @Nullable String lastEventId) {
        return switch (scope) {
            case Scope.Staff staff -> changes(staff.facilityId(), hold.feed(), hold.version(), lastEventId);
            case Scope.Board board -> new Beginning(greeting(hold), new BoardSource(hold.feed()));
            case Scope.Ticket ticket -> {
                Feed feed = hold.feed();
                yield new Beginning(
                        greeting(hold),
                        new TicketSource(
                                () -> List.of(tickets.byToken(ticket.token())),
                                all -> events.ticket(feed.version(), all.getFirst())));
            }
            case Scope.Patient patient ->
                new Beginning(events.hello(null, null), new TicketSource(() -> open(patient), events::visits));
        };
    }

    private byte[] greeting(Feeds.Hold hold) {
        return events.hello(hold.version(), hold.version());
    }

    private Beginning changes(UUID facilityId, Feed feed, long version, @Nullable String lastEventId) {
        if (lastEventId == null) {
            return new Beginning(events.hello(version, version), new ChangeSource(facilityId, feed, version));
        }
        Long last = VERSION.matcher(lastEventId).matches() ? Long.valueOf(lastEventId) : null;
        if (last == null
                || last > version
                || version - last > ChangeLog.MAX_VERSIONS
                || last < order.forgotten(facilityId)) {
            return new Beginning(events.helloAndReset(version), new ChangeSource(facilityId, feed, version));
        }
        return new Beginning(events.hello(last, version), new ChangeSource(facilityId, feed, last));
    }

    private List<Ticket> open(Scope.Patient patient) {
        List<UUID> open = visits.mine(patient.actor(), null, RECENT).stream()
                .filter(visit -> visit.endedAt() == null)
                .map(Visit::id)
                .toList();
        return open.stream().map(id -> tickets.ofVisit(patient.actor(), id)).toList();
    }

    private final class ChangeSource implements Source {
        private final Feed feed;
        private final UUID facilityId;
        private Map<UUID, Long> told;
        private long sent;

        ChangeSource(UUID facilityId, Feed feed, long from) {
            this.facilityId = facilityId;
            this.told = news.serials(facilityId);
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

        @Override
        public byte @Nullable [] forecasts() {
            Map<UUID, Long> newest = news.serials(facilityId);
            List<UUID> moved = newest.keySet().stream()
                    .filter(queue -> !Objects.equals(newest.get(queue), told.get(queue)))
                    .sorted()
                    .toList();
            told = newest;
            return moved.isEmpty() ? null : events.forecasts(moved);
        }
    }

    /** Tells of visits: at each change all of them, and between two changes what has moved in their forecasts. */
    private final class TicketSource implements Source {
        private final Supplier<List<Ticket>> read;
        private final Function<List<Ticket>, byte[]> event;
        private Map<UUID, TurnForecast> told = Map.of();

        TicketSource(Supplier<List<Ticket>> read, Function<List<Ticket>, byte[]> event) {
            this.read = read;
            this.event = event;
        }

        @Override
        public byte[] next() {
            List<Ticket> all = read.get();
            Map<UUID, TurnForecast> shown = new HashMap<>();
            for (Ticket ticket : all) {
                for (Tickets.Step step : ticket.steps()) {
                    if (step.entryId() != null && step.forecast() != null) {
                        shown.put(step.entryId(), step.forecast());
                    }
                }
            }
            told = shown;
            return event.apply(all);
        }

        @Override
        public byte @Nullable [] forecasts() {
            Map<UUID, TurnForecast> newest = forecasts.of(told.keySet());
            boolean moved = newest.entrySet().stream()
                    .anyMatch(entry -> !entry.getValue().saysTheSameAs(told.get(entry.getKey())));
            if (!moved) {
                return null;
            }
            told = newest;
            return events.forecasts(newest);
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
