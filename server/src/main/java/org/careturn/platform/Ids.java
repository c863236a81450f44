package org.careturn.platform;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Identifiers: UUIDs of version 7 (RFC 9562, 5.7), so that rows of a time lie together in an index. */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Clock REAL = Clock.systemUTC();

    private static final AtomicLong LAST = new AtomicLong();

    private Ids() {}

    /**
     * A new id, greater than all that this process made before it, so that rows of one transaction keep their order; its
     * time is the machine's, never a driven clock's. The 12 bits after the time start at random in each millisecond and
     * then count (RFC 9562, 6.2, method 1), running over into the time where they don't suffice.
     */
    public static UUID next() {
        long start = REAL.millis() << 12 | RANDOM.nextInt(1 << 11);
        long stamp = LAST.updateAndGet(last -> Math.max(last + 1, start));
        return of(stamp >>> 12, stamp, RANDOM.nextLong());
    }

    /** The id with these 48 bits of milliseconds and these random bits. */
    public static UUID of(long epochMillis, long randomHigh, long randomLow) {
        long high = (epochMillis << 16) | 0x7000L | (randomHigh & 0x0fffL);
        long low = 0x8000000000000000L | (randomLow & 0x3fffffffffffffffL);
        return new UUID(high, low);
    }

    /** An unguessable token of 128 random bits, 22 characters that are safe in a URL. */
    public static String token() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
