package org.careturn.sync;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.ProblemType;
import org.careturn.platform.Refusal;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.openapi.ApiName;
import org.careturn.platform.web.RequestId;
import org.careturn.sync.Judged.About;
import org.careturn.sync.Judged.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** Takes what a client has done: one transaction for each mutation, in the order of their numbers, each once. */
@Service
public class Push {
    private static final Logger LOG = LoggerFactory.getLogger(Push.class);

    private static final Refusal UNSTORABLE =
            Refusal.of(CommonProblem.INVALID_REQUEST, "It holds characters that no text has, or goes too deep.");

    private final SyncClients clients;
    private final Mutations mutations;
    private final Results results;
    private final Epochs epochs;
    private final Rows rows;
    private final TransactionTemplate transaction;
    private final TransactionTemplate nested;
    private final Clock clock;

    Push(
            SyncClients clients,
            Mutations mutations,
            Results results,
            Epochs epochs,
            Rows rows,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.clients = clients;
        this.mutations = mutations;
        this.results = results;
        this.epochs = epochs;
        this.rows = rows;
        this.transaction = new TransactionTemplate(transactions);
        this.nested = new TransactionTemplate(transactions);
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.clock = clock;
    }

    /**
     * A mutation as it was queued.
     *
     * @param storable whether all its texts can be stored; if not, it alone is refused
     * @param occurredAt by the device's clock
     */
    public record Mutation(
            long mid,
            String name,
            ObjectNode args,
            boolean storable,
            @Nullable Instant occurredAt) {}

    /**
     * What became of a mutation.
     *
     * @param current the row that it is about, as it is now
     */
    @ApiName("PushResult")
    public record Result(
            long mid,
            String status,
            @Nullable String code,
            @Nullable String detail,
            Map<String, Object> facts,
            @Nullable Row current) {}

    /**
     * What became of the mutations.
     *
     * @param version the facility's; 0 for a patient's client
     */
    public record Pushed(List<Result> results, long lastMid, long version, String epoch, Instant serverTime) {}

    /**
     * Judges the mutations one after the other.
     *
     * @throws RefusedException where it stops; what came before stays done
     */
    public Pushed push(Actor caller, @Nullable String epoch, UUID clientId, int schemaVersion, List<Mutation> sent) {
        Client client = clients.own(caller, clientId);
        String current = epochs.current();
        if (epoch != null && !epoch.equals(current)) {
            throw new RefusedException(new Refusal(
                    SyncProblem.EPOCH_CHANGED, SyncProblem.EPOCH_CHANGED.title(), Map.of("epoch", current)));
        }
        Actor actor = here(caller, client);
        List<Judged> judged = new ArrayList<>();
        long lastMid = client.lastMid();
        for (Mutation mutation : sent) {
            judged.add(judge(actor, clientId, schemaVersion, mutation));
            lastMid = Math.max(lastMid, mutation.mid);
        }
        Map<About, Row> about = current(actor, client, judged);
        List<Result> answers = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            Judged of = judged.get(i);
            answers.add(new Result(
                    sent.get(i).mid,
                    of.status().name(),
                    of.code(),
                    of.detail(),
                    new LinkedHashMap<>(of.facts()),
                    of.about() == null ? null : about.get(of.about())));
        }
        return new Pushed(answers, lastMid, results.version(client.facilityId()), current, clock.instant());
    }

    /** None where they can't be read: the results stand, and the client has to learn them. */
    private Map<About, Row> current(Actor actor, Client client, List<Judged> judged) {
        try {
            return rows.of(
                    actor,
                    client,
                    judged.stream()
                            .map(Judged::about)
                            .filter(Objects::nonNull)
                            .distinct()
                            .toList());
        } catch (RuntimeException failure) {
            if (isPassing(failure)) {
                throw failure;
            }
            LOG.error("the rows of a push could not be read", failure);
            return Map.of();
        }
    }

    private Judged judge(Actor actor, UUID clientId, int schemaVersion, Mutation mutation) {
        try {
            return Objects.requireNonNull(
                    transaction.execute(tx -> judgeOnce(actor, clientId, schemaVersion, mutation)));
        } catch (DataAccessException | TransactionException failure) {
            if (!isPassing(failure)) {
                throw failure;
            }
            LOG.warn("a mutation {} could not be judged for now", mutation.name, failure);
            throw stopped(CommonProblem.UNAVAILABLE, mutation.mid, mutation.mid - 1);
        }
    }

    private Judged judgeOnce(Actor actor, UUID clientId, int schemaVersion, Mutation mutation) {
        Client client = clients.locked(actor, clientId);
        byte[] hash = hash(schemaVersion, mutation);
        if (mutation.mid <= client.lastMid()) {
            return repeated(client, mutation, hash);
        }
        if (mutation.mid != client.lastMid() + 1) {
            throw new RefusedException(new Refusal(
                    SyncProblem.GAP,
                    SyncProblem.GAP.title(),
                    Map.of("mid", mutation.mid, "lastMid", client.lastMid(), "expectedMid", client.lastMid() + 1)));
        }
        if (!Upcast.knows(schemaVersion) || !mutations.knows(mutation.name)) {
            throw stopped(SyncProblem.UPGRADE_REQUIRED, mutation.mid, client.lastMid());
        }
        Mutations.Context context =
                new Mutations.Context(actor, client, mutation.mid, clamped(mutation.occurredAt, client));
        Judged judged = mutation.storable
                ? settle(context, mutation.name, Upcast.toPresent(schemaVersion, mutation.name, mutation.args))
                : Judged.refused(UNSTORABLE, null);
        results.keep(client, mutation.mid, hash, judged);
        return judged;
    }

    /** A refusal leaves nothing of what the mutation did before it. */
    private Judged settle(Mutations.Context context, String name, ObjectNode args) {
        try {
            return Objects.requireNonNull(nested.execute(part -> {
                Judged judged = mutations.judge(context, name, args);
                if (judged.status() == Status.REJECTED) {
                    part.setRollbackOnly();
                }
                return judged;
            }));
        } catch (RefusedException refused) {
            return Judged.refused(refused.refusal(), null);
        } catch (DataIntegrityViolationException constraint) {
            LOG.info("a mutation {} was refused by a constraint", name, constraint);
            return Judged.refused(Refusal.of(CommonProblem.CONFLICT), null);
        } catch (RuntimeException failure) {
            if (isPassing(failure)) {
                throw failure;
            }
            // Sent again it would fail again, and hold up all that was done after it.
            LOG.error("a mutation {} failed", name, failure);
            String request = MDC.get(RequestId.KEY);
            return Judged.refused(
                    new Refusal(
                            CommonProblem.UNEXPECTED,
                            CommonProblem.UNEXPECTED.title(),
                            request == null ? Map.of() : Map.of("requestId", request)),
                    null);
        }
    }

    /** Whether it says nothing of the mutation, and may go well in a few seconds. */
    private static boolean isPassing(RuntimeException failure) {
        return failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof CannotCreateTransactionException
                || failure instanceof TransactionSystemException;
    }

    private Judged repeated(Client client, Mutation mutation, byte[] hash) {
        Results.Kept kept = results.find(client.clientId(), mutation.mid);
        if (kept == null) {
            return new Judged(Status.NOOP, "result-forgotten", null, Map.of(), null);
        }
        if (!Arrays.equals(kept.hash(), hash)) {
            throw stopped(SyncProblem.MID_REUSED, mutation.mid, client.lastMid());
        }
        return kept.judged();
    }

    private @Nullable Instant clamped(@Nullable Instant occurredAt, Client client) {
        if (occurredAt == null) {
            return null;
        }
        Instant now = clock.instant();
        Instant since = clients.quietSince(client);
        Instant notBefore = occurredAt.isBefore(since) ? since : occurredAt;
        return notBefore.isAfter(now) ? now : notBefore;
    }

    /** The actor as far as this client goes: in its facility, or as a patient. */
    static Actor here(Actor actor, Client client) {
        UUID facility = client.facilityId();
        List<Grant> grants = actor.grants().stream()
                .filter(grant -> switch (client.scope()) {
                    case STAFF -> grant.role() != Role.PATIENT && grant.role() != Role.DEVICE;
                    case DEVICE -> grant.role() == Role.DEVICE;
                    case PATIENT -> grant.role() == Role.PATIENT;
                })
                .filter(grant -> grant.facilityId() == null || Objects.equals(grant.facilityId(), facility))
                .map(grant -> new Grant(grant.role(), facility))
                .toList();
        return new Actor(actor.accountId(), actor.sessionId(), grants, actor.patientId(), actor.dependants());
    }

    private static RefusedException stopped(ProblemType problem, long mid, long lastMid) {
        return new RefusedException(new Refusal(problem, problem.title(), Map.of("mid", mid, "lastMid", lastMid)));
    }

    private static byte[] hash(int schemaVersion, Mutation mutation) {
        try {
            String text = schemaVersion + "\n" + mutation.name + "\n" + mutation.occurredAt + "\n" + mutation.args;
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
