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
    private static final String SELECT = """
            select id, account_id, facility_id, scope, label, last_mid, created_at, last_pull_at, revoked_at
            from sync_client where\s""";

    private final JdbcTemplate jdbc;
    private final Facilities facilities;
    private final AuditLog audit;
    private final Clock clock;

    SyncClients(JdbcTemplate jdbc, Facilities facilities, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.facilities = facilities;
        this.audit = audit;
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
        jdbc.update(
                "insert into sync_client (id, account_id, facility_id, scope, label, created_at) values (?, ?, ?, ?, ?, ?)",
                id,
                actor.accountId(),
                facilityId,
                scope.name(),
                label,
                Columns.utc(clock.instant()));
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
     * of the same client holds its row, so that it waits for nobody.
     */
    void notePull(Client client) {
        Instant now = clock.instant();
        Instant last = client.lastPullAt();
        if (last == null || Duration.between(last, now).abs().compareTo(PULL_NOTED) >= 0) {
            jdbc.update("""
                    update sync_client set last_pull_at = ? where id in (
                      select id from sync_client where id = ? for no key update skip locked)""", Columns.utc(now), client.clientId());
        }
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
