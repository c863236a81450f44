package org.careturn.queueing;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.identity.WorkEnded;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.queueing.jdbc.CallStore;
import org.careturn.queueing.jdbc.DeskSessionStore;
import org.careturn.queueing.jdbc.EntryStore;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What somebody who no longer works here has open goes back to the reception, in the same transaction: whoever was called
 * waits again, whoever was being served is on hold, nobody waits for this person, and the desk is closed.
 */
@Component
class HandOver {
    private static final String REASON = "The one at the desk no longer works here";

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
        desks.openOf(ended.accountId())
                .filter(desk -> facility == null || desk.facilityId().equals(facility))
                .flatMap(desk -> desks.lock(desk.id()))
                .filter(desk -> desk.state() != DeskSession.State.CLOSED)
                .ifPresent(desk -> close(ended.by(), desk));
        calls.lockTurns(store.queuesBoundTo(
                ended.accountId(), facility)); // or a move there might wait for this, and this for it
        for (UUID entry : store.boundTo(ended.accountId(), facility)) {
            entries.bind(Actor.SYSTEM, entry, null); // refused where it has ended since
        }
    }

    private void close(Actor by, DeskSession desk) {
        List<Call> active = calls.activeAt(desk.id());
        for (Call call : active) {
            boolean served = call.startedAt() != null;
            entries.hold(Actor.SYSTEM, call.entryId(), REASON).orElseThrow();
            if (!served) {
                entries.resume(Actor.SYSTEM, call.entryId()).orElseThrow();
            }
        }
        desks.close(desk.id(), clock.instant());
        audit.record(
                by,
                "DESK_CLOSE",
                new AuditLog.Subject(DeskSessions.DESK_SESSION, desk.id(), desk.facilityId(), null),
                Map.of("roomId", desk.roomId(), "state", DeskSession.State.CLOSED, "reason", REASON));
        feed.changed(desk.facilityId(), DeskSessions.DESK_SESSION, desk.id());
    }
}
