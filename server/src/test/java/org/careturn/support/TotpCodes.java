package org.careturn.support;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes as an authenticator app shows them, computed apart from the product's own (RFC 6238). */
public final class TotpCodes {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private TotpCodes() {}

    /** The code of the machine's time, so many steps of 30 seconds later. */
    public static String of(String base32, int stepsLater) {
        return at(base32, Instant.now().getEpochSecond() / 30 + stepsLater);
    }

    public static String at(String base32, long step) {
        byte[] secret = new byte[base32.length() * 5 / 8];
        for (int bit = 0; bit < secret.length * 8; bit++) {
            int letter = BASE32.indexOf(base32.charAt(bit / 5));
            if ((letter >> (4 - bit % 5) & 1) == 1) {
                secret[bit / 8] |= (byte) (0x80 >> bit % 8);
            }
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
