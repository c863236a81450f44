package org.careturn.queueing;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.queueing.jdbc.EntryStore;
import org.careturn.queueing.jdbc.VisitStore;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes back an arrival that was entered by mistake: the visit ends, its entries are cancelled, and its number stays used. */
@Service
public class ArrivalUndo {
    private final VisitStore visits;
    private final EntryStore entries;
    private final EntryChanges changes;
    private final AuditLog audit;
    private final ChangeFeed feed;
    private final Clock clock;

    ArrivalUndo(
            VisitStore visits, EntryStore entries, EntryChanges changes, AuditLog audit, ChangeFeed feed, Clock clock) {
        this.visits = visits;
        this.entries = entries;
        this.changes = changes;
        this.audit = audit;
        this.feed = feed;
        this.clock = clock;
    }

    /**
     * Takes the visit back, on behalf of a caller who has judged that the actor may; false where somebody has called the
     * patient, or he doesn't wait in all of its queues any more.
     */
    @Transactional
    public boolean undo(Actor actor, UUID visitId) {
        List<Entry> locked = entries.ofVisit(visitId).stream()
                .map(Entry::id)
                .sorted()
                .map(id -> entries.lock(id).orElseThrow())
                .toList();
        if (!locked.stream().allMatch(entry -> entry.state() == EntryState.WAITING && entry.callId() == null)) {
            return false;
        }
        Visit visit = visits.lock(visitId).orElseThrow();
        for (Entry entry : locked) {
            changes.apply(
                    actor,
                    EntryAction.TAKE_BACK,
                    entry,
                    entry.edit().ended(EntryState.CANCELLED, clock.instant()),
                    EntryChanges.Why.PLAIN);
        }
        visits.setEnded(visitId, clock.instant());
        audit.record(
                actor,
                "VISIT_TAKE_BACK",
                new AuditLog.Subject(VisitPath.VISIT, visitId, visit.facilityId(), visit.patientId()),
                Map.of("ticketNumber", visit.ticketNumber()));
        feed.changed(visit.facilityId(), VisitPath.VISIT, visitId);
        return true;
    }
}
