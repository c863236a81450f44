package org.careturn.identity;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.identity.OpenSignIns.Cause;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.ProblemType;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Integrations, each with an account of its own, so that the audit log names it. */
@Service
public class Clients {
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String ADD =
            "insert into client (account_id, secret_hash, scopes, created_by, created_at) values (?, ?, ?, ?, ?)";
    private static final String FIND = """
            select a.id, c.secret_hash, c.scopes from account a join client c on c.account_id = a.id
            where a.user_name = ? and a.kind = 'CLIENT' and a.active""";
    private static final String SELECT = """
            select a.id, a.user_name, a.display_name, a.active, c.scopes, c.created_at,
              (select array_agg(distinct r.facility_id) from account_role r where r.account_id = a.id) as facilities
            from account a join client c on c.account_id = a.id
            where\s""";
    private static final String OF_FACILITY = SELECT + """
            exists (select from account_role r where r.account_id = a.id and r.facility_id = ?)
              and (?::uuid is null or a.id > ?::uuid)
            order by a.id limit ?""";
    private static final String ONE = SELECT + "a.id = ?";
    private static final String OPEN_SESSION = """
            insert into session (id, account_id, client_label, created_at, expires_at, scopes)
            select ?, id, display_name, ?, ?, ? from account where id = ? and active""";
    private static final String DEACTIVATE =
            "update account set active = false, version = version + 1 where id = ? and kind = 'CLIENT' and active";

    private final JdbcTemplate jdbc;
    private final Accounts accounts;
    private final Actors actors;
    private final OpenSignIns signIns;
    private final Vault vault;
    private final AuditLog audit;
    private final Clock machine;

    Clients(
            JdbcTemplate jdbc,
            Accounts accounts,
            Actors actors,
            OpenSignIns signIns,
            Vault vault,
            AuditLog audit,
            @Qualifier(IdentityConfiguration.MACHINE) Clock machine) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.actors = actors;
        this.signIns = signIns;
        this.vault = vault;
        this.audit = audit;
        this.machine = machine;
    }

    /** An integration with its secret, which is shown once. */
    public record Registered(UUID id, String clientId, String clientSecret) {
        @Override
        public String toString() {
            return "Registered[" + id + "]";
        }
    }

    /**
     * An integration.
     *
     * @param active false once it was revoked
     * @param facilities those that whoever asks may see
     */
    public record Client(
            UUID id,
            String clientId,
            String name,
            boolean active,
            List<Scope> scopes,
            List<UUID> facilities,
            Instant createdAt) {}

    /** Who has shown the right secret. */
    public record Known(UUID accountId, Set<Scope> scopes) {}

    /** Refused where the actor doesn't administer each of the facilities. */
    @Transactional
    public Outcome<Registered> register(Actor actor, String name, Set<Scope> scopes, Set<UUID> facilities) {
        List<Grant> grants = new ArrayList<>();
        for (UUID facility : facilities) {
            for (Role role : Scope.roles(scopes)) {
                grants.add(new Grant(role, facility));
            }
        }
        for (Grant grant : grants) {
            ProblemType refused = accounts.refuseToGrant(actor, Account.Kind.CLIENT, grant);
            if (refused != null) {
                return Outcome.refused(refused);
            }
        }
        String clientId = "client-" + Ids.next();
        String secret = newSecret();
        Account account = accounts.create(
                        actor, new NewAccount(Account.Kind.CLIENT, clientId, null, PasswordHash.NONE, name, grants))
                .orElseThrow();
        jdbc.update(
                ADD,
                account.id(),
                hash(clientId, secret),
                Scope.codes(scopes),
                actor.accountId(),
                Timestamp.from(machine.instant()));
        return Outcome.done(new Registered(account.id(), clientId, secret));
    }

    /** Whose id and secret these are, of those that are active. */
    public Optional<Known> authenticate(String clientId, String secret) {
        byte[] presented = hash(clientId, secret);
        return jdbc
                .query(
                        FIND,
                        (row, n) -> MessageDigest.isEqual(row.getBytes("secret_hash"), presented)
                                ? Optional.of(new Known(row.getObject("id", UUID.class), scopes(row)))
                                : Optional.<Known>empty(),
                        clientId)
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A session for one access token, which holds these of the client's scopes; empty where it was revoked meanwhile. */
    @Transactional
    public Optional<UUID> open(Known client, Set<Scope> scopes, Instant expiresAt) {
        UUID id = Ids.next();
        Timestamp now = Timestamp.from(machine.instant());
        EnumSet<Scope> narrowed = EnumSet.copyOf(scopes);
        narrowed.retainAll(client.scopes);
        if (jdbc.update(OPEN_SESSION, id, now, Timestamp.from(expiresAt), Scope.codes(narrowed), client.accountId)
                == 0) {
            return Optional.empty();
        }
        audit.record(
                new Actor(client.accountId, id, List.of(), null),
                "SIGNED_IN",
                new Subject("session", id, null, null),
                Map.of("scopes", Scope.codes(narrowed)));
        return Optional.of(id);
    }

    /**
     * Those that serve a facility, in the order in which they were registered.
     *
     * @param after the last one of the page before
     */
    public Outcome<List<Client>> page(Actor actor, UUID facilityId, @Nullable UUID after, int limit) {
        if (!actor.is(Role.ADMIN, facilityId) || !accounts.isFacility(facilityId)) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        return Outcome.done(jdbc.query(OF_FACILITY, (row, n) -> read(row), facilityId, after, after, limit).stream()
                .map(client -> asSeenBy(actor, client))
                .toList());
    }

    /** Shuts the integration out for good; by an administrator of each of its facilities. */
    @Transactional
    public Outcome<Client> revoke(Actor actor, UUID id) {
        Client client = find(id).orElse(null);
        if (client == null || client.facilities.stream().noneMatch(facility -> actor.is(Role.ADMIN, facility))) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        if (!client.facilities.stream().allMatch(facility -> actor.is(Role.ADMIN, facility))) {
            return Outcome.refused(
                    CommonProblem.NOT_ALLOWED,
                    "This integration also serves a facility where you are no administrator.");
        }
        if (jdbc.update(DEACTIVATE, id) == 0) {
            return Outcome.noop(client);
        }
        signIns.end(id, Cause.ADMIN);
        Accounts.record(audit, actor, "ACCOUNT_DEACTIVATED", accounts.find(id).orElseThrow());
        actors.forget(id);
        return Outcome.done(find(id).orElseThrow());
    }

    private Optional<Client> find(UUID id) {
        return jdbc.query(ONE, (row, n) -> read(row), id).stream().findFirst();
    }

    private static Client asSeenBy(Actor actor, Client client) {
        return new Client(
                client.id,
                client.clientId,
                client.name,
                client.active,
                client.scopes,
                client.facilities.stream()
                        .filter(facility -> actor.is(Role.ADMIN, facility))
                        .toList(),
                client.createdAt);
    }

    private static Client read(ResultSet row) throws SQLException {
        return new Client(
                row.getObject("id", UUID.class),
                row.getString("user_name"),
                row.getString("display_name"),
                row.getBoolean("active"),
                List.copyOf(scopes(row)),
                Arrays.asList((UUID[]) row.getArray("facilities").getArray()),
                row.getTimestamp("created_at").toInstant());
    }

    private static Set<Scope> scopes(ResultSet row) throws SQLException {
        return Scope.of((String[]) row.getArray("scopes").getArray());
    }

    private byte[] hash(String clientId, String secret) {
        return vault.hash("client secret", clientId + " " + secret);
    }

    /** 256 random bits, which no guessing needs to be slowed for. */
    private static String newSecret() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
