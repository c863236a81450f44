package org.careturn.identity;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.identity.OpenSignIns.Cause;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.ProblemType;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
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
    private static final String DOCTORS = """
            select a.id, a.display_name from account a
            where a.kind = 'STAFF' and a.active
              and exists (select from account_role r where r.account_id = a.id and r.role = 'DOCTOR'
                          and (r.facility_id = ? or r.facility_id is null))
            order by lower(a.display_name), a.id""";
    private static final String SET_ACTIVE =
            "update account set active = ?, version = version + 1 where id = ? and active <> ?";
    private static final String CHANGE = """
            update account set user_name = ?, login_phone = ?, display_name = ?, version = version + 1
            where id = ? and version = ? and kind = 'STAFF'
              and not exists (select from account o where o.id <> account.id and (o.user_name = ? or o.login_phone = ?))""";
    private static final String TOUCH = """
            update account set version = version + 1 where id = ? and version = ? and kind = 'STAFF'""";
    private static final String REVOKE = """
            delete from account_role where account_id = ? and role = ? and facility_id is not distinct from ?""";
    private static final String GRANT = """
            insert into account_role (id, account_id, role, facility_id) values (?, ?, ?, ?) on conflict do nothing""";
    /** Held by whoever takes a right of administrators away, so that two don't take each other's. */
    private static final String LOCK_ADMINS = "select pg_advisory_xact_lock(4846791580151137091)";

    private static final String OTHER_ADMIN = """
            select exists (select from account a join account_role r on r.account_id = a.id
                           where a.active and a.id <> ? and r.role = 'ADMIN'
                             and (r.facility_id is null or r.facility_id = ?))""";

    private final JdbcTemplate jdbc;
    private final Accounts accounts;
    private final Actors actors;
    private final OpenSignIns signIns;
    private final AuditLog audit;
    private final SecondFactors factors;
    private final ApplicationEventPublisher events;

    Staff(
            JdbcTemplate jdbc,
            Accounts accounts,
            Actors actors,
            OpenSignIns signIns,
            AuditLog audit,
            SecondFactors factors,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.actors = actors;
        this.signIns = signIns;
        this.audit = audit;
        this.factors = factors;
        this.events = events;
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

    /** A doctor as colleagues know them. */
    public record Doctor(UUID id, String displayName) {}

    /** Who works as a doctor in a facility, by name. */
    public List<Doctor> doctors(UUID facilityId) {
        return jdbc.query(
                DOCTORS,
                (row, index) -> new Doctor(row.getObject("id", UUID.class), row.getString("display_name")),
                facilityId);
    }

    public Optional<Account> find(Actor actor, UUID id) {
        return accounts.find(id)
                .filter(account -> account.kind() == Account.Kind.STAFF)
                .map(account -> asSeenBy(actor, account))
                .filter(account -> !account.roles().isEmpty() || Accounts.isAdminOfAll(actor));
    }

    /**
     * Lets somebody in again; or shuts them out, ends their sign-ins and has their open work handed over. The actor must be
     * an administrator wherever that person holds a role.
     */
    @Transactional
    public Outcome<Account> setActive(Actor actor, UUID id, boolean active) {
        Outcome<Account> may = mayManage(actor, id);
        if (!(may instanceof Outcome.Done<Account>(Account seen))) {
            return may;
        }
        if (!active && actor.accountId().equals(id)) {
            return Outcome.refused(IdentityProblem.OWN_ACCOUNT);
        }
        if (!active && isLastAdmin(id, accounts.find(id).orElseThrow().roles())) {
            return Outcome.refused(IdentityProblem.LAST_ADMIN);
        }
        if (jdbc.update(SET_ACTIVE, active, id, active) == 0) {
            return Outcome.noop(seen);
        }
        if (!active) {
            signIns.end(id, Cause.ADMIN);
            events.publishEvent(new WorkEnded(actor, id, null, EnumSet.allOf(Role.class)));
        }
        Account changed = find(actor, id).orElseThrow();
        Accounts.record(audit, actor, active ? "ACCOUNT_ACTIVATED" : "ACCOUNT_DEACTIVATED", changed);
        actors.forget(id);
        return Outcome.done(changed);
    }

    /**
     * How somebody is called and signs in.
     *
     * @param loginPhone E.164; null: signs in by the user name only
     */
    public record Names(String userName, @Nullable String loginPhone, String displayName) {
        @Override
        public String toString() {
            return "Names[]";
        }
    }

    /** Refused where another account has the user name or phone, or where somebody changed the account first. */
    @Transactional
    public Outcome<Account> rename(Actor actor, UUID id, long expectedVersion, Names names) {
        Outcome<Account> may = mayManage(actor, id);
        if (!(may instanceof Outcome.Done<Account>)) {
            return may;
        }
        String userName = names.userName.toLowerCase(Locale.ROOT);
        int rows;
        try {
            rows = jdbc.update(
                    CHANGE,
                    userName,
                    names.loginPhone,
                    names.displayName,
                    id,
                    expectedVersion,
                    userName,
                    names.loginPhone);
        } catch (DuplicateKeyException raced) { // after which this transaction can't ask anything
            throw new RefusedException(
                    String.valueOf(raced.getMessage()).contains("login_phone")
                            ? IdentityProblem.LOGIN_PHONE_TAKEN
                            : IdentityProblem.USER_NAME_TAKEN);
        }
        if (rows == 0) {
            return refusedRename(id, expectedVersion, userName);
        }
        Account changed = find(actor, id).orElseThrow();
        Accounts.record(audit, actor, "ACCOUNT_CHANGED", changed);
        return Outcome.done(changed);
    }

    private Outcome<Account> refusedRename(UUID id, long expectedVersion, String userName) {
        if (accounts.find(id).orElseThrow().version() != expectedVersion) {
            return Outcome.refused(CommonProblem.PRECONDITION_FAILED);
        }
        return Outcome.refused(
                accounts.isUserNameOfAnother(userName, id)
                        ? IdentityProblem.USER_NAME_TAKEN
                        : IdentityProblem.LOGIN_PHONE_TAKEN);
    }

    /**
     * Sets the roles that the actor may see: those of other facilities stay. What the person has open in a role that is
     * taken, or where none is left, is handed over.
     */
    @Transactional
    public Outcome<Account> setRoles(Actor actor, UUID id, long expectedVersion, Set<Grant> roles) {
        Account seen = find(actor, id).orElse(null);
        if (seen == null) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        Set<Grant> held = Set.copyOf(seen.roles());
        Set<Grant> taken = new HashSet<>(held);
        taken.removeAll(roles);
        Set<Grant> given = new HashSet<>(roles);
        given.removeAll(held);
        for (Grant grant : both(taken, given)) {
            ProblemType refused = accounts.refuseToGrant(actor, Account.Kind.STAFF, grant);
            if (refused != null) {
                return Outcome.refused(refused);
            }
        }
        if (isLastAdmin(id, List.copyOf(taken))) {
            return Outcome.refused(IdentityProblem.LAST_ADMIN);
        }
        if (jdbc.update(TOUCH, id, expectedVersion) == 0) {
            return Outcome.refused(CommonProblem.PRECONDITION_FAILED);
        }
        taken.forEach(grant -> jdbc.update(REVOKE, id, grant.role().name(), grant.facilityId()));
        given.forEach(grant -> jdbc.update(GRANT, Ids.next(), id, grant.role().name(), grant.facilityId()));
        Account changed = accounts.find(id).orElseThrow();
        handOver(actor, changed, taken);
        Accounts.record(audit, actor, "ACCOUNT_ROLES_CHANGED", changed);
        actors.forget(id);
        return Outcome.done(asSeenBy(actor, changed));
    }

    private static Set<Grant> both(Set<Grant> some, Set<Grant> others) {
        Set<Grant> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private void handOver(Actor actor, Account account, Set<Grant> taken) {
        Map<UUID, Set<Role>> ended = new TreeMap<>();
        for (Grant grant : taken) {
            UUID facility = grant.facilityId();
            if (facility != null) {
                ended.computeIfAbsent(facility, none -> EnumSet.noneOf(Role.class))
                        .add(grant.role());
            }
        }
        ended.forEach((facility, roles) -> {
            boolean left = account.roles().stream()
                    .anyMatch(grant ->
                            grant.facilityId() == null || grant.facilityId().equals(facility));
            events.publishEvent(new WorkEnded(actor, account.id(), facility, left ? roles : EnumSet.allOf(Role.class)));
        });
    }

    /** Switches off the second factor of somebody who has lost it and the recovery codes, and ends the sign-ins. */
    @Transactional
    public Outcome<Account> removeSecondFactor(Actor actor, UUID id) {
        Outcome<Account> may = mayManage(actor, id);
        if (!(may instanceof Outcome.Done<Account>(Account seen))) {
            return may;
        }
        if (actor.accountId().equals(id)) {
            return Outcome.refused(IdentityProblem.OWN_ACCOUNT);
        }
        factors.remove(actor, id);
        signIns.end(id, Cause.ADMIN);
        return Outcome.done(seen);
    }

    /** Whether nobody else would be left with a right of administrators that these roles give to somebody active. */
    private boolean isLastAdmin(UUID id, List<Grant> roles) {
        if (roles.stream().noneMatch(grant -> grant.role() == Role.ADMIN)) {
            return false;
        }
        jdbc.query(LOCK_ADMINS, (row, n) -> n);
        return accounts.find(id).orElseThrow().active()
                && roles.stream()
                        .anyMatch(grant -> grant.role() == Role.ADMIN
                                && Boolean.FALSE.equals(
                                        jdbc.queryForObject(OTHER_ADMIN, Boolean.class, id, grant.facilityId())));
    }

    /** The person, where the actor is an administrator wherever that person holds a role. */
    public Outcome<Account> mayManage(Actor actor, UUID id) {
        Account seen = find(actor, id).orElse(null);
        if (seen == null) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        boolean everywhere = Accounts.isAdminOfAll(actor)
                || accounts.find(id).orElseThrow().roles().stream()
                        .allMatch(grant -> grant.facilityId() != null && actor.is(Role.ADMIN, grant.facilityId()));
        return everywhere
                ? Outcome.done(seen)
                : Outcome.refused(
                        CommonProblem.NOT_ALLOWED, "This person also holds a role where you are no administrator.");
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
