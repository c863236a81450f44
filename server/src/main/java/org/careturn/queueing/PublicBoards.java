package org.careturn.queueing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Room;
import org.careturn.queueing.jdbc.CallStore;
import org.careturn.queueing.jdbc.VisitStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What everybody in the waiting room may read: which number was called to which room. Nothing that names a person. */
@Service
public class PublicBoards {
    private static final Duration SHOWN = Duration.ofHours(1);
    private static final int CALLS = 30;

    private final CallStore calls;
    private final VisitStore visits;
    private final Facilities facilities;
    private final Clock clock;

    PublicBoards(CallStore calls, VisitStore visits, Facilities facilities, Clock clock) {
        this.calls = calls;
        this.visits = visits;
        this.facilities = facilities;
        this.clock = clock;
    }

    /** Where the called one is: still on the way, at the desk, or gone from it. */
    public enum State {
        CALLED,
        SERVING,
        ENDED
    }

    /** The calls of the last hour, newest first, at most 30; without those that were taken back. */
    public record PublicBoard(UUID facilityId, Instant asOf, List<PublicCall> calls) {}

    /**
     * A call of a number to a room.
     *
     * @param recalls how often it was repeated, the last time at {@code recalledAt}
     */
    public record PublicCall(
            UUID callId,
            String ticketNumber,
            UUID queueId,
            String service,
            String room,
            State state,
            Instant calledAt,
            int recalls,
            @Nullable Instant recalledAt) {}

    @Transactional(readOnly = true)
    public PublicBoard of(UUID facilityId) {
        Instant now = clock.instant();
        List<Call> latest = calls.latest(facilityId, now.minus(SHOWN), CALLS).stream()
                .filter(call -> call.outcome() != Call.Outcome.UNDONE)
                .toList();
        Map<UUID, String> numbers = new HashMap<>();
        visits.byIds(latest.stream().map(Call::visitId).toList())
                .forEach(visit -> numbers.put(visit.id(), visit.ticketNumber()));
        return new PublicBoard(
                facilityId,
                now,
                latest.stream()
                        .map(call -> shown(call, numbers.getOrDefault(call.visitId(), "")))
                        .toList());
    }

    private PublicCall shown(Call call, String ticketNumber) {
        State state = call.endedAt() != null ? State.ENDED : call.startedAt() != null ? State.SERVING : State.CALLED;
        return new PublicCall(
                call.id(),
                ticketNumber,
                call.queueId(),
                facilities.queue(call.queueId()).serviceName(),
                facilities.findRoom(call.roomId()).map(Room::name).orElse(""),
                state,
                call.calledAt(),
                call.recalls(),
                call.recalledAt());
    }
}
