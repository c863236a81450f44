package org.careturn.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is kept so that the database alone tells nothing of it: a hash under a secret key, or a sealed text. Each use has
 * a key of its own, derived from the pepper.
 */
public final class Vault {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String HMAC = "HmacSHA256";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

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
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, use, context, nonce, secret);
        byte[] both = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, both, NONCE, sealed.length);
        return both;
    }

    public byte[] open(String use, String context, byte[] sealed) {
        return crypt(
                Cipher.DECRYPT_MODE,
                use,
                context,
                Arrays.copyOf(sealed, NONCE),
                Arrays.copyOfRange(sealed, NONCE, sealed.length));
    }

    private byte[] crypt(int mode, String use, String context, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key(use), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
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
