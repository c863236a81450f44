package org.careturn.scheduling;

import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.careturn.scheduling.jdbc.DueStore;
import org.careturn.scheduling.jdbc.DueStore.Due;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Does what is due with one after the other, so that one that fails keeps none of the others from it. */
@Component
class DueWork {
    private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);
    private static final int BATCH = 200;

    private final DueStore store;
    private final TransactionTemplate transaction;

    DueWork(DueStore store, PlatformTransactionManager transactions) {
        this.store = store;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * A transaction for each appointment, so that none waits for a second lock while it holds the calendars of the first.
     *
     * @param act false where there was nothing to do after all
     * @return how many were done
     */
    int each(Due due, Predicate<UUID> act) {
        return each("Appointment", limit -> store.ids(due, limit), act);
    }

    /**
     * As above.
     *
     * @param what the ids are of
     * @param due finds what is due, no more than it is told; not again what has been done
     */
    int each(String what, IntFunction<List<UUID>> due, Predicate<UUID> act) {
        int all = 0;
        List<UUID> ids;
        int done;
        do {
            ids = due.apply(BATCH);
            done = 0;
            for (UUID id : ids) {
                done += one(what, id, act) ? 1 : 0;
            }
            all += done;
        } while (done > 0 && ids.size() == BATCH);
        return all;
    }

    private boolean one(String what, UUID id, Predicate<UUID> act) {
        try {
            return Boolean.TRUE.equals(transaction.execute(tx -> act.test(id)));
        } catch (RuntimeException failed) {
            // its message may hold the row
            LOG.warn(
                    "{} {} is left for the next round: {}",
                    what,
                    id,
                    failed.getClass().getName());
            return false;
        }
    }
}
