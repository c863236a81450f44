package org.careturn.queueing;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.identity.WorkEnded;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.queueing.jdbc.CallStore;
import org.careturn.queueing.jdbc.DeskSessionStore;
import org.careturn.queueing.jdbc.EntryStore;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What somebody who no longer works here, or who left a desk open, has open goes back to the reception, in the same
 * transaction: whoever was called waits again, whoever was being served is on hold, and the desk is closed. Nobody waits any
 * longer for a doctor who no longer works here, or who is away.
 */
@Component
class HandOver {
    static final String LEFT_OPEN = "The desk was left open";
    private static final String WORK_ENDED = "The one at the desk no longer works here";

    private final DeskSessionStore desks;
    private final CallStore calls;
    private final EntryStore store;
    private final Entries entries;
    private final AuditLog audit;
    private final ChangeFeed feed;
    private final Clock clock;

    HandOver(
            DeskSessionStore desks,
            CallStore calls,
            EntryStore store,
            Entries entries,
            AuditLog audit,
            ChangeFeed feed,
            Clock clock) {
        this.desks = desks;
        this.calls = calls;
        this.store = store;
        this.entries = entries;
        this.audit = audit;
        this.feed = feed;
        this.clock = clock;
    }

    @EventListener
    void workEnded(WorkEnded ended) {
        UUID facility = ended.facilityId();
        Optional<DeskSession> open = desks.openOf(ended.accountId())
                .filter(desk -> facility == null || desk.facilityId().equals(facility))
                .filter(desk -> ended.roles().contains(desk.role()))
                .flatMap(desk -> desks.lock(desk.id()))
                .filter(desk -> desk.state() != DeskSession.State.CLOSED);
        boolean doctor = ended.roles().contains(Role.DOCTOR); // whom alone somebody waits for by name
        Set<UUID> queues = new TreeSet<>(doctor ? store.queuesBoundTo(ended.accountId(), facility) : List.of());
        open.ifPresent(desk -> queues.addAll(queuesUnderCall(desk)));
        calls.lockTurns(queues); // or a move there might wait for this, and this for it
        open.ifPresent(desk -> closeLocked(ended.by(), desk, WORK_ENDED));
        if (doctor) {
            unbind(ended.accountId(), facility);
        }
    }

    @EventListener
    void doctorAway(DoctorAway away) {
        calls.lockTurns(store.queuesBoundTo(away.doctorId(), away.facilityId()));
        unbind(away.doctorId(), away.facilityId());
    }

    private void unbind(UUID doctorId, @Nullable UUID facilityId) {
        for (UUID entry : store.boundTo(doctorId, facilityId)) {
            entries.bind(Actor.SYSTEM, entry, null); // refused where it has ended since
        }
    }

    /** Closes a desk that isn't closed and is locked in this transaction. */
    void close(Actor by, DeskSession desk, String reason) {
        calls.lockTurns(queuesUnderCall(desk));
        closeLocked(by, desk, reason);
    }

    private List<UUID> queuesUnderCall(DeskSession desk) {
        return calls.activeAt(desk.id()).stream().map(Call::queueId).toList();
    }

    private void closeLocked(Actor by, DeskSession desk, String reason) {
        for (Call call : calls.activeAt(desk.id())) {
            boolean served = call.startedAt() != null;
            boolean held = !(entries.hold(Actor.SYSTEM, call.entryId(), reason)
                    instanceof Outcome.Refused); // or it has just ended
            if (held && !served) {
                entries.resume(Actor.SYSTEM, call.entryId()).orElseThrow();
            }
        }
        desks.close(desk.id(), clock.instant());
        audit.record(
                by,
                "DESK_CLOSE",
                new AuditLog.Subject(DeskSessions.DESK_SESSION, desk.id(), desk.facilityId(), null),
                Map.of("roomId", desk.roomId(), "state", DeskSession.State.CLOSED, "reason", reason));
        feed.changed(desk.facilityId(), DeskSessions.DESK_SESSION, desk.id());
    }
}
