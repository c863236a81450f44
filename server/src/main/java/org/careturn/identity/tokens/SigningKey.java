package org.careturn.identity.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;

/** The RSA key that signs access tokens; its id is its thumbprint (RFC 7638). */
public final class SigningKey {
    private final RSAKey key;

    private SigningKey(RSAKey key) {
        this.key = key;
    }

    /** The key that stands in a PEM of PKCS #8, {@code -----BEGIN PRIVATE KEY-----}. */
    public static SigningKey ofPem(String pem) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            KeyFactory keys = KeyFactory.getInstance("RSA");
            if (!(keys.generatePrivate(new PKCS8EncodedKeySpec(der)) instanceof RSAPrivateCrtKey secret)) {
                throw new IllegalArgumentException("not a complete RSA key");
            }
            RSAPublicKey open = (RSAPublicKey)
                    keys.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
            if (open.getModulus().bitLength() < 2048) {
                throw new IllegalArgumentException("shorter than 2048 bits");
            }
            return new SigningKey(new RSAKey.Builder(open)
                    .privateKey(secret)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint()
                    .build());
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalArgumentException("not an RSA key", e);
        }
    }

    RSAKey withSecret() {
        return key;
    }

    /** What everybody may know of it, as a JWK set. */
    public Map<String, Object> published() {
        return new JWKSet(key.toPublicJWK()).toJSONObject();
    }
}
