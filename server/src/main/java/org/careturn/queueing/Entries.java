package org.careturn.queueing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.FacilityProblem;
import org.careturn.facilities.QueueSettings;
import org.careturn.facilities.Urgency;
import org.careturn.identity.Accounts;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.ProblemType;
import org.careturn.platform.Role;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.Page;
import org.careturn.queueing.domain.Board;
import org.careturn.queueing.domain.Transitions;
import org.careturn.queueing.jdbc.CallStore;
import org.careturn.queueing.jdbc.EntryHistory;
import org.careturn.queueing.jdbc.EntryStore;
import org.careturn.queueing.jdbc.VisitStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with an entry besides calling and serving it. */
@Service
public class Entries {
    private final EntryStore entries;
    private final EntryHistory history;
    private final CallStore calls;
    private final VisitStore visits;
    private final EntryAccess access;
    private final EntryChanges changes;
    private final VisitPath path;
    private final QueueOrder order;
    private final Admission admission;
    private final Facilities facilities;
    private final Accounts accounts;
    private final ChangeFeed feed;
    private final Clock clock;

    Entries(
            EntryStore entries,
            EntryHistory history,
            CallStore calls,
            VisitStore visits,
            EntryAccess access,
            EntryChanges changes,
            VisitPath path,
            QueueOrder order,
            Admission admission,
            Facilities facilities,
            Accounts accounts,
            ChangeFeed feed,
            Clock clock) {
        this.entries = entries;
        this.history = history;
        this.calls = calls;
        this.visits = visits;
        this.access = access;
        this.changes = changes;
        this.path = path;
        this.order = order;
        this.admission = admission;
        this.facilities = facilities;
        this.accounts = accounts;
        this.feed = feed;
        this.clock = clock;
    }

    public Entry get(Actor actor, UUID entryId) {
        return access.visible(actor, entryId);
    }

    /** All that happened to the entry, the latest first: who did it, at which desk, in which room; for the staff. */
    public Page<EntryEvent> history(Actor actor, UUID entryId, @Nullable String cursor, int limit) {
        Entry entry = access.visible(actor, entryId);
        if (!actor.mayIn(entry.facilityId())) {
            throw EntryAccess.nothing();
        }
        List<EntryEvent> found = history.page(entryId, Cursor.number(cursor), limit + 1);
        return Page.of(found, limit, event -> Cursor.of(event.version()));
    }

    /** Takes the entry out of the running for a while; it keeps its place. */
    @Transactional
    public Outcome<Entry> hold(Actor actor, UUID entryId, @Nullable String reason) {
        Entry entry = access.locked(actor, entryId);
        if (entry.state() == EntryState.ON_HOLD) {
            return Outcome.noop(entry);
        }
        if (!entry.state().isActive()) {
            return Calls.wrongState(entry);
        }
        endCall(entry, Call.Outcome.HELD);
        return Outcome.done(
                changes.apply(actor, EntryAction.HOLD, entry, entry.edit().onHold(), EntryChanges.Why.because(reason)));
    }

    @Transactional
    public Outcome<Entry> resume(Actor actor, UUID entryId) {
        Entry entry = access.locked(actor, entryId);
        if (entry.state() == EntryState.WAITING) {
            return Outcome.noop(entry);
        }
        if (entry.state() != EntryState.ON_HOLD) {
            return Calls.wrongState(entry);
        }
        return Outcome.done(
                changes.apply(actor, EntryAction.RESUME, entry, entry.edit().waiting(), EntryChanges.Why.PLAIN));
    }

    /**
     * The patient says, or lets say, that he is held up: his entry is on hold, so that nobody calls him, and keeps its
     * place. It waits again once he is here, not when the time is over: called while he is away he would lose the place.
     *
     * @param minutes so long from {@code said}; 0: he is here, or not late after all
     * @param said when it was said; null: now
     */
    @Transactional
    public Outcome<Entry> runningLate(Actor actor, UUID entryId, int minutes, @Nullable Instant said) {
        Entry entry = access.locked(actor, entryId);
        boolean late = entry.state() == EntryState.ON_HOLD && entry.expectedAt() != null;
        if (minutes == 0) {
            if (entry.state() == EntryState.WAITING) {
                return Outcome.noop(entry);
            }
            return late
                    ? Outcome.done(changes.apply(
                            actor, EntryAction.RESUME, entry, entry.edit().waiting(), EntryChanges.Why.PLAIN))
                    : Calls.wrongState(entry);
        }
        // whom staff have put on hold stays so
        if (entry.state() != EntryState.WAITING && !late) {
            return Calls.wrongState(entry);
        }
        Instant expected = (said == null ? clock.instant() : said)
                .truncatedTo(ChronoUnit.SECONDS)
                .plus(Duration.ofMinutes(minutes));
        if (expected.equals(entry.expectedAt())) {
            return Outcome.noop(entry);
        }
        return Outcome.done(changes.apply(
                actor,
                EntryAction.RUNNING_LATE,
                entry,
                entry.edit().lateUntil(expected),
                EntryChanges.Why.because(null, Map.of("expectedAt", expected))));
    }

    /**
     * Sends the patient on to other queues, in parallel.
     *
     * @param returns whether he comes back to this queue when all of that is done, at his former place; to the doctor
     *     who has seen him, if one has
     */
    @Transactional
    public Outcome<Entry> transfer(
            Actor actor, UUID entryId, List<UUID> queueIds, boolean returns, @Nullable String reason) {
        Entry entry = access.locked(actor, entryId);
        if (!entry.state().isActive()) {
            return Calls.wrongState(entry);
        }
        Visit visit = visits.lock(entry.visitId()).orElseThrow();
        List<Entry> others = entries.ofVisit(visit.id());
        for (UUID queueId : queueIds) {
            QueueSettings queue = facilities.findQueue(queueId).orElse(null);
            if (queue == null || !queue.facilityId().equals(entry.facilityId())) {
                return Outcome.refused(QueueProblem.UNKNOWN_QUEUE);
            }
            if (!queue.open()) {
                return Outcome.refused(QueueProblem.QUEUE_CLOSED);
            }
            if (queueId.equals(entry.queueId())
                    || others.stream()
                            .anyMatch(other ->
                                    other.state().isActive() && other.queueId().equals(queueId))) {
                return Outcome.refused(QueueProblem.ALREADY_IN_QUEUE);
            }
        }
        if (new HashSet<>(queueIds).size() != queueIds.size()) {
            return Outcome.refused(QueueProblem.ALREADY_IN_QUEUE);
        }
        UUID doctor = returns ? path.seenBy(entry).orElse(entry.boundDoctorId()) : null;
        endCall(entry, Call.Outcome.TRANSFERRED);
        Entry after = changes.apply(
                actor,
                EntryAction.TRANSFER,
                entry,
                entry.edit().ended(EntryState.TRANSFERRED, clock.instant()),
                EntryChanges.Why.because(reason, Map.of("queueIds", queueIds, "returns", returns)));
        path.transfer(actor, visit, after, queueIds, returns, doctor);
        return Outcome.done(after);
    }

    /** Gives up the place before being called. */
    @Transactional
    public Outcome<Entry> cancel(Actor actor, UUID entryId, @Nullable String reason) {
        Entry entry = access.locked(actor, entryId);
        if (entry.state() == EntryState.CANCELLED) {
            return Outcome.noop(entry);
        }
        return end(actor, EntryAction.CANCEL, EntryState.CANCELLED, entry, reason);
    }

    /** The patient has gone without being seen. */
    @Transactional
    public Outcome<Entry> leave(Actor actor, UUID entryId, @Nullable String reason) {
        Entry entry = access.locked(actor, entryId);
        if (entry.state() == EntryState.LEFT) {
            return Outcome.noop(entry);
        }
        return end(actor, EntryAction.LEAVE, EntryState.LEFT, entry, reason);
    }

    private Outcome<Entry> end(
            Actor actor, EntryAction action, EntryState terminal, Entry entry, @Nullable String reason) {
        if (!Transitions.allows(action, entry.state(), terminal)) {
            return Calls.wrongState(entry);
        }
        endCall(entry, Call.Outcome.LEFT);
        Entry after = changes.apply(
                actor, action, entry, entry.edit().ended(terminal, clock.instant()), EntryChanges.Why.because(reason));
        path.entryEnded(actor, after);
        return Outcome.done(after);
    }

    /**
     * Moves an entry within its category.
     *
     * @param after the entry behind which it shall stand; null: before all others of its category. Where that one doesn't
     *     wait any more, the nearest that stood before it takes its part, and the outcome is MERGED.
     */
    @Transactional
    public Outcome<Entry> move(Actor actor, UUID entryId, @Nullable UUID after, String reason) {
        Entry entry = access.lockedInQueue(actor, entryId);
        if (entry.state() != EntryState.WAITING) {
            return Calls.wrongState(entry);
        }
        if (entryId.equals(after)) {
            return Outcome.noop(entry);
        }
        List<Board.Waiting> before = order.now(entry.queueId());
        List<Board.Waiting> others = before.stream()
                .filter(w -> w.place().urgency() == entry.place().urgency()
                        && !w.entryId().equals(entryId))
                .sorted(Comparator.comparing(Board.Waiting::place))
                .toList();
        boolean merged = false;
        Board.Waiting behind = null;
        if (after != null) {
            Entry anchor = entries.find(after)
                    .filter(a -> a.queueId().equals(entry.queueId()))
                    .orElse(null);
            if (anchor == null) {
                return Outcome.refused(QueueProblem.ANCHOR_GONE);
            }
            if (anchor.place().urgency() != entry.place().urgency()) {
                return Outcome.refused(QueueProblem.CROSSES_URGENCY);
            }
            merged = anchor.state() != EntryState.WAITING;
            behind = others.stream()
                    .filter(w -> w.place().compareTo(anchor.place()) <= 0)
                    .reduce((first, last) -> last)
                    .orElse(null);
        }
        if (behind == null && others.isEmpty()) {
            return Outcome.noop(entry);
        }
        Place place;
        if (behind == null) {
            place = new Place(
                    entry.place().urgency(),
                    others.getFirst().place().since().minusNanos(1_000),
                    entry.place().tie());
        } else {
            for (UUID shifted : entries.makeRoomAfter(entry.queueId(), behind.place())) {
                feed.changed(entry.facilityId(), EntryChanges.ENTRY, shifted);
            }
            place = new Place(
                    entry.place().urgency(),
                    behind.place().since(),
                    behind.place().tie() + 1);
        }
        Entry amongShifted = entries.find(entryId).orElseThrow(); // may have been shifted itself; an undo leads there
        Map<String, Object> facts = order.override(amongShifted, place, before, order.now(entry.queueId()));
        Entry moved = changes.apply(
                actor,
                EntryAction.MOVE,
                amongShifted,
                amongShifted.edit().at(place),
                EntryChanges.Why.because(reason, facts));
        return merged ? Outcome.merged(moved) : Outcome.done(moved);
    }

    /** Gives the entry another category; from when it waits stays. */
    @Transactional
    public Outcome<Entry> setUrgency(Actor actor, UUID entryId, Urgency urgency, String reason) {
        Entry entry = access.lockedInQueue(actor, entryId);
        if (entry.state() != EntryState.WAITING && entry.state() != EntryState.ON_HOLD) {
            return Calls.wrongState(entry);
        }
        if (entry.place().urgency() == urgency) {
            return Outcome.noop(entry);
        }
        Place place = new Place(urgency, entry.place().since(), entry.place().tie());
        List<Board.Waiting> now = order.now(entry.queueId());
        Map<String, Object> facts = order.override(entry, place, now, now);
        return Outcome.done(changes.apply(
                actor,
                EntryAction.SET_URGENCY,
                entry,
                entry.edit().at(place),
                EntryChanges.Why.because(reason, facts)));
    }

    /** Lets the entry wait for one doctor, or for any. */
    @Transactional
    public Outcome<Entry> bind(Actor actor, UUID entryId, @Nullable UUID doctorId) {
        Entry entry = access.locked(actor, entryId);
        if (entry.state() != EntryState.WAITING && entry.state() != EntryState.ON_HOLD) {
            return Calls.wrongState(entry);
        }
        if (Objects.equals(entry.boundDoctorId(), doctorId)) {
            return Outcome.noop(entry);
        }
        if (doctorId != null && !accounts.holds(doctorId, Role.DOCTOR, entry.facilityId())) {
            return Outcome.refused(QueueProblem.DOCTOR_NOT_IN_FACILITY);
        }
        return Outcome.done(changes.apply(
                actor,
                EntryAction.BIND,
                entry,
                entry.edit().boundTo(doctorId),
                EntryChanges.Why.because(null, bound(entry.boundDoctorId(), doctorId))));
    }

    /** For the audit log; who waits for any doctor is bound to none. */
    static Map<String, Object> bound(@Nullable UUID before, @Nullable UUID after) {
        Map<String, Object> facts = new LinkedHashMap<>();
        if (before != null) {
            facts.put("doctorBefore", before);
        }
        if (after != null) {
            facts.put("doctorAfter", after);
        }
        return facts;
    }

    /** Records a service that was kept on paper while the system could not be used, be it after the end of the day. */
    @Transactional
    public Outcome<Entry> lateEntry(
            Actor actor, UUID entryId, Instant startedAt, Instant endedAt, @Nullable UUID roomId) {
        Entry entry = access.locked(actor, entryId);
        if (entry.state() == EntryState.SERVED) {
            return Outcome.noop(entry);
        }
        boolean dayEnded = entries.beforeDayEnd(entry) != null;
        if (!Transitions.allows(EntryAction.LATE_ENTRY, entry.state(), EntryState.SERVED)
                || (entry.state() == EntryState.LEFT && !dayEnded)) {
            return Calls.wrongState(entry);
        }
        // he may have been registered only when all was over
        LocalDate day = facilities.facility(entry.facilityId()).serviceDay(startedAt);
        if (day.isBefore(entry.serviceDay()) || endedAt.isBefore(startedAt) || endedAt.isAfter(clock.instant())) {
            return Outcome.refused(QueueProblem.INVALID_TIME);
        }
        if (roomId != null
                && facilities
                        .findRoom(roomId)
                        .filter(room -> room.facilityId().equals(entry.facilityId()))
                        .isEmpty()) {
            return Outcome.refused(CommonProblem.INVALID_REQUEST, "There is no such room in this facility.");
        }
        endCall(entry, Call.Outcome.SERVED);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("startedAt", startedAt);
        facts.put("endedAt", endedAt);
        if (roomId != null) {
            facts.put("roomId", roomId);
        }
        Entry served = changes.apply(
                actor,
                EntryAction.LATE_ENTRY,
                entry,
                entry.edit().served(startedAt, endedAt).markUnreliable(),
                EntryChanges.Why.because(null, facts));
        if (dayEnded) {
            path.servedAfterDayEnd(actor, served);
        } else {
            path.entryEnded(actor, served);
        }
        return Outcome.done(served);
    }

    /** Waits again at the tail of the queue from which the patient had dropped out. Returns the new entry. */
    @Transactional
    public Outcome<Entry> rejoin(Actor actor, UUID entryId) {
        Entry entry = access.lockedInQueue(actor, entryId);
        if (entry.state() != EntryState.NO_SHOW
                && entry.state() != EntryState.LEFT
                && entry.state() != EntryState.CANCELLED) {
            return Calls.wrongState(entry);
        }
        Visit visit = visits.lock(entry.visitId()).orElseThrow();
        if (!facilities.facility(visit.facilityId()).serviceDay(clock.instant()).equals(visit.serviceDay())) {
            return Outcome.refused(QueueProblem.VISIT_ENDED);
        }
        for (Entry other : entries.ofVisit(visit.id())) {
            if (other.queueId().equals(entry.queueId()) && other.state().isActive()) {
                return Outcome.noop(other);
            }
        }
        if (entries.lastEvent(entryId).orElseThrow().action() == EntryAction.TAKE_BACK) {
            return Calls.wrongState(entry); // an undo says that he was never here
        }
        ProblemType full = admission.refusal(entry.queueId());
        if (full != null) {
            return Outcome.refused(full);
        }
        if (!actor.mayIn(entry.facilityId()) && admission.isClosed(facilities.facility(entry.facilityId()))) {
            return Outcome.refused(FacilityProblem.FACILITY_CLOSED);
        }
        return Outcome.done(path.rejoin(actor, visit, entry));
    }

    private void endCall(Entry entry, Call.Outcome outcome) {
        if (entry.state().isAtDesk() && entry.callId() != null) {
            calls.end(entry.callId(), clock.instant(), outcome);
            feed.changed(entry.facilityId(), Calls.CALL, entry.callId());
        }
    }
}
