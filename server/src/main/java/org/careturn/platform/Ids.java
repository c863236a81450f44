package org.careturn.platform;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.UUID;

/** Identifiers: UUIDs of version 7 (RFC 9562, 5.7), so that rows of a time lie together in an index. */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Clock REAL = Clock.systemUTC();

    private Ids() {}

    /** A new id; its time is the machine's, never a driven clock's. */
    public static UUID next() {
        return of(REAL.millis(), RANDOM.nextLong(), RANDOM.nextLong());
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
