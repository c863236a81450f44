package org.careturn.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.ProblemType;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Accounts and their roles. Whoever makes or changes one must be an administrator wherever it holds a role. */
@Service
public class Accounts {
    private static final String INSERT = """
            insert into account (id, kind, user_name, login_phone, password_hash, display_name, created_at)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";
    private static final String USER_NAME_TAKEN = "select exists (select from account where user_name = ?)";
    private static final String GRANT =
            "insert into account_role (id, account_id, role, facility_id) values (?, ?, ?, ?)";
    private static final String FACILITY_EXISTS = "select exists (select from facility where id = ?)";
    static final String SELECT = """
            select a.id, a.kind, a.user_name, a.login_phone, a.display_name, a.active, a.created_at, a.version,
              coalesce((select array_agg(r.role || ' ' || coalesce(r.facility_id::text, '') order by r.id)
                        from account_role r where r.account_id = a.id), '{}') as roles
            from account a
            """;
    private static final String HOLDS = """
            select exists (select from account a join account_role r on r.account_id = a.id
                           where a.id = ? and a.active and r.role = ? and (r.facility_id = ? or r.facility_id is null))""";

    /** Whoever has no password is nobody here, so that it takes as long to refuse. */
    private static final String CREDENTIALS = """
            select id, password_hash from account
            where active and kind in ('STAFF', 'PATIENT', 'DEVICE') and password_hash <> 'none'
              and (user_name = ? or login_phone = ?)""";

    private static final String RENEW = "update account set password_hash = ? where id = ? and password_hash = ?";

    private record Credentials(UUID id, String passwordHash) {}

    private final JdbcTemplate jdbc;
    private final Passwords passwords;
    private final AuditLog audit;
    private final Clock clock;

    Accounts(JdbcTemplate jdbc, Passwords passwords, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Hashes a password for {@link #create}, outside of any transaction, since it takes up to a second. Refused where it
     * is weak or known from breaches.
     *
     * @param userName for whom, as it must not be the password
     */
    public Outcome<PasswordHash> hash(String password, @Nullable String userName) {
        if (Passwords.isWeak(password, userName)) {
            return Outcome.refused(IdentityProblem.WEAK_PASSWORD);
        }
        if (BreachedPasswords.contains(password)) {
            return Outcome.refused(IdentityProblem.BREACHED_PASSWORD);
        }
        return Outcome.done(passwords.hash(password));
    }

    /**
     * Makes an account with its roles. Refused where the user name or phone is taken, or where the actor may not grant
     * one of the roles.
     */
    @Transactional
    public Outcome<Account> create(Actor actor, NewAccount account) {
        for (Grant grant : account.roles()) {
            ProblemType refused = refuseToGrant(actor, account.kind(), grant);
            if (refused != null) {
                return Outcome.refused(refused);
            }
        }
        String userName = account.userName() == null ? null : account.userName().toLowerCase(Locale.ROOT);
        UUID id = Ids.next();
        int made = jdbc.update(
                INSERT,
                id,
                account.kind().name(),
                userName,
                account.loginPhone(),
                account.password().value(),
                account.displayName(),
                Timestamp.from(clock.instant()));
        if (made == 0) {
            boolean nameTaken = userName != null
                    && Boolean.TRUE.equals(jdbc.queryForObject(USER_NAME_TAKEN, Boolean.class, userName));
            return Outcome.refused(nameTaken ? IdentityProblem.USER_NAME_TAKEN : IdentityProblem.LOGIN_PHONE_TAKEN);
        }
        for (Grant grant : Set.copyOf(account.roles())) {
            jdbc.update(GRANT, Ids.next(), id, grant.role().name(), grant.facilityId());
        }
        Account created = find(id).orElseThrow();
        record(audit, actor, "ACCOUNT_CREATED", created);
        return Outcome.done(created);
    }

    /**
     * The active account with this user name or phone and this password. Takes as long where there is none.
     *
     * @throws org.careturn.platform.RefusedException with {@code unavailable} when too many sign in at once
     */
    public Optional<Account> authenticate(@Nullable String userName, @Nullable String phone, String password) {
        Credentials found = jdbc
                .query(
                        CREDENTIALS,
                        (row, n) -> new Credentials(row.getObject("id", UUID.class), row.getString("password_hash")),
                        userName == null ? null : userName.toLowerCase(Locale.ROOT),
                        phone)
                .stream()
                .findFirst()
                .orElse(null);
        boolean right = passwords.matches(password, found == null ? null : found.passwordHash);
        if (!right || found == null) {
            return Optional.empty();
        }
        renew(found, password);
        return find(found.id);
    }

    /** Stores the password at today's cost: at another one, guesses at this name would take another time than at nobody's. */
    private void renew(Credentials found, String password) {
        if (!passwords.isOutdated(found.passwordHash)) {
            return;
        }
        try {
            String hash = passwords.hash(password).value();
            jdbc.update(RENEW, hash, found.id, found.passwordHash);
        } catch (RefusedException busy) {
            // too many sign in now: the next time will do
        }
    }

    public Optional<Account> find(UUID id) {
        return jdbc.query(SELECT + "where a.id = ?", Accounts::read, id).stream()
                .findFirst();
    }

    /** Whoever of the staff signs in by this user name. */
    public Optional<UUID> staffNamed(String userName) {
        return jdbc
                .query(
                        "select id from account where user_name = ? and kind = 'STAFF' and active",
                        (row, n) -> row.getObject("id", UUID.class),
                        userName.toLowerCase(Locale.ROOT))
                .stream()
                .findFirst();
    }

    /** The active patient who signs in by this phone. */
    public Optional<Account> ofPatientWithPhone(String loginPhone) {
        return jdbc
                .query(
                        SELECT + "where a.login_phone = ? and a.kind = 'PATIENT' and a.active",
                        Accounts::read,
                        loginPhone)
                .stream()
                .findFirst();
    }

    /** Whether this is an active account with the role in the facility. */
    public boolean holds(UUID accountId, Role role, UUID facilityId) {
        return Boolean.TRUE.equals(jdbc.queryForObject(HOLDS, Boolean.class, accountId, role.name(), facilityId));
    }

    @Nullable
    ProblemType refuseToGrant(Actor actor, Account.Kind kind, Grant grant) {
        UUID facility = grant.facilityId();
        boolean fits = switch (grant.role()) {
            case ADMIN -> kind == Account.Kind.STAFF;
            case DOCTOR, NURSE -> kind == Account.Kind.STAFF && facility != null;
            case RECEPTIONIST -> (kind == Account.Kind.STAFF || kind == Account.Kind.CLIENT) && facility != null;
            case DEVICE -> (kind == Account.Kind.DEVICE || kind == Account.Kind.CLIENT) && facility != null;
            case PATIENT -> kind == Account.Kind.PATIENT && facility == null;
        };
        if (!fits) {
            return IdentityProblem.ROLE_MISMATCH;
        }
        if (facility == null) {
            return isAdminOfAll(actor) ? null : CommonProblem.NOT_ALLOWED;
        }
        boolean there = actor.is(Role.ADMIN, facility)
                && Boolean.TRUE.equals(jdbc.queryForObject(FACILITY_EXISTS, Boolean.class, facility));
        return there ? null : CommonProblem.NOT_FOUND;
    }

    boolean isFacility(UUID id) {
        return Boolean.TRUE.equals(jdbc.queryForObject(FACILITY_EXISTS, Boolean.class, id));
    }

    boolean isUserNameOfAnother(String userName, UUID id) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from account where user_name = ? and id <> ?)", Boolean.class, userName, id));
    }

    static boolean isAdminOfAll(Actor actor) {
        return actor.grants().contains(new Grant(Role.ADMIN, null));
    }

    static Account read(ResultSet row, int n) throws SQLException {
        return new Account(
                row.getObject("id", UUID.class),
                Account.Kind.valueOf(row.getString("kind")),
                row.getString("user_name"),
                row.getString("login_phone"),
                row.getString("display_name"),
                row.getBoolean("active"),
                Roles.read(row, "roles"),
                row.getTimestamp("created_at").toInstant(),
                row.getLong("version"));
    }

    /** In every facility where the account holds a role, so that each one's administrators find it. */
    static void record(AuditLog audit, Actor actor, String action, Account account) {
        Map<String, ?> detail = Map.of("kind", account.kind(), "roles", account.roles());
        Set<@Nullable UUID> facilities = new HashSet<>();
        account.roles().forEach(grant -> facilities.add(grant.facilityId()));
        if (facilities.isEmpty()) {
            facilities.add(null);
        }
        for (UUID facility : facilities) {
            audit.record(actor, action, new Subject("account", account.id(), facility, null), detail);
        }
    }
}
