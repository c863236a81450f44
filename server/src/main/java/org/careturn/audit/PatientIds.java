package org.careturn.audit;

import java.util.List;
import java.util.UUID;

/** Which ids a patient's rows may bear: what was written about a record stays under its id after a merge. */
public interface PatientIds {

    /** The record that this id means, and then those that were merged into it; an unknown id by itself. */
    List<UUID> all(UUID patientId);
}
