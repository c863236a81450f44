package org.careturn.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Encryption by AES-GCM: a random nonce of 12 bytes, the encrypted bytes, a tag of 16 bytes. */
public final class AesGcm {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private AesGcm() {}

    /** Encrypts; {@code context} must be named again to decrypt, so that nothing can be moved elsewhere. */
    public static byte[] encrypt(SecretKey key, String context, byte[] plain) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] encrypted = crypt(Cipher.ENCRYPT_MODE, key, context, nonce, plain);
        byte[] both = Arrays.copyOf(nonce, NONCE + encrypted.length);
        System.arraycopy(encrypted, 0, both, NONCE, encrypted.length);
        return both;
    }

    /**
     * Decrypts what {@link #encrypt} gave.
     *
     * @throws IllegalStateException where the key or the context is another one, or the bytes were changed
     */
    public static byte[] decrypt(SecretKey key, String context, byte[] encrypted) {
        return crypt(
                Cipher.DECRYPT_MODE,
                key,
                context,
                Arrays.copyOf(encrypted, NONCE),
                Arrays.copyOfRange(encrypted, NONCE, encrypted.length));
    }

    private static byte[] crypt(int mode, SecretKey key, String context, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
