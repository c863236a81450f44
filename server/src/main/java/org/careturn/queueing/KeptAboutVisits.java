package org.careturn.queueing;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What a module keeps about visits by which it could be told whose they were. */
public interface KeptAboutVisits {

    /** Which of these visits must still be known as somebody's. */
    default Set<UUID> needed(List<UUID> visits) {
        return Set.of();
    }

    /**
     * Takes off whose these visits were; what is counted stays. Within the transaction that does so to the visits
     * themselves, before it.
     *
     * @param pseudonym the record without a name whose they are from now on
     */
    void unlink(List<UUID> visits, UUID pseudonym);
}
