package org.careturn.live;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What changed in a facility after version {@code from} and up to {@code to}.
 *
 * @param changes null where they are too many to tell
 */
record Delta(long from, long to, @Nullable List<Change> changes, Set<UUID> visits, Set<UUID> patients, boolean board) {
    private static final Set<String> ON_BOARD = Set.of("call", "room", "service", "queue", "facility");

    static Delta of(long from, long to, @Nullable List<Change> changes) {
        Set<UUID> visits = new HashSet<>();
        Set<UUID> patients = new HashSet<>();
        boolean board = changes == null;
        for (Change change : changes == null ? List.<Change>of() : changes) {
            if (change.visitId() != null) {
                visits.add(change.visitId());
            }
            if (change.patientId() != null) {
                patients.add(change.patientId());
            }
            board |= ON_BOARD.contains(change.kind());
        }
        return new Delta(from, to, changes, visits, patients, board);
    }
}
