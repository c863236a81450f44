package org.careturn.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.careturn.platform.AesGcm;

/**
 * What is kept so that the database alone tells nothing of it: a hash under a secret key, or a sealed text. Each use has
 * a key of its own, derived from the pepper.
 */
public final class Vault {
    private static final String HMAC = "HmacSHA256";

    private final byte[] pepper;

    Vault(byte[] pepper) {
        this.pepper = pepper.clone();
    }

    /** 32 bytes; the same for the same use and text. */
    public byte[] hash(String use, String text) {
        return mac(key(use), text.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash as 43 characters of base64url. */
    public String name(String use, String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash(use, text));
    }

    /** Encrypts by AES-256-GCM; {@code context} must be named again to open it, so that nothing can be moved elsewhere. */
    public byte[] seal(String use, String context, byte[] secret) {
        return AesGcm.encrypt(new SecretKeySpec(key(use), "AES"), context, secret);
    }

    public byte[] open(String use, String context, byte[] sealed) {
        return AesGcm.decrypt(new SecretKeySpec(key(use), "AES"), context, sealed);
    }

    private byte[] key(String use) {
        return mac(pepper, ("careturn: " + use).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(byte[] key, byte[] input) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(input);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
