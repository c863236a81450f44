package org.careturn.queueing;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.QueueSettings;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.careturn.queueing.domain.Board;
import org.careturn.queueing.domain.OrderRule;
import org.careturn.queueing.jdbc.CallStore;
import org.careturn.queueing.jdbc.DeskSessionStore;
import org.careturn.queueing.jdbc.EntryStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Calling patients to a desk. The next one is chosen under the locks of the queues' rows, so that the order is strict
 * and nobody is called twice, however many desks call at once.
 *
 * <p>Locks are taken in this order: desk session, queues by ascending id, entry, visit, facility.
 */
@Service
public class Calls {
    static final String CALL = "call";

    private final CallStore calls;
    private final EntryStore entries;
    private final DeskSessionStore desks;
    private final EntryAccess access;
    private final EntryChanges changes;
    private final VisitPath path;
    private final QueueOrder order;
    private final Facilities facilities;
    private final ChangeFeed feed;
    private final Clock clock;

    Calls(
            CallStore calls,
            EntryStore entries,
            DeskSessionStore desks,
            EntryAccess access,
            EntryChanges changes,
            VisitPath path,
            QueueOrder order,
            Facilities facilities,
            ChangeFeed feed,
            Clock clock) {
        this.calls = calls;
        this.entries = entries;
        this.desks = desks;
        this.access = access;
        this.changes = changes;
        this.path = path;
        this.order = order;
        this.facilities = facilities;
        this.feed = feed;
        this.clock = clock;
    }

    /** How urgent whoever was served has turned out to be, for what follows, and why. */
    public record Assessed(Urgency urgency, String reason) {}

    /** An entry together with the call under which it stands. */
    public record Called(Entry entry, Call call) {}

    /** Calls whoever comes first in the desk's queues, or in the one named. */
    @Transactional
    public Outcome<Called> callNext(Actor actor, UUID deskSessionId, @Nullable UUID queueId) {
        DeskSession desk = desk(actor, deskSessionId);
        if (queueId != null && !desk.queueIds().contains(queueId)) {
            return Outcome.refused(QueueProblem.QUEUE_NOT_AT_DESK);
        }
        List<UUID> queueIds = queueId == null ? desk.queueIds() : List.of(queueId);
        Map<UUID, Long> turns = calls.lockTurns(queueIds);
        @Nullable Integer slot = freeSlot(desk);
        if (slot == null) {
            return deskRefusal(desk);
        }
        OrderRule rule =
                order.ruleAcross(queueIds.stream().map(facilities::queue).toList());
        Set<UUID> atAnotherDesk = new HashSet<>();
        while (true) {
            Entry next = first(queueIds, desk, rule, atAnotherDesk);
            if (next == null) {
                return Outcome.refused(QueueProblem.QUEUE_EMPTY);
            }
            Called called = call(actor, desk, slot, next, turns.getOrDefault(next.queueId(), 0L) + 1);
            if (called != null) {
                return Outcome.done(called);
            }
            if (entries.lock(next.id()).orElseThrow().version() == next.version()) {
                atAnotherDesk.add(next.id()); // called from a parallel queue since the heads were read
            }
        }
    }

    /**
     * Calls this entry; where another one is next in its queue for this desk, or a more urgent one in the desk's other
     * queues, that needs a reason.
     */
    @Transactional
    public Outcome<Called> callThis(Actor actor, UUID entryId, UUID deskSessionId, @Nullable String reason) {
        DeskSession desk = desk(actor, deskSessionId);
        Entry seen = access.visible(actor, entryId);
        if (!desk.queueIds().contains(seen.queueId())) {
            return Outcome.refused(QueueProblem.QUEUE_NOT_AT_DESK);
        }
        Map<UUID, Long> turns = calls.lockTurns(desk.queueIds());
        Entry entry = access.locked(actor, entryId);
        if (entry.state() == EntryState.CALLED && entry.callId() != null) {
            Call current = calls.find(entry.callId()).orElseThrow();
            if (current.deskSessionId().equals(deskSessionId)) {
                return Outcome.noop(new Called(entry, current));
            }
            return Outcome.refused(QueueProblem.PATIENT_AT_ANOTHER_DESK);
        }
        if (entry.state() != EntryState.WAITING) {
            return wrongState(entry);
        }
        if (entry.boundDoctorId() != null && !entry.boundDoctorId().equals(desk.accountId())) {
            return Outcome.refused(QueueProblem.BOUND_TO_ANOTHER_DOCTOR);
        }
        @Nullable Integer slot = freeSlot(desk);
        if (slot == null) {
            return deskRefusal(desk);
        }
        QueueSettings queue = facilities.queue(entry.queueId());
        Entry next = first(List.of(queue.id()), desk, order.rule(queue), Set.of());
        Entry elsewhere = moreUrgentElsewhere(desk, entry);
        boolean outOfTurn = (next != null && !next.id().equals(entryId)) || elsewhere != null;
        if (outOfTurn && (reason == null || reason.isBlank())) {
            return Outcome.refused(QueueProblem.REASON_FOR_ORDER_REQUIRED);
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        if (outOfTurn) {
            facts.put("positionBefore", QueueOrder.position(order.now(queue.id()), entryId));
        }
        if (elsewhere != null) {
            facts.put("passedOver", elsewhere.id());
        }
        EntryChanges.Why why = EntryChanges.Why.because(reason, facts);
        Called called = call(actor, desk, slot, entry, turns.getOrDefault(entry.queueId(), 0L) + 1, why);
        return called == null ? Outcome.refused(QueueProblem.PATIENT_AT_ANOTHER_DESK) : Outcome.done(called);
    }

    /** Who comes first of all the desk's queues, where that is somebody more urgent in another one than this entry's. */
    private @Nullable Entry moreUrgentElsewhere(DeskSession desk, Entry entry) {
        List<UUID> queueIds = desk.queueIds();
        OrderRule rule =
                order.ruleAcross(queueIds.stream().map(facilities::queue).toList());
        Entry first = first(queueIds, desk, rule, Set.of());
        return first != null
                        && !first.queueId().equals(entry.queueId())
                        && first.place().urgency().level()
                                < entry.place().urgency().level()
                ? first
                : null;
    }

    /** Calls the patient once more, to the same room. */
    @Transactional
    public Outcome<Entry> recall(Actor actor, UUID entryId, UUID callId) {
        Entry entry = access.locked(actor, entryId);
        if (!callId.equals(entry.callId())) {
            return Outcome.refused(QueueProblem.STALE_CALL);
        }
        if (entry.state() != EntryState.CALLED) {
            return wrongState(entry);
        }
        calls.recall(callId, clock.instant());
        feed.changed(entry.facilityId(), CALL, callId);
        return Outcome.done(changes.apply(actor, EntryAction.RECALL, entry, entry.edit(), EntryChanges.Why.PLAIN));
    }

    /** A call as it stands now; for the server's own modules. */
    @Transactional(readOnly = true)
    public Optional<Call> find(UUID callId) {
        return calls.find(callId);
    }

    /** The patient is here: service starts; of no effect where the day has ended for this call since. */
    @Transactional
    public Outcome<Entry> start(Actor actor, UUID entryId, UUID callId) {
        Entry entry = access.locked(actor, entryId);
        if (!callId.equals(entry.callId())) {
            return Outcome.refused(QueueProblem.STALE_CALL);
        }
        if (entry.state() == EntryState.SERVING || entry.state() == EntryState.SERVED) {
            return Outcome.noop(entry);
        }
        EntryState beforeDayEnd = entries.beforeDayEnd(entry);
        if (beforeDayEnd != null && beforeDayEnd.isAtDesk()) {
            return Outcome.noop(entry); // what counts is whether "served" follows
        }
        if (entry.state() != EntryState.CALLED) {
            return wrongState(entry);
        }
        Instant now = clock.instant();
        calls.start(callId, now);
        feed.changed(entry.facilityId(), CALL, callId);
        return Outcome.done(
                changes.apply(actor, EntryAction.START, entry, entry.edit().serving(now), EntryChanges.Why.PLAIN));
    }

    /**
     * Service is done. Without a start it counts from the call, and is left out of statistics; after the same call was
     * taken for missed, or the day ended while the desk could not be heard, served wins.
     */
    @Transactional
    public Outcome<Entry> serve(Actor actor, UUID entryId, UUID callId) {
        return serve(actor, entryId, callId, null);
    }

    /** The same; what follows has the urgency that was found here, whenever it begins. */
    @Transactional
    public Outcome<Entry> serve(Actor actor, UUID entryId, UUID callId, @Nullable Assessed assessed) {
        Entry entry = access.locked(actor, entryId);
        if (!callId.equals(entry.callId())) {
            return Outcome.refused(QueueProblem.STALE_CALL);
        }
        if (entry.state() == EntryState.SERVED) {
            return Outcome.noop(entry);
        }
        Call call = calls.find(callId).orElseThrow();
        boolean wasMissed = call.outcome() == Call.Outcome.MISSED || call.outcome() == Call.Outcome.NO_SHOW;
        boolean waitsAfterMiss =
                wasMissed && (entry.state() == EntryState.WAITING || entry.state() == EntryState.NO_SHOW);
        EntryState beforeDayEnd = entries.beforeDayEnd(entry);
        boolean dayEnded = beforeDayEnd != null && (wasMissed || beforeDayEnd.isAtDesk());
        if (!entry.state().isAtDesk() && !waitsAfterMiss && !dayEnded) {
            return wrongState(entry);
        }
        Instant now = clock.instant();
        Instant started = entry.startedAt() == null ? call.calledAt() : entry.startedAt();
        Entry.Edit edit = entry.edit().served(started, now);
        if (entry.state() != EntryState.SERVING) {
            edit.markUnreliable();
        }
        EntryChanges.Why why = EntryChanges.Why.PLAIN;
        Place place = entry.place();
        if (assessed != null && assessed.urgency() != place.urgency()) {
            edit.at(new Place(assessed.urgency(), place.since(), place.tie()));
            why = EntryChanges.Why.because(
                    assessed.reason(), Map.of("urgencyBefore", place.urgency(), "urgencyAfter", assessed.urgency()));
        }
        calls.end(callId, now, Call.Outcome.SERVED);
        feed.changed(entry.facilityId(), CALL, callId);
        Entry served = changes.apply(actor, EntryAction.SERVE, entry, edit, why);
        if (dayEnded) {
            path.servedAfterDayEnd(actor, served);
        } else {
            path.entryEnded(actor, served);
        }
        return Outcome.done(served);
    }

    /**
     * The patient did not come. He waits again, passed over for some calls, as often as the queue allows; after that he
     * is a no-show.
     */
    @Transactional
    public Outcome<Entry> noShow(Actor actor, UUID entryId, UUID callId) {
        Entry entry = access.locked(actor, entryId);
        if (!callId.equals(entry.callId())) {
            return Outcome.refused(QueueProblem.STALE_CALL);
        }
        if (entry.state() != EntryState.CALLED) {
            Call call = calls.find(callId).orElseThrow();
            return call.outcome() == null ? wrongState(entry) : Outcome.noop(entry);
        }
        QueueSettings queue = facilities.queue(entry.queueId());
        Instant now = clock.instant();
        int missed = entry.missedCalls() + 1;
        boolean returns = missed <= queue.missedCallsAllowed();
        Entry.Edit edit = returns
                ? entry.edit()
                        .waiting()
                        .missed(missed, calls.callsSoFar(entry.queueId()) + queue.missedCallReturnAfter())
                : entry.edit().missed(missed, null).ended(EntryState.NO_SHOW, now);
        calls.end(callId, now, returns ? Call.Outcome.MISSED : Call.Outcome.NO_SHOW);
        feed.changed(entry.facilityId(), CALL, callId);
        Entry after = changes.apply(actor, EntryAction.MISS, entry, edit, EntryChanges.Why.PLAIN);
        if (!returns) {
            path.entryEnded(actor, after);
        }
        return Outcome.done(after);
    }

    private DeskSession desk(Actor actor, UUID deskSessionId) {
        DeskSession desk = desks.lock(deskSessionId)
                .filter(d -> actor.mayIn(d.facilityId()))
                .orElseThrow(EntryAccess::nothing);
        if (!desk.accountId().equals(actor.accountId())) {
            throw new RefusedException(QueueProblem.DESK_NOT_YOURS);
        }
        return desk;
    }

    private @Nullable Integer freeSlot(DeskSession desk) {
        if (desk.state() != DeskSession.State.ACTIVE) {
            return null;
        }
        Set<Integer> taken = new HashSet<>();
        calls.activeAt(desk.id()).forEach(call -> taken.add(call.slot()));
        for (int slot = 1; slot <= desk.callSlots(); slot++) {
            if (!taken.contains(slot)) {
                return slot;
            }
        }
        return null;
    }

    private static <T> Outcome<T> deskRefusal(DeskSession desk) {
        return Outcome.refused(
                desk.state() == DeskSession.State.ACTIVE ? QueueProblem.DESK_BUSY : QueueProblem.DESK_NOT_ACTIVE);
    }

    private @Nullable Entry first(List<UUID> queueIds, DeskSession desk, OrderRule rule, Set<UUID> without) {
        List<Entry> heads = new ArrayList<>(entries.heads(queueIds, desk.accountId()));
        heads.removeIf(head -> without.contains(head.id()));
        if (heads.isEmpty()) {
            heads.addAll(entries.headsIfNobodyElse(queueIds, desk.accountId()));
            heads.removeIf(head -> without.contains(head.id()));
        }
        Board.Waiting first = Board.first(
                heads.stream()
                        .map(head -> new Board.Waiting(head.id(), head.place(), head.boundDoctorId(), 0))
                        .toList(),
                rule,
                clock.instant());
        return first == null
                ? null
                : heads.stream()
                        .filter(head -> head.id().equals(first.entryId()))
                        .findFirst()
                        .orElseThrow();
    }

    private @Nullable Called call(Actor actor, DeskSession desk, int slot, Entry entry, long sequence) {
        return call(actor, desk, slot, entry, sequence, EntryChanges.Why.PLAIN);
    }

    /** Null where the patient stands under a call from another queue, or the entry has changed since it was read. */
    private @Nullable Called call(
            Actor actor, DeskSession desk, int slot, Entry entry, long sequence, EntryChanges.Why why) {
        Instant now = clock.instant();
        Call call = new Call(
                Ids.next(),
                entry.facilityId(),
                entry.id(),
                entry.visitId(),
                entry.queueId(),
                sequence,
                desk.id(),
                slot,
                desk.roomId(),
                now,
                0,
                null,
                null,
                null,
                null);
        if (!calls.insert(call, desk.callSlots(), entry.version())) {
            return null;
        }
        Entry called =
                changes.apply(actor, EntryAction.CALL, entry, entry.edit().called(call.id(), now), why);
        calls.countCall(entry.queueId(), sequence);
        feed.changed(entry.facilityId(), CALL, call.id());
        return new Called(called, call);
    }

    static <T> Outcome<T> wrongState(Entry entry) {
        return Outcome.refused(
                QueueProblem.WRONG_STATE,
                "The entry is " + entry.state() + ".",
                Map.of("entryId", entry.id(), "state", entry.state()));
    }
}
