package org.careturn.queueing;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.careturn.facilities.Urgency;
import org.careturn.identity.Accounts;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.Ids;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.queueing.jdbc.CallStore;
import org.careturn.queueing.jdbc.DeskSessionStore;
import org.careturn.queueing.jdbc.EntryStore;
import org.careturn.queueing.jdbc.VisitStore;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * A visit's way from step to step. When nothing of it is active any more, its next steps begin; when none are left, the
 * visit ends. Everything here happens under the visit's lock, so that two parallel steps that end at the same moment
 * begin the next one once.
 */
@Component
class VisitPath {
    static final String VISIT = "visit";

    private final VisitStore visits;
    private final EntryStore entries;
    private final CallStore calls;
    private final DeskSessionStore desks;
    private final EntryChanges changes;
    private final Accounts accounts;
    private final ChangeFeed feed;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    VisitPath(
            VisitStore visits,
            EntryStore entries,
            CallStore calls,
            DeskSessionStore desks,
            EntryChanges changes,
            Accounts accounts,
            ChangeFeed feed,
            ApplicationEventPublisher events,
            Clock clock) {
        this.visits = visits;
        this.entries = entries;
        this.calls = calls;
        this.desks = desks;
        this.changes = changes;
        this.accounts = accounts;
        this.feed = feed;
        this.events = events;
        this.clock = clock;
    }

    /** Lays out the path of a new visit; nothing of it has begun. */
    void layOut(Visit visit, List<List<UUID>> steps) {
        int ordinal = 0;
        for (List<UUID> parallel : steps) {
            ordinal++;
            for (UUID queue : parallel) {
                visits.addStep(
                        visit.facilityId(), visit.id(), new VisitStep(ordinal, queue, null, null, null, null, null));
            }
        }
    }

    /** Goes on with the next steps after an entry has ended, or ends the visit. */
    void entryEnded(Actor actor, Entry ended) {
        Visit visit = visits.lock(ended.visitId()).orElseThrow();
        List<Entry> all = entries.ofVisit(visit.id());
        if (all.stream().anyMatch(entry -> entry.state().isActive())) {
            return;
        }
        List<VisitStep> steps = visits.steps(visit.id());
        List<VisitStep> ahead =
                steps.stream().filter(step -> step.entryId() == null).toList();
        boolean goesOn = !ahead.isEmpty() && goesOn(ended, all, steps, ahead);
        if (goesOn) {
            for (VisitStep step : ahead) {
                if (step.ordinal() == ahead.getFirst().ordinal()) {
                    begin(actor, visit, backAtDoctor(step, all), ended, urgencyAfter(ended, all, steps));
                }
            }
        }
        if (!goesOn || visit.endedAt() != null) {
            Instant now = clock.instant();
            visits.setEnded(visit.id(), goesOn ? null : now);
            feed.changed(visit.facilityId(), VISIT, visit.id());
            if (!goesOn) {
                boolean seen = all.stream().anyMatch(entry -> entry.state() == EntryState.SERVED);
                events.publishEvent(new VisitEnded(visit, now, seen));
            }
        }
    }

    /** Ends the visit where nothing of it is active; what is still ahead doesn't begin. */
    void dayEnded(Entry ended) {
        Visit visit = visits.lock(ended.visitId()).orElseThrow();
        if (entries.ofVisit(visit.id()).stream()
                .noneMatch(entry -> entry.state().isActive())) {
            visits.setEnded(visit.id(), clock.instant());
            feed.changed(visit.facilityId(), VISIT, visit.id());
        }
    }

    /**
     * The patient was served although the day had ended for him: his visit has ended, and what was ahead doesn't begin, for
     * nobody is there who would wait.
     */
    void servedAfterDayEnd(Actor actor, Entry served) {
        Visit visit = visits.lock(served.visitId()).orElseThrow();
        if (visit.endedAt() == null) {
            entryEnded(actor, served);
        } else {
            events.publishEvent(new VisitEnded(visit, clock.instant(), true));
        }
    }

    /**
     * Whether the path goes on: something of what was waited for in parallel was done, whichever ended last. A doctor who
     * waits for results also hears that there will be none.
     */
    private static boolean goesOn(Entry ended, List<Entry> all, List<VisitStep> steps, List<VisitStep> ahead) {
        if (ended.state() == EntryState.CANCELLED && ahead.getFirst().keepsSince() != null) {
            return true;
        }
        int ordinal = ordinalOf(ended, steps);
        return steps.stream()
                .filter(step -> step.ordinal() == ordinal)
                .flatMap(step -> all.stream().filter(entry -> entry.id().equals(step.entryId())))
                .anyMatch(entry -> entry.state() == EntryState.SERVED || entry.state() == EntryState.TRANSFERRED);
    }

    /** The highest found at what was waited for in parallel, whichever ended last. */
    private static Urgency urgencyAfter(Entry ended, List<Entry> all, List<VisitStep> steps) {
        int ordinal = ordinalOf(ended, steps);
        return steps.stream()
                .filter(step -> step.ordinal() == ordinal)
                .flatMap(step -> all.stream().filter(entry -> entry.id().equals(step.entryId())))
                .map(entry -> entry.place().urgency())
                .min(Comparator.comparingInt(Urgency::level))
                .orElse(ended.place().urgency());
    }

    private static int ordinalOf(Entry entry, List<VisitStep> steps) {
        return steps.stream()
                .filter(step -> entry.id().equals(step.entryId()))
                .mapToInt(VisitStep::ordinal)
                .findFirst()
                .orElseThrow();
    }

    /** The doctor who served the patient in this step's queue earlier has him back at his former place. */
    private VisitStep backAtDoctor(VisitStep step, List<Entry> all) {
        if (step.keepsSince() != null || step.boundDoctorId() != null) {
            return step;
        }
        return all.stream()
                .filter(entry -> entry.queueId().equals(step.queueId()) && entry.state() == EntryState.SERVED)
                .filter(entry -> seenBy(entry).isPresent())
                .reduce((first, last) -> last)
                .map(entry ->
                        step.backAt(seenBy(entry).orElseThrow(), entry.place().since()))
                .orElse(step);
    }

    /** The doctor at whose desk the patient is or was last with this entry. */
    Optional<UUID> seenBy(Entry entry) {
        return Optional.ofNullable(entry.callId())
                .flatMap(calls::find)
                .flatMap(call -> desks.find(call.deskSessionId()))
                .filter(desk -> desk.role() == Role.DOCTOR)
                .map(DeskSession::accountId);
    }

    /**
     * Sends the patient on from an entry that ends as transferred: the targets begin at once, in parallel.
     *
     * @param returnTo the doctor to whom the patient comes back when all of that is done, at his former place; null where
     *     he doesn't
     * @throws RefusedException ALREADY_IN_QUEUE where the visit waits in one of these queues
     */
    void transfer(Actor actor, Visit visit, Entry from, List<UUID> queues, boolean returns, @Nullable UUID returnTo) {
        int ordinal = ordinalOf(from, visits.steps(visit.id()));
        visits.shiftSteps(visit.id(), ordinal, returns ? 2 : 1);
        for (UUID queue : queues) {
            VisitStep step = new VisitStep(ordinal + 1, queue, null, null, null, from.id(), null);
            visits.addStep(visit.facilityId(), visit.id(), step);
            begin(actor, visit, step, from);
        }
        if (returns) {
            visits.addStep(
                    visit.facilityId(),
                    visit.id(),
                    new VisitStep(
                            ordinal + 2,
                            from.queueId(),
                            null,
                            returnTo,
                            from.place().since(),
                            from.id(),
                            null));
        }
    }

    /** Puts the patient into the queue of an ended entry again, at its tail. */
    Entry rejoin(Actor actor, Visit visit, Entry ended) {
        int ordinal = visits.steps(visit.id()).stream()
                .mapToInt(VisitStep::ordinal)
                .max()
                .orElse(0);
        VisitStep step =
                new VisitStep(ordinal + 1, ended.queueId(), null, ended.boundDoctorId(), null, ended.id(), null);
        visits.addStep(visit.facilityId(), visit.id(), step);
        Entry entry = begin(actor, visit, step, ended);
        visits.setEnded(visit.id(), null);
        feed.changed(visit.facilityId(), VISIT, visit.id());
        return entry;
    }

    /** Whether what the end of this entry began can be taken back: none of it has gone on. Locks it. */
    boolean canTakeBack(Entry ended) {
        return begunBy(ended).stream()
                .map(Entry::id)
                .sorted()
                .map(id -> entries.lock(id).orElseThrow())
                .allMatch(entry -> entry.state() == EntryState.WAITING && entry.version() == 1);
    }

    /** Takes back what the end of this entry began: its successors are cancelled, steps that it added go. */
    void takeBack(Actor actor, Entry ended) {
        Visit visit = visits.lock(ended.visitId()).orElseThrow();
        for (Entry successor : begunBy(ended)) {
            Entry locked = entries.lock(successor.id()).orElseThrow();
            changes.apply(
                    actor,
                    EntryAction.TAKE_BACK,
                    locked,
                    locked.edit().ended(EntryState.CANCELLED, clock.instant()),
                    EntryChanges.Why.PLAIN);
        }
        for (VisitStep step : visits.steps(visit.id())) {
            if (ended.id().equals(step.begunBy())) {
                visits.setStepEntry(visit.id(), step, null, null);
            }
        }
        visits.removeStepsAddedBy(visit.id(), ended.id());
        if (visit.endedAt() != null) {
            visits.setEnded(visit.id(), null);
            feed.changed(visit.facilityId(), VISIT, visit.id());
        }
    }

    /** Whether that entry began with the end of the other. */
    boolean isBegunBy(Entry entry, Entry ended) {
        return begunBy(ended).stream().anyMatch(begun -> begun.id().equals(entry.id()));
    }

    private List<Entry> begunBy(Entry ended) {
        List<UUID> ids = visits.steps(ended.visitId()).stream()
                .filter(step -> ended.id().equals(step.begunBy()))
                .map(VisitStep::entryId)
                .filter(Objects::nonNull)
                .toList();
        return ids.isEmpty() ? List.of() : entries.byIds(ids);
    }

    private Entry begin(Actor actor, Visit visit, VisitStep step, Entry after) {
        return begin(actor, visit, step, after, after.place().urgency());
    }

    private Entry begin(Actor actor, Visit visit, VisitStep step, Entry after, Urgency urgency) {
        Instant now = clock.instant();
        Instant since = step.keepsSince() == null ? now : step.keepsSince();
        Entry entry = newEntry(
                Ids.next(),
                visit,
                step.queueId(),
                now,
                new Place(urgency, since, visit.ticketSequence()),
                List.of(),
                null,
                stillThere(step.boundDoctorId(), visit));
        if (!changes.enter(actor, entry)) {
            throw new RefusedException(QueueProblem.ALREADY_IN_QUEUE);
        }
        visits.setStepEntry(visit.id(), step, entry.id(), after.id());
        return entry;
    }

    /** Null where the doctor no longer works there: then the patient waits for any. */
    private @Nullable UUID stillThere(@Nullable UUID doctor, Visit visit) {
        return doctor != null && accounts.holds(doctor, Role.DOCTOR, visit.facilityId()) ? doctor : null;
    }

    /** An entry about to wait since an instant. */
    Entry newEntry(
            UUID id,
            Visit visit,
            UUID queueId,
            Instant arrivedAt,
            Place place,
            List<Credit> credits,
            @Nullable Instant bookedAt,
            @Nullable UUID boundDoctorId) {
        return new Entry(
                id,
                visit.facilityId(),
                queueId,
                visit.id(),
                visit.serviceDay(),
                EntryState.WAITING,
                place,
                credits,
                arrivedAt,
                bookedAt,
                boundDoctorId,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                false,
                clock.instant(),
                1,
                visit.ticketNumber(),
                visit.patientId());
    }
}
