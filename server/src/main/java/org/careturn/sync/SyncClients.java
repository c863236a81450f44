package org.careturn.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.facilities.Facilities;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The clients of an account: each is registered once, and answers to nobody else. */
@Service
public class SyncClients {
    private static final int MOST = 50;
    private static final Duration PULL_NOTED = Duration.ofMinutes(1);
    private static final Duration SHORTEST_OUTAGE = Duration.ofSeconds(30);
    /** After its first pull in a new epoch, in which a client has sent what waited before it. */
    private static final Duration DRAINED = Duration.ofHours(1);

    private static final String SELECT = """
            select id, account_id, facility_id, scope, label, last_mid, created_at, last_pull_at, revoked_at
            from sync_client where\s""";

    private final JdbcTemplate jdbc;
    private final Facilities facilities;
    private final AuditLog audit;
    private final Epochs epochs;
    private final Clock clock;

    SyncClients(JdbcTemplate jdbc, Facilities facilities, AuditLog audit, Epochs epochs, Clock clock) {
        this.jdbc = jdbc;
        this.facilities = facilities;
        this.audit = audit;
        this.epochs = epochs;
        this.clock = clock;
    }

    /** Registers a client of this account. */
    @Transactional
    public Outcome<Client> register(Actor actor, @Nullable UUID facilityId, @Nullable String label) {
        Client.Scope scope = scope(actor, facilityId);
        if (scope == null) {
            return Outcome.refused(
                    facilityId == null && !actor.has(Role.PATIENT)
                            ? CommonProblem.INVALID_REQUEST
                            : CommonProblem.NOT_FOUND);
        }
        jdbc.query("select from account where id = ? for no key update", row -> {}, actor.accountId());
        Long open = jdbc.queryForObject(
                "select count(*) from sync_client where account_id = ? and revoked_at is null",
                Long.class,
                actor.accountId());
        if (open != null && open >= MOST) {
            return Outcome.refused(SyncProblem.TOO_MANY_CLIENTS);
        }
        UUID id = Ids.next();
        Instant now = clock.instant();
        String epoch = epochs.current();
        // A client that the restore set back goes on as a new one, with what waited in the old one.
        jdbc.update(
                """
                insert into sync_client (id, account_id, facility_id, scope, label, created_at, epoch, epoch_since, former_pull_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, (select max(former_pull_at) from sync_client
                  where account_id = ? and facility_id is not distinct from ? and epoch = ? and epoch_since > ?))""",
                id,
                actor.accountId(),
                facilityId,
                scope.name(),
                label,
                Columns.utc(now),
                epoch,
                Columns.utc(now),
                actor.accountId(),
                facilityId,
                epoch,
                Columns.utc(now.minus(DRAINED)));
        audit.record(
                actor,
                "SYNC_CLIENT_REGISTERED",
                new Subject("sync_client", id, facilityId, null),
                Map.of("scope", scope));
        return Outcome.done(find(id));
    }

    private Client.@Nullable Scope scope(Actor actor, @Nullable UUID facilityId) {
        if (facilityId == null) {
            return actor.has(Role.PATIENT) && actor.patientId() != null ? Client.Scope.PATIENT : null;
        }
        if (facilities.findFacility(facilityId).isEmpty()) {
            return null;
        }
        if (isStaff(actor, facilityId)) {
            return Client.Scope.STAFF;
        }
        return actor.is(Role.DEVICE, facilityId) ? Client.Scope.DEVICE : null;
    }

    private static boolean isStaff(Actor actor, UUID facilityId) {
        return actor.is(Role.RECEPTIONIST, facilityId)
                || actor.is(Role.NURSE, facilityId)
                || actor.is(Role.DOCTOR, facilityId)
                || actor.is(Role.ADMIN, facilityId);
    }

    /** Whether this account still holds what the client was registered for. */
    static boolean stillAllowed(Actor actor, Client client) {
        UUID facility = client.facilityId();
        return switch (client.scope()) {
            case STAFF -> facility != null && isStaff(actor, facility);
            case DEVICE -> facility != null && actor.is(Role.DEVICE, facility);
            case PATIENT -> actor.has(Role.PATIENT);
        };
    }

    /**
     * The own ones, or for its administrators all of a facility, the newest first.
     *
     * @param before the last one of the page before
     */
    public List<Client> page(Actor actor, @Nullable UUID facilityId, @Nullable UUID before, int limit) {
        if (facilityId == null) {
            return page("account_id = ?", actor.accountId(), before, limit);
        }
        if (!actor.is(Role.ADMIN, facilityId)
                || facilities.findFacility(facilityId).isEmpty()) {
            throw new RefusedException(CommonProblem.NOT_FOUND);
        }
        return page("facility_id = ?", facilityId, before, limit);
    }

    private List<Client> page(String whose, UUID owner, @Nullable UUID before, int limit) {
        return jdbc.query(
                SELECT + whose + " and (?::uuid is null or id < ?::uuid) order by id desc limit ?",
                SyncClients::client,
                owner,
                before,
                before,
                limit);
    }

    @Transactional
    public Outcome<Client> revoke(Actor actor, UUID id) {
        Client client = jdbc.query(SELECT + "id = ? for update", SyncClients::client, id).stream()
                .filter(found -> found.accountId().equals(actor.accountId())
                        || (found.facilityId() != null && actor.is(Role.ADMIN, found.facilityId())))
                .findFirst()
                .orElseThrow(() -> new RefusedException(CommonProblem.NOT_FOUND));
        if (client.revokedAt() != null) {
            return Outcome.noop(client);
        }
        jdbc.update("update sync_client set revoked_at = ? where id = ?", Columns.utc(clock.instant()), id);
        audit.record(actor, "SYNC_CLIENT_REVOKED", new Subject("sync_client", id, client.facilityId(), null), Map.of());
        return Outcome.done(find(id));
    }

    /**
     * The actor's own client.
     *
     * @throws RefusedException NOT_FOUND, CLIENT_REVOKED, or NOT_ALLOWED where the account lost the role for it
     */
    public Client own(Actor actor, UUID id) {
        return own(actor, id, "");
    }

    /** As {@link #own}, under its lock. */
    Client locked(Actor actor, UUID id) {
        return own(actor, id, " for no key update");
    }

    private Client own(Actor actor, UUID id, String lock) {
        Client client = jdbc.query(SELECT + "id = ?" + lock, SyncClients::client, id).stream()
                .filter(found -> found.accountId().equals(actor.accountId()))
                .findFirst()
                .orElseThrow(() -> new RefusedException(CommonProblem.NOT_FOUND));
        if (client.revokedAt() != null) {
            throw new RefusedException(SyncProblem.CLIENT_REVOKED);
        }
        if (!stillAllowed(actor, client)) {
            throw new RefusedException(CommonProblem.NOT_ALLOWED);
        }
        return client;
    }

    /**
     * Notes the contact, at most once a minute, so that a client that asks for news writes nothing; and not while a push
     * of the same client holds its row, so that it waits for nobody. The first one of an epoch is always noted.
     */
    void notePull(Client client, String epoch) {
        Instant now = clock.instant();
        jdbc.update(
                """
                update sync_client set last_pull_at = ?, epoch = ?,
                  epoch_since = case when epoch is distinct from ? then ? else epoch_since end,
                  former_pull_at = case when epoch is distinct from ? then coalesce(last_pull_at, created_at)
                    else former_pull_at end
                where id in (
                  select id from sync_client where id = ? and (epoch is distinct from ? or last_pull_at is null
                    or last_pull_at not between ?::timestamptz - ?::interval and ?::timestamptz + ?::interval)
                  for no key update skip locked)""",
                Columns.utc(now),
                epoch,
                epoch,
                Columns.utc(now),
                epoch,
                client.clientId(),
                epoch,
                Columns.utc(now),
                PULL_NOTED.toString(),
                Columns.utc(now),
                PULL_NOTED.toString());
    }

    /**
     * Notes how long a facility's computer was without the network until now: at most since its last contact or the last such
     * telling, and nothing below half a minute.
     */
    void noteOutage(UUID id, Duration told) {
        Instant now = clock.instant();
        jdbc.update(
                """
                with c as (
                  select id, facility_id, greatest(coalesce(last_pull_at, created_at), outage_told_at, ?::timestamptz) as since
                  from sync_client where id = ? and scope = 'STAFF' for no key update),
                told as (update sync_client s set outage_told_at = ? from c where s.id = c.id)
                insert into client_outage (id, facility_id, since, until)
                select ?, facility_id, since, ? from c where since <= ?""",
                Columns.utc(now.minus(told)),
                id,
                Columns.utc(now),
                Ids.next(),
                Columns.utc(now),
                Columns.utc(now.minus(SHORTEST_OUTAGE)));
    }

    /** Since when a client may have queued what it sends now: its last pull; after a restore, the one before that. */
    Instant quietSince(Client client) {
        Instant last = client.lastPullAt() == null ? client.createdAt() : client.lastPullAt();
        return jdbc
                .query(
                        """
                        select former_pull_at from sync_client
                        where id = ? and epoch_since > ? and former_pull_at is not null""",
                        (row, n) -> Columns.instant(row, "former_pull_at"),
                        client.clientId(),
                        Columns.utc(clock.instant().minus(DRAINED)))
                .stream()
                .filter(former -> former.isBefore(last))
                .findFirst()
                .orElse(last);
    }

    private Client find(UUID id) {
        return jdbc.query(SELECT + "id = ?", SyncClients::client, id).getFirst();
    }

    private static Client client(ResultSet row, int n) throws SQLException {
        return new Client(
                Columns.id(row, "id"),
                Columns.id(row, "account_id"),
                Columns.idOrNull(row, "facility_id"),
                Client.Scope.valueOf(row.getString("scope")),
                row.getString("label"),
                row.getLong("last_mid"),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "last_pull_at"),
                Columns.instantOrNull(row, "revoked_at"));
    }
}
