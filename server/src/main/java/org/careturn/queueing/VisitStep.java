package org.careturn.queueing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step of a visit's path. Steps with the same ordinal are waited for in parallel; the next ordinal follows when all
 * of them have ended.
 *
 * @param entryId the entry once the step has begun
 * @param addedBy the entry whose transfer put this step into the path
 * @param begunBy the entry whose end began this step
 * @param keepsSince back at the doctor who has seen the patient already: from when he counted as waiting there
 */
public record VisitStep(
        int ordinal,
        UUID queueId,
        @Nullable UUID entryId,
        @Nullable UUID boundDoctorId,
        @Nullable Instant keepsSince,
        @Nullable UUID addedBy,
        @Nullable UUID begunBy) {

    VisitStep backAt(UUID doctorId, Instant since) {
        return new VisitStep(ordinal, queueId, entryId, doctorId, since, addedBy, begunBy);
    }
}
