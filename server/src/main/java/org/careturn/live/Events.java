package org.careturn.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.careturn.queueing.PublicBoards.PublicBoard;
import org.careturn.queueing.Tickets.Ticket;
import org.careturn.queueing.TurnForecast;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes events as they stand on the wire. Data is one line of JSON; the id is a version of the facility. */
@Component
class Events {
    /** A comment, which readers pass over. */
    static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final JsonMapper json;

    Events(JsonMapper json) {
        this.json = json;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Item(String kind, UUID id, @Nullable UUID queueId) {}

    private record Changes(long version, Set<Item> changes) {}

    private record Visits(List<Ticket> visits) {}

    private record Forecast(UUID entryId, TurnForecast forecast) {}

    private record Forecasts(List<Forecast> forecasts) {}

    private record Moved(List<UUID> queueIds) {}

    private record TicketAt(long version, Ticket ticket) {}

    private record BoardAt(long version, PublicBoard board) {}

    /**
     * The first event of a stream: it is connected.
     *
     * @param id where the stream begins
     * @param version at which the facility is
     */
    byte[] hello(@Nullable Long id, @Nullable Long version) {
        return event("hello", id, version == null ? Map.of() : Map.of("version", version));
    }

    /** Tells the client to read everything anew. */
    byte[] reset(long version) {
        return event("reset", version, Map.of("version", version));
    }

    /** For a client that names a version from which it can't go on. */
    byte[] helloAndReset(long version) {
        byte[] hello = hello(version, version);
        byte[] reset = reset(version);
        byte[] both = Arrays.copyOf(hello, hello.length + reset.length);
        System.arraycopy(reset, 0, both, hello.length, reset.length);
        return both;
    }

    byte[] changes(Delta delta) {
        if (delta.changes() == null) {
            return reset(delta.to());
        }
        Set<Item> items = new LinkedHashSet<>();
        delta.changes().forEach(change -> items.add(new Item(change.kind(), change.id(), change.queueId())));
        return event("changes", delta.to(), new Changes(delta.to(), items));
    }

    byte[] board(long version, PublicBoard board) {
        return event("board", version, new BoardAt(version, board));
    }

    byte[] ticket(long version, Ticket ticket) {
        return event("ticket", version, new TicketAt(version, ticket));
    }

    /** Without an id: visits may be in several facilities, and each of these events tells of all of them. */
    byte[] visits(List<Ticket> open) {
        return event("visits", null, new Visits(open));
    }

    /** Without an id, as forecasts have no versions. */
    byte[] forecasts(Map<UUID, TurnForecast> byEntry) {
        return event(
                "forecast",
                null,
                new Forecasts(byEntry.entrySet().stream()
                        .map(entry -> new Forecast(entry.getKey(), entry.getValue()))
                        .toList()));
    }

    /** For staff, who read the boards of these queues anew if they show them. */
    byte[] forecasts(List<UUID> queueIds) {
        return event("forecast", null, new Moved(queueIds));
    }

    private byte[] event(String name, @Nullable Long id, Object data) {
        String text = (id == null ? "" : "id: " + id + '\n') + "event: " + name + "\ndata: "
                + json.writeValueAsString(data) + "\n\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
