package org.careturn.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
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
    private static final String FIND = """
            select s.account_id, p.id as patient_id,
              coalesce(array_agg(r.role || ' ' || coalesce(r.facility_id::text, '')) filter (where r.id is not null),
                       '{}') as roles
            from session s
            join account a on a.id = s.account_id and a.active
            left join account_role r on r.account_id = a.id
            left join patient p on p.account_id = a.id
            where s.id = ? and s.revoked_at is null and s.expires_at > ?
            group by s.account_id, p.id""";

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
        List<Actor> found = jdbc.query(
                FIND,
                (row, n) -> new Actor(
                        row.getObject("account_id", UUID.class),
                        sessionId,
                        Roles.read(row, "roles"),
                        row.getObject("patient_id", UUID.class)),
                sessionId,
                Timestamp.from(clock.instant()));
        found.forEach(actor -> recent.put(sessionId, actor));
        return found.stream().findFirst();
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
