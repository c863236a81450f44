package org.careturn.identity;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Staff as an administrator sees them: those of the administrator's own facilities, with the roles held there. */
@Service
public class Staff {
    // a role in every facility shows in each of them
    private static final String PAGE = Accounts.SELECT + """
            where a.kind = 'STAFF'
              and (?::uuid is null or a.id > ?::uuid)
              and (? or exists (select from account_role r where r.account_id = a.id
                                and (r.facility_id = any(?::uuid[]) or r.facility_id is null)))
            order by a.id
            limit ?""";
    private static final String SET_ACTIVE =
            "update account set active = ?, version = version + 1 where id = ? and active <> ?";
    private static final String END_SESSIONS = """
            update session set revoked_at = ?, revoked_for = 'ADMIN' where account_id = ? and revoked_at is null""";

    private final JdbcTemplate jdbc;
    private final Accounts accounts;
    private final Actors actors;
    private final AuditLog audit;
    private final Clock machine;

    Staff(
            JdbcTemplate jdbc,
            Accounts accounts,
            Actors actors,
            AuditLog audit,
            @Qualifier(IdentityConfiguration.MACHINE) Clock machine) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.actors = actors;
        this.audit = audit;
        this.machine = machine;
    }

    /**
     * In the order in which they were added.
     *
     * @param facilityId only this facility's; null: those of all the actor's
     * @param after the last one of the page before
     */
    public List<Account> page(Actor actor, @Nullable UUID facilityId, @Nullable UUID after, int limit) {
        boolean all = facilityId == null && Accounts.isAdminOfAll(actor);
        String[] facilities = facilityId != null
                ? new String[] {facilityId.toString()}
                : actor.grants().stream()
                        .map(Grant::facilityId)
                        .filter(facility -> facility != null)
                        .map(UUID::toString)
                        .toArray(String[]::new);
        return jdbc.query(PAGE, Accounts::read, after, after, all, facilities, limit).stream()
                .map(account -> asSeenBy(actor, account))
                .toList();
    }

    public Optional<Account> find(Actor actor, UUID id) {
        return accounts.find(id)
                .filter(account -> account.kind() == Account.Kind.STAFF)
                .map(account -> asSeenBy(actor, account))
                .filter(account -> !account.roles().isEmpty() || Accounts.isAdminOfAll(actor));
    }

    /**
     * Lets somebody in again, or shuts them out and ends their sign-ins. The actor must be an administrator wherever that
     * person holds a role.
     */
    @Transactional
    public Outcome<Account> setActive(Actor actor, UUID id, boolean active) {
        Account seen = find(actor, id).orElse(null);
        if (seen == null) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        if (!mayManage(actor, id)) {
            return Outcome.refused(
                    CommonProblem.NOT_ALLOWED, "This person also holds a role where you are no administrator.");
        }
        if (!active && actor.accountId().equals(id)) {
            return Outcome.refused(IdentityProblem.OWN_ACCOUNT);
        }
        if (jdbc.update(SET_ACTIVE, active, id, active) == 0) {
            return Outcome.noop(seen);
        }
        if (!active) {
            jdbc.update(END_SESSIONS, Timestamp.from(machine.instant()), id);
        }
        Account changed = find(actor, id).orElseThrow();
        Accounts.record(audit, actor, active ? "ACCOUNT_ACTIVATED" : "ACCOUNT_DEACTIVATED", changed);
        actors.forget(id);
        return Outcome.done(changed);
    }

    private boolean mayManage(Actor actor, UUID id) {
        return Accounts.isAdminOfAll(actor)
                || accounts.find(id).orElseThrow().roles().stream()
                        .allMatch(grant -> grant.facilityId() != null && actor.is(Role.ADMIN, grant.facilityId()));
    }

    private static Account asSeenBy(Actor actor, Account account) {
        return new Account(
                account.id(),
                account.kind(),
                account.userName(),
                account.loginPhone(),
                account.displayName(),
                account.active(),
                account.roles().stream()
                        .filter(grant -> grant.facilityId() == null || actor.mayIn(grant.facilityId()))
                        .toList(),
                account.createdAt(),
                account.version());
    }
}
