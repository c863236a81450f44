package org.careturn.queueing;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Does with one row after the other what is due, so that one that fails keeps none of the others from it. */
@Component
class OneByOne {
    private static final Logger LOG = LoggerFactory.getLogger(OneByOne.class);

    private final TransactionTemplate transaction;

    OneByOne(PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * A transaction for each.
     *
     * @param kind what these are, for the log
     * @param act false where there was nothing to do after all
     * @return how many were done
     */
    int each(String kind, List<UUID> ids, Predicate<UUID> act) {
        int done = 0;
        for (UUID id : ids) {
            done += one(kind, id, act) ? 1 : 0;
        }
        return done;
    }

    private boolean one(String kind, UUID id, Predicate<UUID> act) {
        try {
            return Boolean.TRUE.equals(transaction.execute(tx -> act.test(id)));
        } catch (RuntimeException failed) {
            // its message may hold the row
            LOG.warn(
                    "{} {} is left for the next round: {}",
                    kind,
                    id,
                    failed.getClass().getName());
            return false;
        }
    }
}
