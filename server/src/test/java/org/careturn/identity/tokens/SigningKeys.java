package org.careturn.identity.tokens;

import com.nimbusds.jose.jwk.RSAKey;

/** Lets attacks on tokens use the server's own key. */
public final class SigningKeys {
    private SigningKeys() {}

    public static RSAKey withSecret(SigningKey key) {
        return key.withSecret();
    }
}
