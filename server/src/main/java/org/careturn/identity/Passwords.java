package org.careturn.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Niceness;
import org.careturn.platform.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Passwords as {@code bcrypt(base64(HMAC-SHA-384(pepper, password)))}, so that every character of a long one counts.
 *
 * <p>Hashing has a few platform threads of its own, which give way to others: it leaves processors and carrier threads to
 * other requests. When too many wait already, it refuses.
 */
public final class Passwords implements AutoCloseable {
    private static final int WAITING_PER_THREAD = 20;

    /** A tenth of a processor that others want too, so that people still come in while all are at work. */
    private static final int NICENESS = 10;

    /** Guessing at full speed must not cost more than the hashes: whoever is refused waits for that. */
    private static final Duration REFUSED_AFTER = Duration.ofSeconds(1);

    private static final int REFUSED_AT_ONCE = 500;
    private static final String HMAC = "HmacSHA384";

    private final byte[] pepper;
    private final BCryptPasswordEncoder bcrypt;
    private final String prefix;
    private final String nobodys;
    private final ThreadPoolExecutor threads;
    private final Semaphore refused = new Semaphore(REFUSED_AT_ONCE);

    /**
     * @param cost of bcrypt: 2^cost rounds
     * @param threads how many passwords are hashed at once
     */
    public Passwords(byte[] pepper, int cost, int threads) {
        this.pepper = pepper.clone();
        this.bcrypt = new BCryptPasswordEncoder(cost);
        // no password's hash: whoever isn't known costs the same time as a wrong password
        this.prefix = "$2a$%02d$".formatted(cost);
        this.nobodys = prefix + "abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui";
        this.threads = new ThreadPoolExecutor(
                threads,
                threads,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(threads * WAITING_PER_THREAD),
                Passwords::givingWay);
        this.threads.allowCoreThreadTimeOut(true);
    }

    private static Thread givingWay(Runnable work) {
        return Thread.ofPlatform().daemon().name("password").unstarted(() -> {
            Niceness.of(NICENESS);
            work.run();
        });
    }

    /**
     * As it is to be stored.
     *
     * @throws RefusedException with {@code unavailable} when too many wait already
     */
    public PasswordHash hash(String password) {
        String digest = digest(password);
        return new PasswordHash(run(() -> {
            String hash = bcrypt.encode(digest);
            if (hash == null) {
                throw new IllegalStateException("no hash");
            }
            return hash;
        }));
    }

    /**
     * Takes the same time whether the hash is somebody's or, where there is no such account, nobody's.
     *
     * @throws RefusedException with {@code unavailable} when too many wait already
     */
    public boolean matches(String password, @Nullable String hash) {
        String digest = digest(password);
        return run(() -> bcrypt.matches(digest, hash == null ? nobodys : hash)) && hash != null;
    }

    /** Whether the hash was made at another cost than today's, so that checking it takes another time. */
    boolean isOutdated(String hash) {
        return !hash.startsWith(prefix);
    }

    /** Stands for the password where requests are compared, and tells nothing of it to those without the pepper. */
    public String fingerprint(String password) {
        return digest(password);
    }

    static boolean isWeak(String password, @Nullable String userName) {
        return password.codePointCount(0, password.length()) < 8
                || password.codePoints().distinct().count() < 4
                || password.equalsIgnoreCase(userName);
    }

    /** Composed first, as keyboards differ in how they send the same letter (RFC 8265, 4.2). */
    private String digest(String password) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(pepper, HMAC));
            String composed = Normalizer.normalize(password, Normalizer.Form.NFC);
            return Base64.getEncoder().encodeToString(mac.doFinal(composed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private <T> T run(Callable<T> task) {
        Future<T> result;
        try {
            result = threads.submit(task);
        } catch (RejectedExecutionException full) {
            hold();
            throw new RefusedException(CommonProblem.UNAVAILABLE);
        }
        try {
            return result.get();
        } catch (InterruptedException stopped) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new RefusedException(CommonProblem.UNAVAILABLE);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    private void hold() {
        if (TransactionSynchronizationManager.isActualTransactionActive() || !refused.tryAcquire()) {
            return; // a connection to the database is worth more
        }
        try {
            Thread.sleep(REFUSED_AFTER);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            refused.release();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
