package org.careturn.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConfigurationBuilder;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Refusal;
import org.careturn.platform.RefusedException;

/**
 * Slows guessing down, for all nodes together. An attempt takes a token from the account's bucket and from the address's;
 * one that turns out right gives them back. Each bucket has several limits at once, a short one and longer ones: after
 * five wrong guesses one must wait 12 seconds for the next, after ten 90, after twenty 3 minutes, after fifty half an
 * hour. What is counted is the name that was given, whether or not it is anybody's.
 */
public final class Limits {
    /** What is attempted; each counts for itself. */
    public enum Attempted {
        SIGN_IN,
        PASSWORD_CHANGE,
        SECOND_FACTOR,
        CODE_REQUEST,
        CODE_TRY,
        PAIRING,
        SET_UP,
        KIOSK_CHECK_IN,
        /** By a ticket's or feedback's link; each counts, right or wrong. */
        TICKET_ACT,
        CLIENT_TOKEN
    }

    private static final Duration KEPT = Duration.ofDays(2);
    private static final int AT_ONCE = 4;

    private final ProxyManager<String> buckets;
    private final BucketConfiguration ofAccount;
    private final BucketConfiguration ofPhone;
    private final BucketConfiguration ofAddress;
    private final Vault vault;
    private final Clock clock;
    /** A flood that is being refused needs no database. */
    private final Cache<String, Instant> refusedUntil =
            Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(KEPT).build();
    /** However many attempts come at once, they leave the database's connections to others. */
    private final Semaphore connections = new Semaphore(AT_ONCE);

    /** @param patience multiplies all limits; 1 but for tests */
    Limits(DataSource database, Vault vault, Clock clock, int patience) {
        this.vault = vault;
        this.clock = clock;
        buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("attempt_limit")
                .expirationAfterWrite(ExpirationAfterWriteStrategy.fixedTimeToLive(KEPT))
                .clientClock(new Time(clock))
                .build();
        ofAccount = limits(patience, 5, Duration.ofMinutes(1), 10, Duration.ofMinutes(15), 20, Duration.ofHours(1), 50);
        ofPhone = limits(patience, 2, Duration.ofMinutes(1), 4, Duration.ofMinutes(15), 6, Duration.ofHours(1), 10);
        ofAddress = limits(
                patience, 30, Duration.ofMinutes(1), 120, Duration.ofMinutes(15), 300, Duration.ofHours(1), 1000);
    }

    /** An attempt that was let in. */
    public final class Attempt {
        private final BucketProxy account;
        private final BucketProxy address;

        private Attempt(BucketProxy account, BucketProxy address) {
            this.account = account;
            this.address = address;
        }

        /** It was right, or was not judged at all: it doesn't count. */
        public void doesNotCount() {
            withConnection(() -> {
                account.addTokens(1);
                address.addTokens(1);
            });
        }
    }

    /**
     * Lets an attempt in.
     *
     * @param who the name or id that is being tried
     * @param address from which it comes
     * @throws RefusedException TOO_MANY_REQUESTS with {@code retryAfterSeconds}
     */
    public Attempt begin(Attempted what, String who, String address) {
        String fromWhere = vault.name("limit", what + " from " + address);
        String onWhom = vault.name("limit", what + " on " + who);
        refuseIfKnown(fromWhere);
        refuseIfKnown(onWhom);
        BucketConfiguration limit = what == Attempted.CODE_REQUEST ? ofPhone : ofAccount;
        BucketProxy addresses = buckets.getProxy(fromWhere, () -> ofAddress);
        BucketProxy accounts = buckets.getProxy(onWhom, () -> limit);
        // the address first: one that is refused must not use up what the account's owner may need
        withConnection(() -> {
            consume(fromWhere, addresses);
            consume(onWhom, accounts);
        });
        return new Attempt(accounts, addresses);
    }

    private void consume(String key, BucketProxy bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            Instant until = clock.instant().plusNanos(probe.getNanosToWaitForRefill());
            refusedUntil.put(key, until);
            throw refused(until);
        }
    }

    private void refuseIfKnown(String key) {
        Instant until = refusedUntil.getIfPresent(key);
        if (until != null) {
            if (clock.instant().isBefore(until)) {
                throw refused(until);
            }
            refusedUntil.invalidate(key);
        }
    }

    private RefusedException refused(Instant until) {
        long seconds = Math.max(
                1, Duration.between(clock.instant(), until).plusMillis(999).toSeconds());
        return new RefusedException(new Refusal(
                CommonProblem.TOO_MANY_REQUESTS,
                CommonProblem.TOO_MANY_REQUESTS.title(),
                Map.of("retryAfterSeconds", seconds)));
    }

    private void withConnection(Runnable work) {
        try {
            if (!connections.tryAcquire(2, TimeUnit.SECONDS)) {
                throw new RefusedException(CommonProblem.UNAVAILABLE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RefusedException(CommonProblem.UNAVAILABLE);
        }
        try {
            work.run();
        } finally {
            connections.release();
        }
    }

    private static BucketConfiguration limits(
            int patience, int burst, Duration shortly, int more, Duration longer, int most, Duration hour, int aDay) {
        ConfigurationBuilder limits = BucketConfiguration.builder();
        limits.addLimit(limit((long) burst * patience, shortly));
        limits.addLimit(limit((long) more * patience, longer));
        limits.addLimit(limit((long) most * patience, hour));
        limits.addLimit(limit((long) aDay * patience, Duration.ofDays(1)));
        return limits.build();
    }

    private static Bandwidth limit(long tokens, Duration period) {
        return Bandwidth.builder().capacity(tokens).refillGreedy(tokens, period).build();
    }

    private record Time(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
