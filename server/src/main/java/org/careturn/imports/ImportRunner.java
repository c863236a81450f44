package org.careturn.imports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.identity.Account;
import org.careturn.identity.Accounts;
import org.careturn.imports.FileImport.Failure;
import org.careturn.imports.FileImport.State;
import org.careturn.imports.ImportStore.Claimed;
import org.careturn.imports.ImportStore.Fate;
import org.careturn.platform.Actor;
import org.careturn.platform.Background;
import org.careturn.platform.Outcome;
import org.careturn.platform.ProblemType;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks and writes one file at a time on each node. Each row is a transaction of its own, which the check rolls back: no
 * lock is held for longer than a registration at the desk holds it. Whose node dies is taken up by another, at the row that
 * comes next.
 */
@Component
class ImportRunner extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration TOLD_EVERY = Duration.ofMillis(500);
    private static final Duration UNSTARTED = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration TIDIED_EVERY = Duration.ofHours(1);

    private final UUID me = UUID.randomUUID();
    private final ImportStore store;
    private final Map<ImportKind, Wish.Reader> readers = new EnumMap<>(ImportKind.class);
    private final Accounts accounts;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final boolean jobs;

    /** @param jobs whether this node does what happens by itself */
    ImportRunner(
            ImportStore store,
            List<Wish.Reader> readers,
            Accounts accounts,
            AuditLog audit,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${db-scheduler.enabled:true}") boolean jobs) {
        super("imports");
        this.store = store;
        readers.forEach(reader -> this.readers.put(reader.kind(), reader));
        this.accounts = accounts;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.jobs = jobs;
    }

    @Override
    public boolean isAutoStartup() {
        return jobs;
    }

    @Override
    protected void work() throws InterruptedException {
        Instant tidied = Instant.EPOCH;
        while (isRunning()) {
            try {
                Instant now = clock.instant();
                if (Duration.between(tidied, now).abs().compareTo(TIDIED_EVERY) > 0) {
                    store.forget(now.minus(UNSTARTED), now.minus(KEPT), now);
                    tidied = now;
                }
                store.giveUp(now);
                if (next()) {
                    continue;
                }
            } catch (DataAccessException | TransactionException unavailable) {
                LOG.debug("no import can be claimed now", unavailable);
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Works on the next one; false where there is none. */
    boolean next() {
        Optional<Claimed> job = store.claim(me);
        job.ifPresent(this::run);
        return job.isPresent();
    }

    private void run(Claimed job) {
        try {
            Optional<Actor> actor = actor(job);
            if (actor.isEmpty()) {
                store.failed(job.id(), me, Failure.NOT_ALLOWED, clock.instant());
            } else if (job.state() == State.CHECKING) {
                check(job, actor.get());
            } else {
                write(job, actor.get());
            }
        } catch (RuntimeException error) {
            LOG.warn("import {} met an error", job.id(), error);
            release(job);
        }
    }

    /** So that another node needn't wait for the end of the lease; a node that stops has interrupted this thread. */
    private void release(Claimed job) {
        boolean interrupted = Thread.interrupted();
        try {
            store.release(job.id(), me);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The administrator who gave the file, with the roles of this moment. */
    private Optional<Actor> actor(Claimed job) {
        if (job.accountId().equals(Actor.SYSTEM.accountId())) {
            return Optional.of(Actor.SYSTEM);
        }
        return accounts.find(job.accountId())
                .filter(Account::active)
                .map(account -> new Actor(account.id(), Actor.SYSTEM.sessionId(), account.roles(), null)
                        .narrowedTo(Set.of(Role.ADMIN)))
                .filter(actor -> actor.is(Role.ADMIN, job.facilityId()));
    }

    private void check(Claimed job, Actor actor) {
        Table table = Table.read(job.content(), job.kind());
        List<Finding> findings = new ArrayList<>(table.findings());
        Map<String, List<Seen>> seen = new HashMap<>();
        Pace pace = new Pace();
        for (int i = 0; i < table.rows().size(); i++) {
            if (jobs && !isRunning()) {
                release(job);
                return;
            }
            if (pace.isDue() && !store.checked(job.id(), me, table.rows().size(), i)) {
                return;
            }
            Cells cells = new Cells(table.rows().get(i), findings);
            Wish wish = read(job, cells);
            if (wish != null) {
                compare(wish, cells.line(), seen, findings);
                findings.addAll(tryOut(actor, wish, cells.line()));
            }
        }
        store.report(job.id(), me, table.rows().size(), findings);
    }

    private @Nullable Wish read(Claimed job, Cells cells) {
        Wish.Reader reader = readers.get(job.kind());
        if (reader == null) {
            throw new IllegalStateException("nobody reads " + job.kind());
        }
        return reader.read(job.facilityId(), cells);
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

    /** Writes the row and rolls it back. */
    private List<Finding> tryOut(Actor actor, Wish wish, int line) {
        List<Finding> found = new ArrayList<>();
        ProblemType refused = wish.prepare();
        if (refused == null) {
            refused = refusal(tx -> {
                tx.setRollbackOnly();
                wish.likely(actor).ifPresent(record -> found.add(likely(line, record)));
                return wish.write(actor);
            });
        }
        if (refused != null) {
            found.add(Finding.fault(line, null, refused.code(), refused.title()));
        }
        return found;
    }

    private interface Attempt {
        Outcome<?> in(TransactionStatus tx);
    }

    /** Why it was refused; null: it was done. */
    private @Nullable ProblemType refusal(Attempt attempt) {
        try {
            Outcome<?> outcome = transaction.execute(tx -> {
                Outcome<?> made = attempt.in(tx);
                if (made instanceof Outcome.Refused<?>) {
                    tx.setRollbackOnly();
                }
                return made;
            });
            return outcome instanceof Outcome.Refused<?>(var refusal) ? refusal.type() : null;
        } catch (RefusedException refused) {
            return refused.refusal().type();
        }
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

    private void write(Claimed job, Actor actor) {
        Table table = Table.read(job.content(), job.kind());
        int rows = table.rows().size();
        for (int i = job.done(); i < rows; i++) {
            if (jobs && !isRunning()) {
                release(job);
                return;
            }
            if (!write(job, actor, table.rows().get(i), rows, i + 1)) {
                return;
            }
        }
        transaction.executeWithoutResult(tx -> {
            store.done(job.id(), me, clock.instant());
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
    }

    /** False where the import was cancelled, or is another's now. */
    private boolean write(Claimed job, Actor actor, Table.Row row, int rows, int done) {
        List<Finding> faults = new ArrayList<>();
        Wish wish = read(job, new Cells(row, faults));
        if (wish == null) {
            return refused(job, rows, done, faults.getFirst());
        }
        ProblemType refused = wish.prepare();
        boolean[] mine = {true};
        if (refused == null) {
            refused = refusal(tx -> {
                UUID known =
                        job.likely() == LikelyRows.SKIP ? wish.likely(actor).orElse(null) : null;
                Fate fate = known == null ? Fate.WRITTEN : Fate.SKIPPED;
                Finding finding = known == null ? null : likely(row.line(), known);
                mine[0] = store.wrote(job.id(), me, rows, done, fate, finding);
                if (!mine[0]) {
                    tx.setRollbackOnly();
                }
                return mine[0] && known == null ? wish.write(actor) : Outcome.noop(row);
            });
        }
        return refused == null
                ? mine[0]
                : refused(job, rows, done, Finding.fault(row.line(), null, refused.code(), refused.title()));
    }

    private boolean refused(Claimed job, int rows, int done, Finding finding) {
        return store.wrote(job.id(), me, rows, done, Fate.REFUSED, finding);
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
