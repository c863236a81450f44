package org.careturn.queueing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.Page;
import org.careturn.queueing.jdbc.EntryStore;
import org.careturn.queueing.jdbc.VisitStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A patient's visits in one facility, for the staff there. */
@Component
public class PatientVisits {
    private final Patients patients;
    private final VisitStore visits;
    private final EntryStore entries;

    PatientVisits(Patients patients, VisitStore visits, EntryStore entries) {
        this.patients = patients;
        this.visits = visits;
        this.entries = entries;
    }

    /** A stay in one queue, in the order of a visit, and how it ended or stands. */
    public record Stay(
            UUID queueId,
            EntryState state,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {}

    /** One visit with its stays. */
    public record PatientVisit(
            UUID id,
            LocalDate serviceDay,
            Instant arrivedAt,
            @Nullable Instant endedAt,
            List<Stay> stays) {}

    /**
     * The latest first; the reading is audited.
     *
     * @throws RefusedException NOT_FOUND for who doesn't work in the facility, or may not open the record
     */
    @Transactional
    public Page<PatientVisit> page(Actor actor, UUID asked, UUID facilityId, @Nullable String cursor, int limit) {
        if (!actor.mayIn(facilityId)) {
            throw new RefusedException(CommonProblem.NOT_FOUND);
        }
        UUID before = Cursor.id(cursor);
        Collection<UUID> ids = patients.openVisits(actor, asked);
        Visit last = before == null
                ? null
                : visits.find(before)
                        .filter(visit -> ids.contains(visit.patientId())
                                && visit.facilityId().equals(facilityId))
                        .orElseThrow(Cursor::ofNoPage);
        Page<Visit> page =
                Page.of(visits.ofPatients(ids, facilityId, last, limit + 1), limit, visit -> Cursor.of(visit.id()));
        Map<UUID, List<Entry>> stays = entries
                .ofVisits(page.items().stream().map(Visit::id).toList())
                .stream()
                .collect(Collectors.groupingBy(Entry::visitId));
        return new Page<>(
                page.items().stream()
                        .map(visit -> shown(visit, stays.getOrDefault(visit.id(), List.of())))
                        .toList(),
                page.nextCursor());
    }

    private static PatientVisit shown(Visit visit, List<Entry> entries) {
        List<Stay> stays = entries.stream()
                .map(entry -> new Stay(entry.queueId(), entry.state(), entry.startedAt(), entry.endedAt()))
                .toList();
        return new PatientVisit(visit.id(), visit.serviceDay(), visit.arrivedAt(), visit.endedAt(), stays);
    }
}
