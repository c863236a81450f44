package org.careturn.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Who stands behind a session, with the roles held at this moment. What is read is kept for less than a second: so soon
 * a sign-out, a deactivation or a change of roles takes effect on every node.
 */
@Component
public class Actors {
    private static final Duration KEPT = Duration.ofMillis(750);
    private static final String SELECT = """
            select s.id as session_id, s.account_id, p.id as patient_id,
              coalesce(array_agg(r.role || ' ' || coalesce(r.facility_id::text, '')) filter (where r.id is not null),
                       '{}') as roles
            from session s
            join account a on a.id = s.account_id and a.active
            left join account_role r on r.account_id = a.id
            left join patient p on p.account_id = a.id
            where s.revoked_at is null and s.expires_at > ? and s.id\s""";
    private static final String GROUP = " group by s.id, s.account_id, p.id";
    private static final String FIND = SELECT + "= ?" + GROUP;
    private static final String FIND_ALL = SELECT + "= any (?::text[]::uuid[])" + GROUP;

    private static final RowMapper<Actor> ACTOR = (row, n) -> new Actor(
            row.getObject("account_id", UUID.class),
            row.getObject("session_id", UUID.class),
            Roles.read(row, "roles"),
            row.getObject("patient_id", UUID.class));

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Cache<UUID, Actor> recent =
            Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(KEPT).build();

    Actors(JdbcTemplate jdbc, @Qualifier(IdentityConfiguration.MACHINE) Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Empty once the session has ended or its account is no longer active. */
    public Optional<Actor> of(UUID sessionId) {
        Actor known = recent.getIfPresent(sessionId);
        if (known != null) {
            return Optional.of(known);
        }
        List<Actor> found = jdbc.query(FIND, ACTOR, Timestamp.from(clock.instant()), sessionId);
        found.forEach(actor -> recent.put(sessionId, actor));
        return found.stream().findFirst();
    }

    /** Those of these sessions that haven't ended, as they are at this moment, read by one statement. */
    public Map<UUID, Actor> ofAll(Collection<UUID> sessionIds) {
        String[] ids = sessionIds.stream().map(UUID::toString).toArray(String[]::new);
        Map<UUID, Actor> actors = new HashMap<>();
        jdbc.query(FIND_ALL, ACTOR, Timestamp.from(clock.instant()), ids)
                .forEach(actor -> actors.put(actor.sessionId(), actor));
        return actors;
    }

    /** Once this transaction has committed: so that this node needn't wait for what it has changed itself. */
    public void forget(UUID accountId) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                recent.asMap().values().removeIf(actor -> actor.accountId().equals(accountId));
            }
        });
    }
}
