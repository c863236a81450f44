package org.careturn.queueing;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.Outcome;
import org.careturn.queueing.domain.Board;
import org.careturn.queueing.domain.Transitions;
import org.careturn.queueing.jdbc.CallStore;
import org.careturn.queueing.jdbc.DeskSessionStore;
import org.careturn.queueing.jdbc.EntryStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes back what was done to an entry last, by a compensating transition: the history keeps both. Possible within
 * {@link #WITHIN}, while what followed from it has not gone on and, where the patient goes back to a desk, the desk is
 * free for him.
 */
@Service
public class Undo {
    public static final Duration WITHIN = Duration.ofMinutes(2);

    private final EntryStore entries;
    private final CallStore calls;
    private final DeskSessionStore desks;
    private final EntryAccess access;
    private final EntryChanges changes;
    private final VisitPath path;
    private final QueueOrder order;
    private final ChangeFeed feed;
    private final Clock clock;

    Undo(
            EntryStore entries,
            CallStore calls,
            DeskSessionStore desks,
            EntryAccess access,
            EntryChanges changes,
            VisitPath path,
            QueueOrder order,
            ChangeFeed feed,
            Clock clock) {
        this.entries = entries;
        this.calls = calls;
        this.desks = desks;
        this.access = access;
        this.changes = changes;
        this.path = path;
        this.order = order;
        this.feed = feed;
        this.clock = clock;
    }

    /**
     * Undoes the entry's last transition.
     *
     * @param version the entry's version after what is to be undone, so that nobody undoes what he hasn't seen
     */
    @Transactional
    public Outcome<Entry> undo(Actor actor, UUID entryId, long version) {
        Entry seen = access.visible(actor, entryId);
        EntryStore.LastEvent seenLast = entries.lastEvent(entryId).orElseThrow();
        if (seenLast.before() != null
                && seenLast.before().state().isAtDesk()
                && seenLast.before().callId() != null) {
            // desk before entry: the order in which all locks are taken
            calls.find(seenLast.before().callId()).ifPresent(call -> desks.lock(call.deskSessionId()));
        }
        Entry entry = isOverride(seenLast.action())
                ? access.lockedInQueue(actor, seen.id())
                : access.locked(actor, seen.id());
        EntryStore.LastEvent last = entries.lastEvent(entryId).orElseThrow();
        if (entry.version() != version || last.version() != version || seenLast.version() != version) {
            return Outcome.refused(QueueProblem.STALE_VERSION);
        }
        Entry.Snapshot before = last.before();
        if (before == null
                || !Transitions.canBeUndone(last.action())
                || !before.state().isActive()
                || clock.instant().isAfter(last.at().plus(WITHIN))) {
            return tooLate("It is too long ago, or can't be undone.");
        }
        if (!entry.state().isActive()) {
            if (!path.canTakeBack(entry)) {
                return tooLate("The patient has gone on since.");
            }
            if (waitsHereAgain(entry)) {
                return tooLate("The patient is in this queue again.");
            }
        }
        if (before.state().isAtDesk() && !entry.state().isAtDesk()) {
            Outcome<Entry> refusal = reopen(entry, before);
            if (refusal != null) {
                return refusal;
            }
        }
        if (entry.state().isAtDesk() && !before.state().isAtDesk()) {
            calls.end(callOf(entry), clock.instant(), Call.Outcome.UNDONE);
            feed.changed(entry.facilityId(), Calls.CALL, callOf(entry));
        }
        if (entry.state() == EntryState.SERVING && before.state() == EntryState.CALLED) {
            calls.unstart(callOf(entry));
            feed.changed(entry.facilityId(), Calls.CALL, callOf(entry));
        }
        if (!entry.state().isActive()) {
            path.takeBack(actor, entry);
        }
        if (last.action() == EntryAction.SERVE && before.state() == EntryState.WAITING) {
            calls.end(callOf(entry), clock.instant(), Call.Outcome.MISSED); // as it was before the late "served"
            feed.changed(entry.facilityId(), Calls.CALL, callOf(entry));
        }
        boolean changedPlace = isOverride(last.action()) || last.action() == EntryAction.SERVE;
        Entry.Edit edit = entry.edit().restore(before).at(changedPlace ? before.place() : entry.place());
        if (before.state() != entry.state()) {
            edit.markUnreliable();
        }
        return Outcome.done(changes.apply(
                actor,
                EntryAction.UNDO,
                entry,
                edit,
                new EntryChanges.Why(null, version, facts(entry, last.action(), before))));
    }

    private static boolean isOverride(EntryAction action) {
        return action == EntryAction.MOVE || action == EntryAction.SET_URGENCY;
    }

    /** The same of the way back as the audit log has of the way there. */
    private Map<String, Object> facts(Entry entry, EntryAction undone, Entry.Snapshot before) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("undoes", undone);
        if (isOverride(undone)) {
            List<Board.Waiting> now = order.now(entry.queueId());
            facts.putAll(order.override(entry, before.place(), now, now));
        } else if (undone == EntryAction.BIND) {
            facts.putAll(Entries.bound(entry.boundDoctorId(), before.boundDoctorId()));
        }
        return facts;
    }

    private boolean waitsHereAgain(Entry entry) {
        return entries.ofVisit(entry.visitId()).stream()
                .anyMatch(other -> other.queueId().equals(entry.queueId())
                        && other.state().isActive()
                        && !path.isBegunBy(other, entry));
    }

    /** Null where the call is active again. */
    private @Nullable Outcome<Entry> reopen(Entry entry, Entry.Snapshot before) {
        UUID callId = before.callId();
        if (callId == null) {
            return tooLate("There is no call to go back to.");
        }
        Call call = calls.find(callId).orElseThrow();
        DeskSession desk = desks.find(call.deskSessionId()).orElseThrow();
        boolean slotTaken = calls.activeAt(desk.id()).stream().anyMatch(active -> active.slot() == call.slot());
        boolean maySee = desk.state() == DeskSession.State.ACTIVE
                || (desk.state() != DeskSession.State.CLOSED && before.state() == EntryState.SERVING);
        if (!maySee || slotTaken) {
            return tooLate("The desk has gone on since.");
        }
        if (calls.isVisitCalled(entry.visitId())) {
            return tooLate("The patient is at another desk.");
        }
        calls.reopen(callId, before.startedAt());
        feed.changed(entry.facilityId(), Calls.CALL, callId);
        return null;
    }

    private static UUID callOf(Entry entry) {
        if (entry.callId() == null) {
            throw new IllegalStateException("entry " + entry.id() + " is at a desk without a call");
        }
        return entry.callId();
    }

    private static Outcome<Entry> tooLate(String why) {
        return Outcome.refused(QueueProblem.UNDO_TOO_LATE, why);
    }
}
