package org.careturn.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.careturn.audit.Verification.Fault;
import org.careturn.audit.Verification.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Compares the log with its chain. Seals and sealed rows never change, hence it reads them in short statements, some
 * thousand rows at a time, beside everything that goes on.
 */
final class Verifier {
    private static final int SEALS_AT_ONCE = 100;
    private static final int ROWS_AT_ONCE = 5_000;

    private final SealStore store;

    Verifier(JdbcTemplate jdbc) {
        this.store = new SealStore(jdbc);
    }

    /**
     * Follows the chain.
     *
     * @param after the seal up to which it was followed before; 0: from the beginning
     * @param head a head that was kept, which the chain must still have; or null
     * @param rowsAtMost where to stop, some thousand rows later at the latest
     * @param progress is told the number of each seal reached, now and then
     */
    Verification verify(long after, @Nullable Head head, long rowsAtMost, LongConsumer progress) {
        byte[] previous = Seal.start();
        long reached = after;
        String last = null;
        if (after > 0) {
            Optional<Seal> seal = store.find(after);
            if (seal.isEmpty()) {
                return broken(after, 0, new Fault(Kind.SEAL_MISSING, after, null, "Seal " + after + " is missing."));
            }
            previous = seal.get().hash();
            last = seal.get().head();
        }
        long rows = 0;
        while (rows < rowsAtMost) {
            List<Seal> seals = store.after(reached, SEALS_AT_ONCE);
            if (seals.isEmpty()) {
                return atTheEnd(reached, rows, last, head);
            }
            for (Seal seal : seals) {
                Fault fault = linkFault(seal, reached + 1, previous, head);
                if (fault != null) {
                    return broken(reached, rows, fault);
                }
                previous = seal.hash();
                reached = seal.number();
                last = seal.head();
            }
            Fault fault = rowFault(seals);
            if (fault != null) {
                return broken(reached, rows, fault);
            }
            rows += seals.stream().mapToLong(seal -> seal.events().size()).sum();
            progress.accept(reached);
        }
        return new Verification(false, reached, rows, last, null, null, null);
    }

    private static @Nullable Fault linkFault(Seal seal, long expected, byte[] previous, @Nullable Head head) {
        if (seal.number() != expected) {
            return new Fault(Kind.SEAL_MISSING, expected, null, "Seal " + expected + " is missing.");
        }
        if (!seal.hashFits()) {
            return new Fault(
                    Kind.SEAL_CHANGED,
                    seal.number(),
                    null,
                    "Seal " + expected + " doesn't have the hash of what it says.");
        }
        if (!Arrays.equals(seal.previous(), previous)) {
            return new Fault(
                    Kind.CHAIN_BROKEN,
                    seal.number(),
                    null,
                    "Seal " + expected + " follows another one than that before it.");
        }
        if (head != null && head.number() == expected && !seal.head().equals(head.text())) {
            return new Fault(
                    Kind.HEAD_MISSING, expected, null, "Seal " + expected + " has another hash than the one kept.");
        }
        return null;
    }

    private @Nullable Fault rowFault(List<Seal> seals) {
        List<Seal> some = new ArrayList<>();
        int rows = 0;
        for (Seal seal : seals) {
            if (rows > 0 && rows + seal.events().size() > ROWS_AT_ONCE) {
                Fault fault = compared(some);
                if (fault != null) {
                    return fault;
                }
                some.clear();
                rows = 0;
            }
            some.add(seal);
            rows += seal.events().size();
        }
        return compared(some);
    }

    private @Nullable Fault compared(List<Seal> seals) {
        Map<UUID, LoggedRow> rows = store.rows(
                seals.stream().flatMap(seal -> seal.events().stream()).toList());
        for (Seal seal : seals) {
            for (int i = 0; i < seal.events().size(); i++) {
                UUID id = seal.events().get(i);
                LoggedRow row = rows.get(id);
                byte[] digest = seal.digest(i);
                if (row == null) {
                    String when = Arrays.equals(digest, Seal.gone())
                            ? " was removed before it could be sealed."
                            : " is missing.";
                    return new Fault(Kind.ROW_MISSING, seal.number(), id, "Row " + id + when);
                }
                if (!Arrays.equals(digest, Seal.digest(row))) {
                    return new Fault(
                            Kind.ROW_CHANGED, seal.number(), id, "Row " + id + " is not as it was when it was sealed.");
                }
            }
        }
        return null;
    }

    private Verification atTheEnd(long reached, long rows, @Nullable String last, @Nullable Head head) {
        if (head != null && head.number() > reached) {
            return broken(
                    reached,
                    rows,
                    new Fault(
                            Kind.HEAD_MISSING,
                            head.number(),
                            null,
                            "The chain ends at seal " + reached + ", but one with number " + head.number()
                                    + " was kept."));
        }
        Optional<UUID> gone = store.waitingInVain();
        if (gone.isPresent()) {
            return broken(
                    reached,
                    rows,
                    new Fault(
                            Kind.ROW_MISSING,
                            null,
                            gone.get(),
                            "Row " + gone.get() + " was removed before it could be sealed."));
        }
        SealStore.Counts counts = store.counts();
        if (counts.events() != counts.waiting() + counts.sealed()) {
            UUID added = store.uncovered().orElse(null);
            return broken(
                    reached,
                    rows,
                    new Fault(
                            Kind.ROW_ADDED,
                            null,
                            added,
                            added == null
                                    ? "The log has another number of rows than its seals cover."
                                    : "Row " + added + " is covered by no seal and waits for none."));
        }
        Instant oldest = counts.waiting() == 0 ? null : store.oldestWaiting();
        return new Verification(true, reached, rows, last, null, counts.waiting(), oldest);
    }

    private static Verification broken(long reached, long rows, Fault fault) {
        return new Verification(true, reached, rows, null, fault, null, null);
    }
}
