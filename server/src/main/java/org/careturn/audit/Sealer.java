package org.careturn.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Chains what has been committed, after the fact, so that nothing waits for the chain. Whatever the order in which
 * transactions end, a row becomes visible together with the note that it waits, and the note goes with the seal.
 */
@Component
class Sealer {
    /** Rows that one seal covers at most. */
    static final int BATCH = 1_000;

    private static final String BEGINNING = "(0,0)";

    private final SealStore store;
    private final TransactionTemplate transaction;
    private final Clock machine = Clock.systemUTC();

    Sealer(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.store = new SealStore(jdbc);
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What was sealed: how many rows, and the last seal. */
    record Sealed(int rows, @Nullable Seal last) {}

    /** Seals all that waits, batch by batch; nothing where another node is at it. */
    Sealed seal() {
        int rows = 0;
        Seal last = null;
        String position = BEGINNING;
        while (store.anyWaiting()) {
            String after = position;
            Optional<Batch> batch = transaction.execute(tx -> batch(after));
            if (batch == null || batch.isEmpty()) {
                break;
            }
            Batch done = batch.get();
            rows += done.seal.events().size();
            last = done.seal;
            if (done.seal.events().size() < BATCH) {
                break;
            }
            position = done.position; // not through the rows again that this has just taken
        }
        return new Sealed(rows, last);
    }

    private record Batch(Seal seal, String position) {}

    private Optional<Batch> batch(String after) {
        if (!store.lock()) {
            return Optional.empty();
        }
        List<SealStore.Waiting> taken = store.waiting(after, BATCH);
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        store.take(taken);
        List<UUID> events =
                taken.stream().map(SealStore.Waiting::event).distinct().sorted().toList();
        Map<UUID, LoggedRow> rows = store.rows(events);
        byte[] digests = new byte[events.size() * Seal.BYTES];
        for (int i = 0; i < events.size(); i++) {
            LoggedRow row = rows.get(events.get(i));
            byte[] digest = row == null ? Seal.gone() : Seal.digest(row);
            System.arraycopy(digest, 0, digests, i * Seal.BYTES, Seal.BYTES);
        }
        Optional<Seal> last = store.last();
        Seal seal = Seal.of(
                last.map(Seal::number).orElse(0L) + 1,
                machine.instant().truncatedTo(ChronoUnit.MICROS),
                events,
                digests,
                last.map(Seal::hash).orElseGet(Seal::start));
        store.insert(seal);
        return Optional.of(new Batch(seal, taken.getLast().position()));
    }
}
