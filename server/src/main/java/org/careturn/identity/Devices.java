package org.careturn.identity;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

/**
 * Displays and kiosks. An administrator makes a code, somebody types it into the device within ten minutes, and the device
 * has an account of its own in that facility. It has no password: a device that lost its sign-in is paired anew.
 */
@Service
public class Devices {
    static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int LENGTH = 8;

    private static final String ADD = """
            insert into pairing_code (id, code_hash, facility_id, name, created_by, created_at, expires_at)
            values (?, ?, ?, ?, ?, ?, ?)""";
    private static final String FIND = """
            select id, facility_id, name from pairing_code
            where code_hash = ? and used_at is null and expires_at > ? for update""";
    private static final String USE =
            "update pairing_code set used_at = ?, account_id = ? where id = ? and used_at is null";
    private static final String LIST = """
            select a.id, a.display_name, r.facility_id, a.active, a.created_at,
              (select max(t.created_at) from refresh_token t join session s on s.id = t.session_id where s.account_id = a.id)
                as last_contact_at
            from account a join account_role r on r.account_id = a.id and r.role = 'DEVICE'
            where a.kind = 'DEVICE' and""";
    private static final String OF_FACILITY =
            LIST + " r.facility_id = ? and (?::uuid is null or a.id > ?::uuid) order by a.id limit ?";
    private static final String ONE = LIST + " a.id = ?";
    private static final String DEACTIVATE =
            "update account set active = false, version = version + 1 where id = ? and kind = 'DEVICE' and active";

    private final JdbcTemplate jdbc;
    private final Accounts accounts;
    private final Actors actors;
    private final OpenSignIns signIns;
    private final Vault vault;
    private final AuditLog audit;
    private final Clock machine;

    Devices(
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

    /** What is to be typed into the device; shown once. */
    public record PairingCode(UUID id, String code, Instant expiresAt) {
        @Override
        public String toString() {
            return "PairingCode[" + id + "]";
        }
    }

    /**
     * A display or kiosk that was paired.
     *
     * @param active false once it was revoked
     * @param lastContactAt when it last renewed its sign-in, which it does every ten minutes while it is on
     */
    public record Device(
            UUID id,
            String name,
            UUID facilityId,
            boolean active,
            Instant pairedAt,
            @Nullable Instant lastContactAt) {}

    private record Row(UUID id, UUID facilityId, String name) {}

    @Transactional
    public Outcome<PairingCode> invite(Actor actor, UUID facilityId, String name) {
        ProblemType refused = accounts.refuseToGrant(actor, Account.Kind.DEVICE, new Grant(Role.DEVICE, facilityId));
        if (refused != null) {
            return Outcome.refused(refused);
        }
        UUID id = Ids.next();
        String code = newCode();
        Instant now = machine.instant();
        Instant expires = now.plus(LIFETIME);
        jdbc.update(
                ADD, id, hash(code), facilityId, name, actor.accountId(), Timestamp.from(now), Timestamp.from(expires));
        record(actor, "PAIRING_CODE_MADE", id, facilityId, Map.of());
        return Outcome.done(new PairingCode(id, code.substring(0, 4) + "-" + code.substring(4), expires));
    }

    /** Makes the device's account. Refused with WRONG_CODE where the code is none, used or too old. */
    @Transactional
    public Outcome<Account> pair(String code) {
        Timestamp now = Timestamp.from(machine.instant());
        String typed = code.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        Optional<Row> found = jdbc
                .query(
                        FIND,
                        (row, n) -> new Row(
                                row.getObject("id", UUID.class),
                                row.getObject("facility_id", UUID.class),
                                row.getString("name")),
                        hash(typed),
                        now)
                .stream()
                .findFirst();
        if (found.isEmpty()) {
            return Outcome.refused(IdentityProblem.WRONG_CODE);
        }
        Row pairing = found.get();
        Account account = accounts.create(
                        Actor.SYSTEM,
                        new NewAccount(
                                Account.Kind.DEVICE,
                                "device-" + pairing.id,
                                null,
                                PasswordHash.NONE,
                                pairing.name,
                                List.of(new Grant(Role.DEVICE, pairing.facilityId))))
                .orElseThrow();
        if (jdbc.update(USE, now, account.id(), pairing.id) == 0) {
            throw new IllegalStateException("the code was used under its lock");
        }
        record(
                new Actor(account.id(), new UUID(0, 0), List.of(), null),
                "DEVICE_PAIRED",
                account.id(),
                pairing.facilityId,
                Map.of("pairingCode", pairing.id));
        return Outcome.done(account);
    }

    /**
     * A facility's, in the order in which they were paired.
     *
     * @param after the last one of the page before
     */
    public Outcome<List<Device>> page(Actor actor, UUID facilityId, @Nullable UUID after, int limit) {
        if (!actor.is(Role.ADMIN, facilityId) || !accounts.isFacility(facilityId)) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        return Outcome.done(jdbc.query(OF_FACILITY, (row, n) -> read(row), facilityId, after, after, limit));
    }

    /** Shuts the device out for good. */
    @Transactional
    public Outcome<Device> revoke(Actor actor, UUID deviceId) {
        Device device = find(deviceId)
                .filter(found -> actor.is(Role.ADMIN, found.facilityId))
                .orElse(null);
        if (device == null) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        if (jdbc.update(DEACTIVATE, deviceId) == 0) {
            return Outcome.noop(device);
        }
        signIns.end(deviceId, Cause.ADMIN);
        record(actor, "DEVICE_REVOKED", deviceId, device.facilityId, Map.of());
        actors.forget(deviceId);
        return Outcome.done(find(deviceId).orElseThrow());
    }

    private Optional<Device> find(UUID id) {
        return jdbc.query(ONE, (row, n) -> read(row), id).stream().findFirst();
    }

    private static Device read(java.sql.ResultSet row) throws java.sql.SQLException {
        Timestamp contact = row.getTimestamp("last_contact_at");
        return new Device(
                row.getObject("id", UUID.class),
                row.getString("display_name"),
                row.getObject("facility_id", UUID.class),
                row.getBoolean("active"),
                row.getTimestamp("created_at").toInstant(),
                contact == null ? null : contact.toInstant());
    }

    private byte[] hash(String code) {
        return vault.hash("pairing code", code);
    }

    /** 40 random bits, in letters and digits that aren't mistaken for each other. */
    private static String newCode() {
        return RandomCode.of(RandomCode.CAPITALS, 1, LENGTH);
    }

    private void record(Actor actor, String action, UUID id, UUID facility, Map<String, ?> detail) {
        audit.record(actor, action, new Subject("device", id, facility, null), detail);
    }
}
