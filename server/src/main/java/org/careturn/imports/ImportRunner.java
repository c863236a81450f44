package org.careturn.imports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.careturn.identity.Account;
import org.careturn.identity.Accounts;
import org.careturn.imports.FileImport.Failure;
import org.careturn.imports.ImportStore.Claimed;
import org.careturn.platform.Actor;
import org.careturn.platform.Background;
import org.careturn.platform.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Has one file at a time checked or written on each node. Whose node dies is taken up by another, at the row that comes next. */
@Component
class ImportRunner extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration UNSTARTED = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration TIDIED_EVERY = Duration.ofHours(1);

    private final UUID me = UUID.randomUUID();
    private final ImportStore store;
    private final ImportWork work;
    private final Accounts accounts;
    private final Clock clock;
    private final boolean jobs;

    /** @param jobs whether this node does what happens by itself */
    ImportRunner(
            ImportStore store,
            ImportWork work,
            Accounts accounts,
            Clock clock,
            @Value("${db-scheduler.enabled:true}") boolean jobs) {
        super("imports");
        this.store = store;
        this.work = work;
        this.accounts = accounts;
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
            } else if (work.isStopped(job, actor.get(), () -> jobs && !isRunning())) {
                release(job);
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
}
