package org.careturn.identity.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.UUID;
import org.careturn.platform.Ids;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Issues and verifies access tokens: JWTs by RS256, for ten minutes. They name a session; what it may do isn't in them. */
public final class AccessTokens {
    public static final Duration LIFETIME = Duration.ofMinutes(10);
    static final String AUDIENCE = "careturn";

    private final String issuer;
    private final Clock clock;
    private final JWSHeader header;
    private final JWSSigner signer;
    private final NimbusJwtDecoder decoder;
    private final Cache<String, Verified> verified =
            Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(LIFETIME).build();

    /** What a token says, once it is known to be ours. */
    public record Verified(UUID accountId, UUID sessionId, Instant expiresAt) {}

    public AccessTokens(SigningKey key, String issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
        this.header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.withSecret().getKeyID())
                .build();
        try {
            this.signer = new RSASSASigner(key.withSecret());
        } catch (JOSEException impossible) {
            throw new IllegalArgumentException(impossible);
        }
        this.decoder = NimbusJwtDecoder.withJwkSource(
                        new ImmutableJWKSet<>(new JWKSet(key.withSecret().toPublicJWK())))
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .build();
        JwtTimestampValidator time = new JwtTimestampValidator(Duration.ZERO);
        time.setClock(clock);
        time.setAllowEmptyExpiryClaim(false);
        JwtTypeValidator type = new JwtTypeValidator("JWT");
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                type, time, new JwtIssuerValidator(issuer), new JwtAudienceValidator(AUDIENCE)));
    }

    public String issue(UUID accountId, UUID sessionId) {
        Instant now = clock.instant();
        SignedJWT jwt = new SignedJWT(
                header,
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience(AUDIENCE)
                        .subject(accountId.toString())
                        .claim("sid", sessionId.toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFETIME)))
                        .jwtID(Ids.token())
                        .build());
        try {
            jwt.sign(signer);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return jwt.serialize();
    }

    /**
     * What the token says.
     *
     * @throws JwtException where the token isn't one of ours, or is no longer valid
     */
    public Verified verify(String token) {
        Verified known = verified.getIfPresent(token);
        if (known != null) {
            if (!clock.instant().isBefore(known.expiresAt)) {
                throw new BadJwtException("expired");
            }
            return known;
        }
        Jwt jwt = decoder.decode(token);
        Verified read;
        try {
            read = new Verified(
                    UUID.fromString(jwt.getSubject()),
                    UUID.fromString(jwt.getClaimAsString("sid")),
                    Objects.requireNonNull(jwt.getExpiresAt()));
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new BadJwtException("no session", e);
        }
        verified.put(token, read);
        return read;
    }
}
