package org.careturn.sync;

import java.util.Map;
import java.util.UUID;
import org.careturn.platform.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What became of a mutation.
 *
 * @param facts ids, states and times; never what is personal
 * @param about the row that it is about
 */
record Judged(
        Status status,
        @Nullable String code,
        @Nullable String detail,
        Map<String, ?> facts,
        @Nullable About about) {

    enum Status {
        APPLIED,
        NOOP,
        MERGED,
        REJECTED
    }

    /** A row by its kind in the order of events. */
    record About(String kind, UUID id) {}

    static Judged refused(Refusal refusal, @Nullable About about) {
        return new Judged(Status.REJECTED, refusal.type().code(), refusal.detail(), refusal.facts(), about);
    }
}
