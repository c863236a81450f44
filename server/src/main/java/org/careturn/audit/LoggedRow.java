package org.careturn.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code audit_event}, every column as it is stored.
 *
 * @param atMicros microseconds since 1970, UTC
 * @param detail the text that PostgreSQL gives for the {@code jsonb}: keys in its order, one space after each colon and comma
 */
@SuppressWarnings("ArrayRecordComponent") // digested, never compared
record LoggedRow(
        UUID id,
        long atMicros,
        UUID accountId,
        String action,
        @Nullable UUID facilityId,
        String subjectKind,
        UUID subjectId,
        @Nullable UUID patientId,
        @Nullable String requestId,
        @Nullable String address,
        String detail,
        byte @Nullable [] personal) {}
