package org.careturn.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of the audit log: who did what to whom. */
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
        Map<String, Object> detail) {}
