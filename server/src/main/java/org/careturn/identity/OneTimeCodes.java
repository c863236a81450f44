package org.careturn.identity;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.careturn.platform.Ids;
import org.careturn.platform.RefusedException;
import org.careturn.platform.openapi.ApiName;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Codes of six digits that prove a phone: for one purpose, once, for ten minutes and five tries. Each belongs to the id
 * under which it was asked for, so that a code which somebody else asked for opens nothing of one's own.
 */
@Service
public class OneTimeCodes {
    public static final Duration LIFETIME = Duration.ofMinutes(10);
    static final int TRIES = 5;
    private static final int OFTEN = 3;

    private static final String ADD = """
            insert into one_time_code (id, purpose, account_id, code_hash, created_at, expires_at)
            values (?, ?, ?, ?, ?, ?)""";
    private static final String TRY = """
            update one_time_code set tries = tries + 1
            where id = ? and purpose = ? and used_at is null and tries < ? and expires_at > ?
            returning account_id, code_hash""";
    private static final String IS_OF = "select exists (select from one_time_code where id = ? and account_id = ?)";
    private static final String TRIED_OFTEN =
            "select exists (select from one_time_code where id = ? and purpose = ? and tries >= ?)";
    private static final String USE =
            "update one_time_code set used_at = ? where id = ? and used_at is null and expires_at > ?";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcTemplate jdbc;
    private final Vault vault;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<CodeDelivery> deliveries;
    private final Clock clock;

    OneTimeCodes(
            JdbcTemplate jdbc,
            Vault vault,
            ApplicationEventPublisher events,
            ObjectProvider<CodeDelivery> deliveries,
            @Qualifier(IdentityConfiguration.MACHINE) Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.events = events;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** A code that was asked for; {@code id} is to be named with it. The answer is the same where nobody is sent one. */
    @ApiName("CodeAsked")
    public record Asked(UUID id, Instant expiresAt) {}

    /** Whose code was right; {@code accountId} as it was given when the code was made. */
    public record Right(UUID id, @Nullable UUID accountId) {}

    /**
     * To be asked before anything else.
     *
     * @throws RefusedException CODES_UNAVAILABLE where nobody brings codes
     */
    public void requireDelivery() {
        if (deliveries.stream().noneMatch(CodeDelivery::isReady)) {
            throw new RefusedException(IdentityProblem.CODES_UNAVAILABLE);
        }
    }

    /** Makes a code and has it brought to the phone. */
    @Transactional
    public Asked send(CodePurpose purpose, @Nullable UUID accountId, String phone, @Nullable String language) {
        String code = newCode();
        Asked asked = add(purpose, accountId, code);
        events.publishEvent(new OneTimeCodeIssued(phone, purpose, code, language));
        return asked;
    }

    /** Makes a code that nobody learns: the answer and the work are those of {@link #send}. */
    @Transactional
    public Asked sendNobody(CodePurpose purpose) {
        return sendNobody(purpose, null);
    }

    /** As above, for somebody who is signed in. */
    @Transactional
    public Asked sendNobody(CodePurpose purpose, @Nullable UUID accountId) {
        return add(purpose, accountId, newCode());
    }

    /** Whether the code was made for this account. */
    public boolean isOf(UUID id, UUID accountId) {
        return Boolean.TRUE.equals(jdbc.queryForObject(IS_OF, Boolean.class, id, accountId));
    }

    /** Whether this is the code, as one more try, which counts whatever comes of it. {@link #use} must follow. */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Optional<Right> check(UUID id, CodePurpose purpose, String code) {
        return jdbc
                .query(
                        TRY,
                        (row, n) -> MessageDigest.isEqual(row.getBytes("code_hash"), hash(id, purpose, code))
                                ? Optional.of(new Right(id, row.getObject("account_id", UUID.class)))
                                : Optional.<Right>empty(),
                        id,
                        purpose.name(),
                        TRIES,
                        Timestamp.from(clock.instant()))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether so much was tried under this id that the person needs help; the same whether or not there is a code. */
    boolean isTriedOften(UUID id, CodePurpose purpose) {
        return Boolean.TRUE.equals(jdbc.queryForObject(TRIED_OFTEN, Boolean.class, id, purpose.name(), OFTEN));
    }

    /** Uses the code up, in the transaction of what it opens; false where another request was first. */
    @Transactional
    public boolean use(Right code) {
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.update(USE, now, code.id, now) == 1;
    }

    private Asked add(CodePurpose purpose, @Nullable UUID accountId, String code) {
        UUID id = Ids.next();
        Instant now = clock.instant();
        Instant expires = now.plus(LIFETIME);
        jdbc.update(
                ADD,
                id,
                purpose.name(),
                accountId,
                hash(id, purpose, code),
                Timestamp.from(now),
                Timestamp.from(expires));
        return new Asked(id, expires);
    }

    private byte[] hash(UUID id, CodePurpose purpose, String code) {
        return vault.hash("one-time code", id + " " + purpose + " " + code);
    }

    private static String newCode() {
        return String.format(Locale.ROOT, "%06d", RANDOM.nextInt(1_000_000));
    }
}
