package org.careturn.imports;

import java.util.Optional;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.Outcome;
import org.careturn.platform.ProblemType;
import org.jspecify.annotations.Nullable;

/** What a row asks for, once its fields have been read. */
interface Wish {
    /** What rows have in common that may be the same. */
    String identity();

    /** Whether a row of the same identity can't be meant beside this one. */
    default boolean clashesWith(Wish other) {
        return true;
    }

    /** Whether two rows that clash may both stay, for somebody to look at. */
    default boolean maybeTwice() {
        return false;
    }

    /** What must not be done within a transaction; a refusal ends the row. */
    default @Nullable ProblemType prepare() {
        return null;
    }

    /** The record that this row is likely to be about. */
    default Optional<UUID> likely(Actor actor) {
        return Optional.empty();
    }

    /** By the service that the screens use, in the transaction of the row. */
    Outcome<?> write(Actor actor);

    /** Reads the rows of one kind of file. */
    interface Reader {
        ImportKind kind();

        /** Null where the row has faults, which are noted in the cells. */
        @Nullable
        Wish read(UUID facilityId, Cells cells);
    }
}
