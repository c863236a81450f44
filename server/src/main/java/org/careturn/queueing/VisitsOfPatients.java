package org.careturn.queueing;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.careturn.patients.KeptAboutPatients;
import org.careturn.patients.PatientMerges;
import org.careturn.platform.Outcome;
import org.careturn.platform.Refusal;
import org.careturn.platform.RefusedException;
import org.careturn.queueing.jdbc.EntryStore;
import org.careturn.queueing.jdbc.VisitStore;
import org.springframework.stereotype.Component;

/** Visits when two records become one: a person is in a facility once. */
@Component
class VisitsOfPatients implements KeptAboutPatients {
    private final VisitStore visits;
    private final EntryStore entries;
    private final Entries acts;
    private final Undo undo;
    private final PatientMerges merges;

    VisitsOfPatients(VisitStore visits, EntryStore entries, Entries acts, Undo undo, PatientMerges merges) {
        this.visits = visits;
        this.entries = entries;
        this.acts = acts;
        this.undo = undo;
        this.merges = merges;
    }

    @Override
    public List<Table> tables() {
        return List.of(
                Table.moving("visit", VisitPath.VISIT, "t.ended_at is null"),
                Table.staying("visit_retention", "pseudonym_id"));
    }

    /** Where both have an open visit in a facility, the one that doesn't continue is given up, unless it has been called. */
    @Override
    public void beforeMerge(Merge merge) {
        Map<UUID, List<Visit>> own = open(merge.patientId());
        open(merge.duplicateId()).forEach((facility, others) -> {
            List<Visit> kept = own.get(facility);
            if (kept != null) {
                settle(merge, facility, kept, others);
            }
        });
    }

    /** As anybody may within two minutes; later the visit stays given up, and can rejoin. */
    @Override
    public void afterUndo(Merge merge) {
        merges.ended(merge, EntryChanges.ENTRY)
                .forEach((id, version) -> entries.find(id)
                        .filter(entry -> merge.actor().mayIn(entry.facilityId()))
                        .ifPresent(entry -> undo.undo(merge.actor(), id, version)));
    }

    private Map<UUID, List<Visit>> open(UUID patient) {
        return visits.openOf(patient).stream().collect(Collectors.groupingBy(Visit::facilityId));
    }

    private void settle(Merge merge, UUID facility, List<Visit> kept, List<Visit> others) {
        Set<UUID> continuing = new HashSet<>(merge.continuing());
        boolean own = kept.stream().allMatch(visit -> continuing.contains(visit.id()));
        boolean other = others.stream().allMatch(visit -> continuing.contains(visit.id()));
        if (own == other || !merge.actor().mayIn(facility)) {
            List<UUID> open =
                    Stream.of(kept, others).flatMap(List::stream).map(Visit::id).toList();
            throw refused(QueueProblem.VISIT_TO_BE_CHOSEN, Map.of("visitIds", open));
        }
        for (Visit visit : own ? others : kept) {
            Optional<Entry> active = active(visit);
            while (active.isPresent()) { // the end of one step may begin another
                giveUp(merge, active.get());
                active = active(visit);
            }
        }
    }

    private void giveUp(Merge merge, Entry entry) {
        if (!(acts.cancel(merge.actor(), entry.id(), null) instanceof Outcome.Done<Entry>(Entry ended))) {
            throw refused(QueueProblem.VISIT_UNDER_CALL, Map.of("visitIds", List.of(entry.visitId())));
        }
        merges.noteEnded(merge, EntryChanges.ENTRY, ended.id(), ended.version());
    }

    private Optional<Entry> active(Visit visit) {
        return entries.ofVisit(visit.id()).stream()
                .filter(entry -> entry.state().isActive())
                .findFirst();
    }

    private static RefusedException refused(QueueProblem problem, Map<String, ?> facts) {
        return new RefusedException(new Refusal(problem, problem.title(), facts));
    }
}
