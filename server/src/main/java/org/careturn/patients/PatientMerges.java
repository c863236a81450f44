package org.careturn.patients;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.identity.Actors;
import org.careturn.patients.KeptAboutPatients.Merge;
import org.careturn.patients.KeptAboutPatients.Table;
import org.careturn.patients.MergeStore.Locked;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.careturn.platform.openapi.ApiName;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes one record of two of the same person, by staff who may see both, and takes that back. One record keeps its own
 * data and gets all that belongs to the other; the other one's id means the first from then on.
 */
@Service
public class PatientMerges {
    private final MergeStore store;
    private final PatientAliases aliases;
    private final PatientAccess access;
    private final TakeOvers takeOvers;
    private final ObjectProvider<KeptAboutPatients> modules;
    private final Actors actors;
    private final ChangeFeed feed;
    private final AuditLog audit;
    private final Clock clock;

    PatientMerges(
            MergeStore store,
            PatientAliases aliases,
            PatientAccess access,
            TakeOvers takeOvers,
            ObjectProvider<KeptAboutPatients> modules,
            Actors actors,
            ChangeFeed feed,
            AuditLog audit,
            Clock clock) {
        this.store = store;
        this.aliases = aliases;
        this.access = access;
        this.takeOvers = takeOvers;
        this.modules = modules;
        this.actors = actors;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What is to be merged.
     *
     * @param version of the record that stays, as it was read
     * @param continuing of the open visits, those that go on where both records have one in a facility
     */
    public record Wish(UUID patientId, UUID duplicateId, long version, long duplicateVersion, List<UUID> continuing) {}

    /** A merge; {@code duplicateId} is an alias of {@code patientId} until it is undone. */
    @ApiName("PatientMerge")
    public record Merged(
            UUID id,
            UUID patientId,
            UUID duplicateId,
            Instant mergedAt,
            @Nullable Instant undoneAt) {}

    /**
     * A record that was made one with another.
     *
     * @param duplicate as it was, which an undo makes it again
     */
    @ApiName("PatientMergeLine")
    public record Line(Merged merge, Patient.Brief duplicate) {}

    /** The records that were merged into this one, the latest first; also those that have been undone. For staff. */
    @Transactional
    public List<Line> of(Actor actor, UUID asked) {
        UUID patient = aliases.current(asked);
        access.requireStaff(actor, patient);
        access.open(actor, patient, PatientAccess.Part.FIELDS);
        return store.into(patient);
    }

    @Transactional
    public Outcome<Merged> merge(Actor actor, Wish wish) {
        UUID patient = aliases.current(wish.patientId);
        UUID duplicate = aliases.current(wish.duplicateId);
        List<UUID> ownPlaces = access.knownFacilities(patient);
        List<UUID> otherPlaces = access.knownFacilities(duplicate);
        if (ownPlaces.stream().noneMatch(actor::mayIn) || otherPlaces.stream().noneMatch(actor::mayIn)) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        if (patient.equals(duplicate)) {
            return store.openOf(wish.duplicateId)
                    .map(Outcome::noop)
                    .orElseGet(() -> Outcome.refused(PatientProblem.SAME_RECORD));
        }
        Map<UUID, Locked> locked = store.lock(patient, duplicate);
        Locked kept = locked.get(patient);
        Locked merged = locked.get(duplicate);
        if (kept == null
                || merged == null
                || kept.mergedInto() != null
                || merged.mergedInto() != null
                || kept.version() != wish.version
                || merged.version() != wish.duplicateVersion) {
            return Outcome.refused(CommonProblem.PRECONDITION_FAILED);
        }
        if (kept.accountId() != null && merged.accountId() != null) {
            return Outcome.refused(PatientProblem.BOTH_HAVE_ACCOUNTS);
        }
        Merge merge = new Merge(Ids.next(), actor, patient, duplicate, wish.continuing, clock.instant());
        store.insert(merge);
        // an allergy or a phone of either is one of the person
        store.noteTaken(merge.id(), takeOvers.take(actor, duplicate, patient));
        modules.orderedStream().forEach(module -> module.beforeMerge(merge));
        tables().forEach(table -> store.move(merge, table));
        store.moveFacilities(merge);
        if (merged.accountId() != null) {
            store.moveAccount(merge, merged.accountId());
            actors.forget(merged.accountId());
        }
        store.makeAlias(merge);
        tell(merge, "PATIENT_MERGED", ownPlaces, otherPlaces);
        return Outcome.done(new Merged(merge.id(), patient, duplicate, merge.at(), null));
    }

    /** Gives back exactly what moved, as long as nothing contradicts. */
    @Transactional
    public Outcome<Merged> undo(Actor actor, UUID mergeId) {
        Merged made = store.find(mergeId).orElse(null);
        if (made == null
                || access.knownFacilities(aliases.current(made.patientId)).stream()
                        .noneMatch(actor::mayIn)) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        Map<UUID, Locked> locked = store.lock(made.patientId, made.duplicateId);
        Merged now = store.find(mergeId).orElse(made);
        if (now.undoneAt != null) {
            return Outcome.noop(now);
        }
        Locked kept = locked.get(made.patientId);
        if (kept == null || kept.mergedInto() != null) {
            return Outcome.refused(PatientProblem.MERGED_AGAIN);
        }
        Merge merge = new Merge(mergeId, actor, made.patientId, made.duplicateId, List.of(), clock.instant());
        UUID account = store.movedAccount(mergeId).orElse(null);
        if (account != null) {
            if (!account.equals(kept.accountId())) {
                return Outcome.refused(PatientProblem.ACCOUNT_MOVED_ON);
            }
            store.moveAccountBack(merge, account);
            actors.forget(account);
        }
        List<UUID> places = access.knownFacilities(made.patientId);
        if (!access.isErased(made.patientId)) {
            takeOvers.giveBack(actor, made.duplicateId, made.patientId, store.taken(mergeId));
        }
        for (Table table : tables()) {
            if (!store.moveBack(merge, table)) {
                throw new RefusedException(PatientProblem.MOVED_ROWS_GONE);
            }
        }
        store.moveFacilitiesBack(merge, tables());
        store.endAlias(merge);
        store.setUndone(mergeId, merge.at());
        modules.orderedStream().forEach(module -> module.afterUndo(merge));
        tell(merge, "PATIENT_MERGE_UNDONE", places, access.knownFacilities(made.duplicateId));
        return Outcome.done(new Merged(mergeId, made.patientId, made.duplicateId, made.mergedAt, merge.at()));
    }

    /** Writes down what a module settled for a merge. */
    public void noteEnded(Merge merge, String relation, UUID rowId, long version) {
        store.note(merge.id(), relation + " ended", rowId, version);
    }

    /** What was written down by {@link #noteEnded}: ids with versions. */
    public Map<UUID, Long> ended(Merge merge, String relation) {
        return store.versions(merge.id(), relation + " ended");
    }

    private List<Table> tables() {
        return modules.orderedStream()
                .flatMap(module -> module.tables().stream())
                .filter(Table::follows)
                .toList();
    }

    private void tell(Merge merge, String action, List<UUID> places, List<UUID> others) {
        Set<UUID> all = new LinkedHashSet<>(places);
        all.addAll(others);
        for (UUID facility : all) {
            feed.changed(facility, "patient", merge.patientId());
            feed.changed(facility, "patient", merge.duplicateId());
        }
        for (Table table : tables()) {
            store.live(merge, table).forEach(row -> feed.changed(row.facilityId(), row.kind(), row.id()));
        }
        UUID through = all.stream().filter(merge.actor()::mayIn).findFirst().orElse(null);
        audit.record(
                merge.actor(),
                action,
                new Subject("patient", merge.patientId(), through, merge.patientId()),
                Map.of("mergeId", merge.id(), "duplicateId", merge.duplicateId()));
        audit.record(
                merge.actor(),
                action,
                new Subject("patient", merge.duplicateId(), through, merge.duplicateId()),
                Map.of("mergeId", merge.id(), "patientId", merge.patientId()));
    }
}
