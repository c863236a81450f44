package org.careturn.patients;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.jspecify.annotations.Nullable;

/**
 * What a module keeps about patients, so that it follows when two records become one. Each foreign key to {@code patient}
 * must be named by one of these; a test asks the database.
 */
public interface KeptAboutPatients {

    /** The tables with a column that refers to a patient. */
    List<Table> tables();

    /**
     * Settles what can't be of one patient at once, before anything moves, or refuses by a {@code RefusedException}. Both
     * records are locked.
     */
    default void beforeMerge(Merge merge) {}

    /** Takes back as far as possible what {@link #beforeMerge} settled, after everything has moved back. */
    default void afterUndo(Merge merge) {}

    /**
     * A merge that is being made or undone, by this actor.
     *
     * @param continuing the open visits that shall continue where both records have one in a facility
     */
    record Merge(UUID id, Actor actor, UUID patientId, UUID duplicateId, List<UUID> continuing, Instant at) {}

    /**
     * A table that refers to patients.
     *
     * @param follows whether its rows move to the other record; if not, they stay with the merged one's own
     * @param versioned whether it has a version, which then grows
     * @param kind the kind of its rows in the order of events; null where they aren't in it
     * @param live the condition under which a row stands on somebody's screen, so that its move is told
     */
    record Table(
            String name,
            String column,
            boolean follows,
            boolean versioned,
            @Nullable String kind,
            String live) {
        /** Rows with an {@code id} and a {@code facility_id} that move. */
        public static Table moving(String name, String kind, String live) {
            return new Table(name, "patient_id", true, true, kind, live);
        }

        /** Rows that stay with the record that they were written for. */
        public static Table staying(String name, String column) {
            return new Table(name, column, false, false, null, "false");
        }
    }
}
