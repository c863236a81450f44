package org.careturn.identity;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.platform.Actor;
import org.careturn.platform.Outcome;
import org.careturn.platform.settings.CareTurnSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The second factor of staff: codes of an authenticator app, each good for once, and ten recovery codes for when the
 * phone is gone.
 */
@Service
public class SecondFactors {
    private static final int RECOVERY_CODES = 10;
    private static final String USE = "second factor";

    private static final String BEGIN = """
            insert into second_factor (account_id, secret, created_at) values (?, ?, ?)
            on conflict (account_id) do update set secret = excluded.secret, created_at = excluded.created_at, last_step = 0
            where second_factor.confirmed_at is null""";
    private static final String IS_ON = "select confirmed_at is not null from second_factor where account_id = ?";
    private static final String SECRET = "select secret from second_factor where account_id = ?";
    private static final String CONFIRM = """
            update second_factor set confirmed_at = ?, last_step = ? where account_id = ? and confirmed_at is null""";
    private static final String TAKE_STEP = """
            update second_factor set last_step = ?
            where account_id = ? and confirmed_at is not null and last_step < ?""";
    private static final String TAKE_RECOVERY =
            "update recovery_code set used_at = ? where account_id = ? and hash = ? and used_at is null";
    private static final String ADD_RECOVERY = "insert into recovery_code (account_id, hash) values (?, ?)";
    private static final String REMOVE = "delete from second_factor where account_id = ?";

    private final JdbcTemplate jdbc;
    private final Vault vault;
    private final Actors actors;
    private final AuditLog audit;
    private final CareTurnSettings settings;
    private final Clock machine;

    SecondFactors(
            JdbcTemplate jdbc,
            Vault vault,
            Actors actors,
            AuditLog audit,
            CareTurnSettings settings,
            @Qualifier(IdentityConfiguration.MACHINE) Clock machine) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.actors = actors;
        this.audit = audit;
        this.settings = settings;
        this.machine = machine;
    }

    /**
     * What an authenticator app needs; shown once.
     *
     * @param uri {@code otpauth://totp/...}, for a QR code
     * @param secret the same secret in base32, for typing
     */
    public record Enrolment(String uri, String secret) {
        @Override
        public String toString() {
            return "Enrolment[]";
        }
    }

    /** Each signs in once in place of a code; shown once. */
    public record RecoveryCodes(List<String> codes) {
        @Override
        public String toString() {
            return "RecoveryCodes[]";
        }
    }

    /** Makes a new secret, which counts once {@link #confirm} has seen a code of it. */
    @Transactional
    public Outcome<Enrolment> begin(Actor actor, String accountName) {
        byte[] secret = Totp.newSecret();
        UUID account = actor.accountId();
        if (jdbc.update(BEGIN, account, vault.seal(USE, account.toString(), secret), Timestamp.from(machine.instant()))
                == 0) {
            return Outcome.refused(IdentityProblem.SECOND_FACTOR_ON);
        }
        String issuer = "CareTurn " + settings.publicUrl().getHost();
        String uri = "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=30"
                .formatted(encoded(issuer), encoded(accountName), Totp.base32(secret), encoded(issuer));
        return Outcome.done(new Enrolment(uri, Totp.base32(secret)));
    }

    /** Switches the second factor on by a first code; from now on each sign-in needs one. */
    @Transactional
    public Outcome<RecoveryCodes> confirm(Actor actor, String code) {
        UUID account = actor.accountId();
        Boolean on = isOn(account);
        if (on == null || on) {
            return Outcome.refused(on == null ? IdentityProblem.SECOND_FACTOR_OFF : IdentityProblem.SECOND_FACTOR_ON);
        }
        Instant now = machine.instant();
        OptionalLong step = Totp.match(secret(account), code, now);
        if (step.isEmpty() || jdbc.update(CONFIRM, Timestamp.from(now), step.getAsLong(), account) == 0) {
            return Outcome.refused(IdentityProblem.WRONG_SECOND_FACTOR);
        }
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            String recovery = newRecoveryCode();
            codes.add(recovery);
            jdbc.update(ADD_RECOVERY, account, hash(account, recovery));
        }
        record(actor, account, "SECOND_FACTOR_ON");
        actors.forget(account);
        return Outcome.done(new RecoveryCodes(codes));
    }

    /**
     * Whether somebody whose password was right may sign in: without a second factor always, with one by its code or a
     * recovery code, which is used up. Refused with SECOND_FACTOR_NEEDED without a code, WRONG_SECOND_FACTOR with a wrong
     * or used one.
     */
    @Transactional
    public Outcome<Account> check(Account account, @Nullable String code) {
        if (!Boolean.TRUE.equals(isOn(account.id()))) {
            return Outcome.done(account);
        }
        if (code == null) {
            return Outcome.refused(IdentityProblem.SECOND_FACTOR_NEEDED);
        }
        return takeCode(account.id(), code)
                ? Outcome.done(account)
                : Outcome.refused(IdentityProblem.WRONG_SECOND_FACTOR);
    }

    /** Switches the actor's own second factor off, by one more code. */
    @Transactional
    public Outcome<UUID> remove(Actor actor, String code) {
        UUID account = actor.accountId();
        if (!Boolean.TRUE.equals(isOn(account))) {
            return Outcome.refused(IdentityProblem.SECOND_FACTOR_OFF);
        }
        if (!takeCode(account, code)) {
            return Outcome.refused(IdentityProblem.WRONG_SECOND_FACTOR);
        }
        remove(actor, account);
        return Outcome.done(account);
    }

    /** For an administrator, who has judged that this person has lost phone and recovery codes. */
    void remove(Actor actor, UUID account) {
        if (jdbc.update(REMOVE, account) > 0) {
            record(actor, account, "SECOND_FACTOR_OFF");
            actors.forget(account);
        }
    }

    private boolean takeCode(UUID account, String code) {
        Instant now = machine.instant();
        OptionalLong step = Totp.match(secret(account), code, now);
        if (step.isPresent()) {
            return jdbc.update(TAKE_STEP, step.getAsLong(), account, step.getAsLong()) == 1;
        }
        String recovery = code.strip().toLowerCase(Locale.ROOT);
        if (jdbc.update(TAKE_RECOVERY, Timestamp.from(now), account, hash(account, recovery)) == 0) {
            return false;
        }
        record(new Actor(account, new UUID(0, 0), List.of(), null), account, "RECOVERY_CODE_USED");
        return true;
    }

    /** Null where none was begun. */
    private @Nullable Boolean isOn(UUID account) {
        return jdbc.query(IS_ON, (row, n) -> row.getBoolean(1), account).stream()
                .findFirst()
                .orElse(null);
    }

    private byte[] secret(UUID account) {
        byte[] sealed = jdbc.query(SECRET, (row, n) -> row.getBytes(1), account).getFirst();
        return vault.open(USE, account.toString(), sealed);
    }

    private byte[] hash(UUID account, String recovery) {
        return vault.hash("recovery code", account + " " + recovery);
    }

    /** Ten letters and digits that aren't mistaken for each other, 49 bits. */
    private static String newRecoveryCode() {
        return RandomCode.of(RandomCode.SMALL, 2, 5);
    }

    private void record(Actor actor, UUID account, String action) {
        audit.record(actor, action, new Subject("account", account, null, null), Map.of());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
