package org.careturn.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.database.Columns;
import org.careturn.platform.settings.CareTurnSettings;
import org.careturn.platform.web.Restriction;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Who stands behind a session, with the roles held at this moment. What is read is kept for less than a second: so soon
 * a sign-out, a deactivation, a change of roles or the end of a guardianship takes effect on every node.
 */
@Component
public class Actors {
    private static final Duration KEPT = Duration.ofMillis(750);
    private static final String SELECT = """
            select s.id as session_id, s.account_id, s.scopes, p.id as patient_id,
              coalesce(array_agg(r.role || ' ' || coalesce(r.facility_id::text, '')) filter (where r.id is not null),
                       '{}') as roles,
              array(select coalesce(d.merged_into, d.id) from guardianship g join patient d on d.id = g.dependant_id
                    where (g.guardian_id = p.id or g.guardian_id in (select m.id from patient m where m.merged_into = p.id)) and g.starts_at <= ? and (g.ends_at is null or g.ends_at > ?))
                as dependants,
              exists (select from second_factor f where f.account_id = s.account_id and f.confirmed_at is not null)
                as second_factor
            from session s
            join account a on a.id = s.account_id and a.active
            left join account_role r on r.account_id = a.id
            left join patient p on p.account_id = a.id
            where s.revoked_at is null and s.expires_at > ? and s.id\s""";
    private static final String GROUP = " group by s.id, s.account_id, p.id";
    private static final String FIND = SELECT + "= ?" + GROUP;
    private static final String FIND_ALL = SELECT + "= any (?::text[]::uuid[])" + GROUP;

    /** An actor, and what keeps it from using its roles. */
    public record SignedIn(Actor actor, Set<Restriction> restrictions) {}

    private final JdbcTemplate jdbc;
    private final boolean adminsNeedSecondFactor;
    private final Clock clock;
    private final Clock product;
    private final RowMapper<SignedIn> mapper = (row, n) -> read(row);
    private final Cache<UUID, SignedIn> recent =
            Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(KEPT).build();

    Actors(
            JdbcTemplate jdbc,
            IdentitySettings settings,
            CareTurnSettings server,
            @Qualifier(IdentityConfiguration.MACHINE) Clock clock,
            Clock product) {
        this.jdbc = jdbc;
        this.adminsNeedSecondFactor = IdentityConfiguration.adminsNeedSecondFactor(settings, server);
        this.clock = clock;
        this.product = product;
    }

    /** Empty once the session has ended or its account is no longer active. */
    public Optional<Actor> of(UUID sessionId) {
        return signedIn(sessionId).map(SignedIn::actor);
    }

    /** As {@link #of}, with what restricts the sign-in. */
    public Optional<SignedIn> signedIn(UUID sessionId) {
        SignedIn known = recent.getIfPresent(sessionId);
        if (known != null) {
            return Optional.of(known);
        }
        List<SignedIn> found = jdbc.query(FIND, mapper, now(), now(), machineNow(), sessionId);
        found.forEach(signedIn -> recent.put(sessionId, signedIn));
        return found.stream().findFirst();
    }

    /** Those of these sessions that haven't ended, as they are at this moment, read by one statement. */
    public Map<UUID, Actor> ofAll(Collection<UUID> sessionIds) {
        String[] ids = Columns.texts(sessionIds);
        Map<UUID, Actor> actors = new HashMap<>();
        jdbc.query(FIND_ALL, mapper, now(), now(), machineNow(), ids)
                .forEach(found -> actors.put(found.actor.sessionId(), found.actor));
        return actors;
    }

    /** Once this transaction has committed: so that this node needn't wait for what it has changed itself. */
    public void forget(UUID accountId) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                recent.asMap()
                        .values()
                        .removeIf(known -> known.actor.accountId().equals(accountId));
            }
        });
    }

    private Timestamp now() {
        return Timestamp.from(product.instant());
    }

    private Timestamp machineNow() {
        return Timestamp.from(clock.instant());
    }

    private SignedIn read(ResultSet row) throws SQLException {
        Actor actor = new Actor(
                row.getObject("account_id", UUID.class),
                row.getObject("session_id", UUID.class),
                Roles.read(row, "roles"),
                row.getObject("patient_id", UUID.class),
                Set.of((UUID[]) row.getArray("dependants").getArray()));
        Array scopes = row.getArray("scopes");
        if (scopes != null) {
            return narrowed(actor, Scope.of((String[]) scopes.getArray()));
        }
        boolean missing = adminsNeedSecondFactor && actor.has(Role.ADMIN) && !row.getBoolean("second_factor");
        return new SignedIn(actor, missing ? Set.of(Restriction.SECOND_FACTOR_MISSING) : Set.of());
    }

    private static SignedIn narrowed(Actor client, Set<Scope> scopes) {
        boolean writes = scopes.stream().anyMatch(Scope::writes);
        return new SignedIn(client.narrowedTo(Scope.roles(scopes)), writes ? Set.of() : Set.of(Restriction.READS_ONLY));
    }
}
