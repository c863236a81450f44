package org.careturn.platform;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a module knows about a patient. Each module that holds such data has a bean of this type; an erasure and an export
 * go through all of them.
 */
public interface PersonalData {
    /** What it is called in an export. */
    String section();

    /** All that is kept about this patient, as JSON: maps, lists, and what stands in them. Not the secrets. */
    Object export(UUID patientId);

    /** The columns that {@link #erase} empties or overwrites, each as {@code table.column}. */
    Set<String> erases();

    /**
     * Makes the patient's values unreadable; keeps ids, states and times, so that counts stay. Called within the
     * transaction of the erasure, once no module objects.
     */
    void erase(UUID patientId);

    /** Why the data can't go yet; null: it can. */
    default @Nullable ProblemType objection(UUID patientId) {
        return null;
    }
}
