package org.careturn.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.identity.Vault;
import org.careturn.platform.Actor;
import org.careturn.sync.Judged.About;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives a client all rows of its scope, and from then on what has changed: each page from one snapshot. */
@Service
public class Pull {
    private static final int PAGE = 2_500;
    private static final int CHANGES = 2_000;

    private final SyncClients clients;
    private final Epochs epochs;
    private final Rows rows;
    private final ChangesOf changes;
    private final PatientFeed patientFeed;
    private final Vault vault;
    private final AuditLog audit;
    private final TransactionTemplate snapshot;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Pull(
            SyncClients clients,
            Epochs epochs,
            Rows rows,
            ChangesOf changes,
            PatientFeed patientFeed,
            Vault vault,
            AuditLog audit,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.clients = clients;
        this.epochs = epochs;
        this.rows = rows;
        this.changes = changes;
        this.patientFeed = patientFeed;
        this.vault = vault;
        this.audit = audit;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setReadOnly(true);
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** A row that is no longer there for this client. */
    public record Tombstone(String kind, UUID id) {}

    /**
     * A page of what changed.
     *
     * @param reset forget the rows, and pull without a cursor
     */
    public record Pulled(
            boolean reset,
            List<Row> changes,
            List<Tombstone> tombstones,
            long lastMid,
            @Nullable String cursor,
            boolean hasMore,
            long version,
            String epoch,
            Instant serverTime) {}

    public Pulled pull(Actor caller, UUID clientId, @Nullable String cursor) {
        return pull(caller, clientId, cursor, null);
    }

    /**
     * What changed for the client since its cursor.
     *
     * @param offlineSeconds how long the client had no contact just before, as it tells
     */
    public Pulled pull(Actor caller, UUID clientId, @Nullable String cursor, @Nullable Integer offlineSeconds) {
        Client registered = clients.own(caller, clientId);
        Actor actor = Push.here(caller, registered);
        PullCursor from = cursor == null ? null : PullCursor.read(vault, cursor);
        if (from != null && !from.clientId().equals(clientId)) {
            throw PullCursor.foreign();
        }
        if (registered.facilityId() == null && from == null) {
            patientFeed.keep(actor.patients());
        }
        Pulled pulled = Objects.requireNonNull(snapshot.execute(tx -> read(actor, clientId, from)));
        if (offlineSeconds != null) {
            clients.noteOutage(clientId, Duration.ofSeconds(offlineSeconds));
        }
        note(actor, registered, pulled);
        return pulled;
    }

    private void note(Actor actor, Client client, Pulled pulled) {
        UUID facility = client.facilityId();
        List<UUID> patients = pulled.changes.stream()
                .filter(row -> row.kind().equals("patient"))
                .map(Row::id)
                .toList();
        if (facility != null && !patients.isEmpty()) {
            transaction.executeWithoutResult(tx -> audit.record(
                    actor,
                    "PATIENTS_LISTED",
                    new Subject("facility", facility, facility, null),
                    Map.of("patients", patients)));
        }
        clients.notePull(client, pulled.epoch);
    }

    private Pulled read(Actor actor, UUID clientId, @Nullable PullCursor from) {
        Client client = clients.own(actor, clientId);
        boolean facility = client.facilityId() != null;
        Set<UUID> feeds = facility ? Set.of(Objects.requireNonNull(client.facilityId())) : actor.patients();
        Map<UUID, Long> present = new TreeMap<>(changes.versions(facility, feeds));
        String epoch = epochs.current();
        LocalDate day = rows.day(client);
        String scope = client.scope() + " " + (facility ? day : new TreeSet<>(feeds));
        Answer answer = new Answer(
                client, epoch, facility ? present.values().stream().findFirst().orElse(0L) : 0);
        if (from == null) {
            PullCursor start = new PullCursor(epoch, clientId, scope, 0, null, present);
            return answer.first(actor, day, start, true);
        }
        if (!from.epoch().equals(epoch) || !from.scope().equals(scope) || !reachable(facility, from, present)) {
            return answer.reset();
        }
        return from.kind() >= 0
                ? answer.first(actor, day, from, false)
                : answer.changed(actor, day, from, facility, present);
    }

    private boolean reachable(boolean facility, PullCursor from, Map<UUID, Long> present) {
        return from.feeds().keySet().equals(present.keySet())
                && from.feeds().entrySet().stream()
                        .allMatch(feed -> feed.getValue() <= present.getOrDefault(feed.getKey(), -1L)
                                && feed.getValue()
                                        >= changes.forgotten(
                                                facility, feed.getKey(), present.getOrDefault(feed.getKey(), 0L)));
    }

    private final class Answer {
        private final Client client;
        private final String epoch;
        private final long version;

        Answer(Client client, String epoch, long version) {
            this.client = client;
            this.epoch = epoch;
            this.version = version;
        }

        Pulled reset() {
            return new Pulled(
                    true, List.of(), List.of(), client.lastMid(), null, false, version, epoch, clock.instant());
        }

        private Pulled of(List<Row> found, List<Tombstone> gone, PullCursor next, boolean more) {
            return new Pulled(
                    false, found, gone, client.lastMid(), next.write(vault), more, version, epoch, clock.instant());
        }

        /** A page of all rows. Where it took several, what changed meanwhile follows, as it does later. */
        Pulled first(Actor actor, LocalDate day, PullCursor from, boolean begins) {
            List<String> kinds = rows.kinds(client);
            List<Row> found = new ArrayList<>();
            int kind = from.kind();
            UUID after = from.after();
            while (kind < kinds.size()) {
                int room = PAGE - found.size();
                List<Row> page = rows.page(actor, client, day, kinds.get(kind), after, room);
                found.addAll(page);
                if (page.size() == room) {
                    return of(found, List.of(), from.at(kind, page.getLast().id()), true);
                }
                kind++;
                after = null;
            }
            return of(found, List.of(), from.at(-1, null), !begins);
        }

        Pulled changed(Actor actor, LocalDate day, PullCursor from, boolean facility, Map<UUID, Long> present) {
            PullCursor next = from;
            boolean more = false;
            Map<String, Set<UUID>> byKind = new LinkedHashMap<>();
            for (Map.Entry<UUID, Long> feed : present.entrySet()) {
                long seen = from.feeds().getOrDefault(feed.getKey(), 0L);
                if (seen == feed.getValue()) {
                    continue;
                }
                if (more) {
                    break;
                }
                ChangesOf.Page page = changes.read(facility, feed.getKey(), seen, feed.getValue(), CHANGES);
                next = next.with(feed.getKey(), page.version());
                more = page.more();
                for (About row : page.rows()) {
                    byKind.computeIfAbsent(row.kind(), k -> new LinkedHashSet<>())
                            .add(row.id());
                }
            }
            if (byKind.isEmpty()) {
                return of(List.of(), List.of(), next, more);
            }
            Set<UUID> services = byKind.getOrDefault("service", Set.of());
            byKind.computeIfAbsent("queue", k -> new LinkedHashSet<>()).addAll(rows.queuesOf(services));
            // The names of the urgencies stand in their facility's row.
            byKind.computeIfAbsent("facility", k -> new LinkedHashSet<>())
                    .addAll(byKind.getOrDefault("urgency_level", Set.of()));
            List<Row> found = new ArrayList<>();
            List<Tombstone> gone = new ArrayList<>();
            Set<UUID> patients = new LinkedHashSet<>();
            for (String kind : rows.kinds(client)) {
                Set<UUID> ids = new LinkedHashSet<>(byKind.getOrDefault(kind, Set.of()));
                Set<UUID> left = new HashSet<>(ids);
                if (kind.equals("patient") && facility) {
                    ids.addAll(patients);
                }
                for (Row row : rows.byIds(actor, client, day, kind, ids)) {
                    found.add(row);
                    left.remove(row.id());
                    if ((kind.equals("visit") || kind.equals("appointment"))
                            && row.row().get("patientId") instanceof String patient) {
                        patients.add(UUID.fromString(patient));
                    }
                }
                left.forEach(id -> gone.add(new Tombstone(kind, id)));
            }
            return of(found, gone, next, more);
        }
    }
}
