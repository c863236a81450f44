package org.careturn.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the audit log: who did what to whom.
 *
 * @param address from where staff acted; null for patients and jobs
 * @param personal the patient's values, such as a name before and after; null where there are none, or no more
 * @param erased whether there were personal values, which an erasure has made unreadable
 */
public record AuditEvent(
        UUID id,
        Instant at,
        UUID accountId,
        String action,
        @Nullable UUID facilityId,
        String subjectKind,
        UUID subjectId,
        @Nullable UUID patientId,
        @Nullable String requestId,
        @Nullable String address,
        Map<String, Object> detail,
        @Nullable Map<String, Object> personal,
        boolean erased) {
    @Override
    public String toString() {
        return "AuditEvent[" + id + "]";
    }
}
