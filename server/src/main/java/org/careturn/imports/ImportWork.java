package org.careturn.imports;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.careturn.audit.AuditLog;
import org.careturn.imports.FileImport.State;
import org.careturn.imports.ImportStore.Claimed;
import org.careturn.imports.ImportStore.Fate;
import org.careturn.imports.ImportStore.Written;
import org.careturn.platform.Actor;
import org.careturn.platform.Outcome;
import org.careturn.platform.ProblemType;
import org.careturn.platform.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks or writes the rows of one file. Some rows share a transaction, which the check rolls back: no more than what takes a
 * moment, so that nobody at a desk waits for it.
 */
@Component
class ImportWork {
    private static final Duration TOLD_EVERY = Duration.ofMillis(500);

    private final ImportStore store;
    private final Map<ImportKind, Wish.Reader> readers = new EnumMap<>(ImportKind.class);
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ImportWork(
            ImportStore store,
            List<Wish.Reader> readers,
            AuditLog audit,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        readers.forEach(reader -> this.readers.put(reader.kind(), reader));
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** A row and what it asks for, or why it can't be written. */
    private record Asked(
            int line, @Nullable Wish wish, @Nullable Finding fault) {}

    /** Works on it to its end, unless it shall stop, is cancelled or is another's now; true where it stopped. */
    boolean isStopped(Claimed job, Actor actor, BooleanSupplier stops) {
        Table table = Table.read(job.content(), job.kind());
        Wish.Reader reader = readers.get(job.kind());
        if (reader == null) {
            throw new IllegalStateException("nobody reads " + job.kind());
        }
        return job.state() == State.CHECKING
                ? checkStops(job, actor, reader, table, stops)
                : writeStops(job, actor, reader, table.rows(), stops);
    }

    private boolean checkStops(Claimed job, Actor actor, Wish.Reader reader, Table table, BooleanSupplier stops) {
        List<Finding> findings = new ArrayList<>(table.findings());
        Map<String, List<Seen>> seen = new HashMap<>();
        List<Asked> together = new ArrayList<>();
        Pace pace = new Pace();
        int rows = table.rows().size();
        for (int i = 0; i < rows; i++) {
            if (stops.getAsBoolean()) {
                return true;
            }
            if (pace.isDue() && !store.checked(job.id(), job.runner(), rows, i)) {
                return false;
            }
            Cells cells = new Cells(table.rows().get(i), findings);
            Wish wish = reader.read(job.facilityId(), cells);
            if (wish != null) {
                compare(wish, cells.line(), seen, findings);
                ProblemType refused = wish.prepare();
                if (refused == null) {
                    together.add(new Asked(cells.line(), wish, null));
                } else {
                    findings.add(fault(cells.line(), refused));
                }
            }
            if (together.size() == reader.together()) {
                findings.addAll(tryOut(actor, job.facilityId(), reader, together));
                together.clear();
            }
        }
        findings.addAll(tryOut(actor, job.facilityId(), reader, together));
        store.report(job.id(), job.runner(), rows, findings);
        return false;
    }

    private record Seen(int line, Wish wish) {}

    private static void compare(Wish wish, int line, Map<String, List<Seen>> seen, List<Finding> findings) {
        List<Seen> alike = seen.computeIfAbsent(wish.identity(), identity -> new ArrayList<>());
        alike.stream().filter(other -> wish.clashesWith(other.wish)).findFirst().ifPresent(other -> {
            String detail = "This is the same as in line " + other.line + ".";
            findings.add(
                    wish.maybeTwice()
                            ? Finding.hint(line, null, "repeated-row", detail)
                            : Finding.fault(line, null, "repeated-row", detail));
        });
        alike.add(new Seen(line, wish));
    }

    /** Asks as the writing would, and rolls back what that may have written. */
    private List<Finding> tryOut(Actor actor, UUID facilityId, Wish.Reader reader, List<Asked> together) {
        List<Finding> found = new ArrayList<>();
        if (together.isEmpty()) {
            return found;
        }
        List<Wish> wishes = wishes(together);
        try {
            transaction.executeWithoutResult(tx -> {
                tx.setRollbackOnly();
                List<Optional<UUID>> likely = reader.likely(actor, facilityId, wishes);
                List<Outcome<?>> outcomes = reader.tryOut(actor, facilityId, wishes);
                for (int i = 0; i < wishes.size(); i++) {
                    int line = together.get(i).line;
                    likely.get(i).ifPresent(record -> found.add(likely(line, record)));
                    if (outcomes.get(i) instanceof Outcome.Refused<?>(var refusal)) {
                        found.add(fault(line, refusal.type()));
                    }
                }
            });
        } catch (RefusedException refused) {
            found.add(fault(onlyOne(together, refused).line, refused.refusal().type()));
        }
        return found;
    }

    private boolean writeStops(
            Claimed job, Actor actor, Wish.Reader reader, List<Table.Row> rows, BooleanSupplier stops) {
        int done = job.done();
        List<Asked> ahead = new ArrayList<>();
        while (done < rows.size()) {
            if (stops.getAsBoolean()) {
                return true;
            }
            while (ahead.size() < reader.together() && done + ahead.size() < rows.size()) {
                ahead.add(ask(job, reader, rows.get(done + ahead.size())));
            }
            List<Asked> together = job.likely() == LikelyRows.SKIP ? apart(job, actor, reader, ahead) : ahead;
            if (!write(job, actor, reader, together, rows.size(), done)) {
                return false;
            }
            done += together.size();
            ahead = new ArrayList<>(ahead.subList(together.size(), ahead.size()));
        }
        transaction.executeWithoutResult(tx -> {
            store.done(job.id(), job.runner(), clock.instant());
            FileImport result = store.find(job.id()).orElseThrow();
            audit.record(
                    actor,
                    "IMPORT_DONE",
                    new AuditLog.Subject("file_import", job.id(), job.facilityId(), null),
                    Map.of(
                            "kind", result.kind(),
                            "written", result.written(),
                            "skipped", result.skipped(),
                            "refused", result.refused()));
        });
        return false;
    }

    private static Asked ask(Claimed job, Wish.Reader reader, Table.Row row) {
        List<Finding> faults = new ArrayList<>();
        Wish wish = reader.read(job.facilityId(), new Cells(row, faults));
        if (wish == null) {
            return new Asked(row.line(), null, faults.getFirst());
        }
        ProblemType refused = wish.prepare();
        return refused == null
                ? new Asked(row.line(), wish, null)
                : new Asked(row.line(), null, fault(row.line(), refused));
    }

    /** Up to the first row that is likely to be about somebody of a row before it: who that is, the next transaction sees. */
    private static List<Asked> apart(Claimed job, Actor actor, Wish.Reader reader, List<Asked> ahead) {
        int left = reader.apart(actor, job.facilityId(), wishes(ahead));
        for (int i = 0; i < ahead.size(); i++) {
            if (ahead.get(i).wish != null && left-- == 0) {
                return ahead.subList(0, i);
            }
        }
        return ahead;
    }

    /** False where the import was cancelled, or is another's now. */
    private boolean write(Claimed job, Actor actor, Wish.Reader reader, List<Asked> together, int rows, int done) {
        boolean isAlone = together.size() == 1;
        List<Written> fates = new ArrayList<>();
        try {
            boolean isMine = Boolean.TRUE.equals(transaction.execute(tx -> {
                fates.addAll(fates(job, actor, reader, together));
                boolean isUndone = isAlone && fates.getFirst().fate() == Fate.REFUSED;
                if (isUndone || !store.wrote(job.id(), job.runner(), rows, done, fates)) {
                    tx.setRollbackOnly();
                    return false;
                }
                return true;
            }));
            if (!isAlone || fates.getFirst().fate() != Fate.REFUSED) {
                return isMine;
            }
        } catch (RefusedException refused) {
            fates.add(new Written(
                    Fate.REFUSED,
                    fault(onlyOne(together, refused).line, refused.refusal().type())));
        }
        return store.wrote(job.id(), job.runner(), rows, done, fates);
    }

    /** Writes the rows that are to be written. */
    private static List<Written> fates(Claimed job, Actor actor, Wish.Reader reader, List<Asked> together) {
        List<Wish> wishes = wishes(together);
        List<Optional<UUID>> likely = job.likely() == LikelyRows.SKIP && !wishes.isEmpty()
                ? reader.likely(actor, job.facilityId(), wishes)
                : Collections.nCopies(wishes.size(), Optional.empty());
        List<Wish> unknown = new ArrayList<>();
        for (int i = 0; i < wishes.size(); i++) {
            if (likely.get(i).isEmpty()) {
                unknown.add(wishes.get(i));
            }
        }
        Iterator<Optional<UUID>> known = likely.iterator();
        Iterator<Outcome<?>> outcomes =
                reader.write(actor, job.facilityId(), unknown).iterator();
        List<Written> fates = new ArrayList<>();
        for (Asked asked : together) {
            if (asked.wish == null) {
                fates.add(new Written(Fate.REFUSED, asked.fault));
                continue;
            }
            Optional<UUID> record = known.next();
            if (record.isPresent()) {
                fates.add(new Written(Fate.SKIPPED, likely(asked.line, record.get())));
            } else if (outcomes.next() instanceof Outcome.Refused<?>(var refusal)) {
                fates.add(new Written(Fate.REFUSED, fault(asked.line, refusal.type())));
            } else {
                fates.add(new Written(Fate.WRITTEN, null));
            }
        }
        return fates;
    }

    private static List<Wish> wishes(List<Asked> together) {
        return together.stream()
                .flatMap(asked -> Optional.ofNullable(asked.wish).stream())
                .toList();
    }

    private static Asked onlyOne(List<Asked> together, RefusedException refused) {
        if (together.size() > 1) {
            throw refused; // whose it is can't be told
        }
        return together.getFirst();
    }

    private static Finding fault(int line, ProblemType refused) {
        return Finding.fault(line, null, refused.code(), refused.title());
    }

    private static Finding likely(int line, UUID record) {
        return new Finding(
                line,
                null,
                "likely-duplicate",
                Finding.Severity.HINT,
                "The facility knows somebody who is likely to be the same person.",
                record);
    }

    private static final class Pace {
        private long told = System.nanoTime() - TOLD_EVERY.toNanos();

        boolean isDue() {
            long now = System.nanoTime();
            if (now - told < TOLD_EVERY.toNanos()) {
                return false;
            }
            told = now;
            return true;
        }
    }
}
