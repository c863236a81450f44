package org.careturn.imports;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

    /** By the service that the screens use, in the transaction of the row. */
    Outcome<?> write(Actor actor);

    /** Reads the rows of one kind of file. */
    interface Reader {
        ImportKind kind();

        /** Null where the row has faults, which are noted in the cells. */
        @Nullable
        Wish read(UUID facilityId, Cells cells);

        /** So many rows go into one transaction. */
        default int together() {
            return 1;
        }

        /** How many of these, from the first on, are likely to be none of those before them. */
        default int apart(Actor actor, UUID facilityId, List<Wish> wishes) {
            return wishes.size();
        }

        /** For each the record that it is likely to be about. */
        default List<Optional<UUID>> likely(Actor actor, UUID facilityId, List<Wish> wishes) {
            return Collections.nCopies(wishes.size(), Optional.empty());
        }

        /** What {@link #write} would say; what it writes is rolled back. */
        default List<Outcome<?>> tryOut(Actor actor, UUID facilityId, List<Wish> wishes) {
            return write(actor, facilityId, wishes);
        }

        /** As {@link Wish#write} for each. Of several, nothing is written of one that is refused. */
        default List<Outcome<?>> write(Actor actor, UUID facilityId, List<Wish> wishes) {
            if (wishes.size() > 1) {
                throw new IllegalArgumentException("rows of " + kind() + " go alone");
            }
            List<Outcome<?>> outcomes = new ArrayList<>();
            wishes.forEach(wish -> outcomes.add(wish.write(actor)));
            return outcomes;
        }
    }
}
