package org.careturn.live;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row that changed under a version of its facility, with the queue, visit and patient that it belongs to. */
record Change(
        long version,
        String kind,
        UUID id,
        @Nullable UUID queueId,
        @Nullable UUID visitId,
        @Nullable UUID patientId) {}
