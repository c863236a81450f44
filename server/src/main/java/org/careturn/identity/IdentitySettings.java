package org.careturn.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Secrets of signing in, and the price of a guess.
 *
 * @param jwtKey signs access tokens: an RSA key as a PEM of PKCS #8
 * @param pepper goes into the hash of every password
 * @param bcryptCost 2^cost rounds for each password; 0: 12, in a demo 10
 * @param patience multiplies how many wrong tries are let in; for tests
 * @param adminsNeedSecondFactor null: in production mode only
 */
@ConfigurationProperties("careturn.identity")
public record IdentitySettings(
        String jwtKey,
        String pepper,
        @DefaultValue("0") int bcryptCost,
        @DefaultValue("1") int patience,
        @Nullable Boolean adminsNeedSecondFactor) {
    @Override
    public String toString() {
        return "IdentitySettings[bcryptCost=" + bcryptCost + "]";
    }
}
