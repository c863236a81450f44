package org.careturn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.careturn.identity.tokens.AccessTokens;
import org.careturn.identity.tokens.SigningKey;
import org.careturn.identity.tokens.SigningKeys;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** FR-ID-06: whatever isn't a token of ours, unchanged and in its time, is refused with 401. */
class AccessTokenAttackTest extends IdentityServer {
    @Autowired
    SigningKey signingKey;

    private String token;
    private JWTClaimsSet claims;

    @BeforeEach
    void signIn() throws ParseException {
        Account admin = staff(Role.ADMIN, null);
        Answer answer = http().login(String.valueOf(admin.userName()), PASSWORD);
        token = answer.body().path("accessToken").asString();
        claims = SignedJWT.parse(token).getJWTClaimsSet();
    }

    private Answer use(String presented) {
        return http().withToken(presented).get("/api/v1/staff");
    }

    private void assertRefused(String presented) {
        for (int attempt = 0; attempt < 2; attempt++) { // nor does a cache let it in
            Answer answer = use(presented);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("sign-in-required");
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    private RSAKey ours() {
        return SigningKeys.withSecret(signingKey);
    }

    private static JWSHeader.Builder header(RSAKey key) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID());
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private String signed(JWTClaimsSet claims) throws JOSEException {
        return signed(header(ours()).build(), claims, new RSASSASigner(ours()));
    }

    private JWTClaimsSet.Builder but() {
        return new JWTClaimsSet.Builder(claims);
    }

    /** Without this, all the refusals below would prove nothing. */
    @Test
    void theSameTokenUnchangedIsTaken() throws JOSEException {
        assertThat(use(token).status()).isEqualTo(200);
        assertThat(use(signed(claims)).status()).isEqualTo(200);
    }

    @Test
    void algorithmNone() throws ParseException {
        assertRefused(new PlainJWT(claims).serialize());
        String[] parts = token.split("\\.", -1);
        for (String alg : new String[] {"none", "None", "NONE", ""}) {
            String header = "{\"alg\":\"" + alg + "\",\"typ\":\"JWT\",\"kid\":\"" + ours().getKeyID() + "\"}";
            assertRefused(encode(header) + "." + parts[1] + ".");
            assertRefused(encode(header) + "." + parts[1] + "." + parts[2]);
        }
    }

    @Test
    void hmacWithThePublicKey() throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(JOSEObjectType.JWT)
                .keyID(ours().getKeyID())
                .build();
        byte[] der = ours().toRSAPublicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----\n";
        assertRefused(signed(header, claims, new MACSigner(der)));
        assertRefused(signed(header, claims, new MACSigner(pem.getBytes(StandardCharsets.US_ASCII))));
        assertRefused(signed(
                header,
                claims,
                new MACSigner(ours().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void anotherAlgorithmWithOurKey() throws JOSEException {
        for (JWSAlgorithm other : new JWSAlgorithm[] {JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256}) {
            JWSHeader header = new JWSHeader.Builder(other)
                    .type(JOSEObjectType.JWT)
                    .keyID(ours().getKeyID())
                    .build();
            RSAKey anyAlgorithm = new RSAKey.Builder(ours()).algorithm(null).build();
            assertRefused(signed(header, claims, new RSASSASigner(anyAlgorithm)));
        }
    }

    @Test
    void foreignKey() throws JOSEException {
        RSAKey foreign = new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
        JWSSigner signer = new RSASSASigner(foreign);
        assertRefused(signed(header(foreign).build(), claims, signer));
        assertRefused(signed(header(ours()).build(), claims, signer));
        assertRefused(signed(header(ours()).keyID(null).build(), claims, signer));
        assertRefused(signed(header(foreign).jwk(foreign.toPublicJWK()).build(), claims, signer));
        assertRefused(signed(
                header(foreign)
                        .jwkURL(java.net.URI.create("http://localhost:" + port + "/jwks"))
                        .build(),
                claims,
                signer));
        assertRefused(signed(header(foreign).build(), claims, new RSASSASigner(ours())));
    }

    @Test
    void wrongIssuer() throws JOSEException {
        assertRefused(signed(but().issuer("https://elsewhere.example").build()));
        assertRefused(signed(but().issuer(null).build()));
    }

    @Test
    void wrongAudience() throws JOSEException {
        assertRefused(signed(but().audience("another").build()));
        assertRefused(signed(but().audience((String) null).build()));
    }

    @Test
    void wrongType() throws JOSEException {
        JWSHeader header = header(ours()).type(new JOSEObjectType("logout+jwt")).build();
        assertRefused(signed(header, claims, new RSASSASigner(ours())));
    }

    @Test
    void wrongSession() throws JOSEException {
        assertRefused(signed(but().claim("sid", UUID.randomUUID().toString()).build()));
        assertRefused(signed(but().claim("sid", null).build()));
        assertRefused(signed(but().claim("sid", "1 or 1=1").build()));
        assertRefused(signed(but().subject(UUID.randomUUID().toString()).build()));
        assertRefused(signed(but().subject(null).build()));
    }

    @Test
    void expired() throws JOSEException {
        assertThat(use(token).status()).isEqualTo(200); // and so is in the cache
        CLOCK.advance(AccessTokens.LIFETIME.minusSeconds(20));
        assertThat(use(token).status()).isEqualTo(200);
        CLOCK.advance(Duration.ofSeconds(20));
        assertRefused(token);
        CLOCK.reset();
        assertRefused(signed(
                but().expirationTime(Date.from(CLOCK.instant().minusSeconds(1))).build()));
        assertRefused(signed(but().expirationTime(null).build()));
    }

    @Test
    void notYetValid() throws JOSEException {
        assertRefused(signed(
                but().notBeforeTime(Date.from(CLOCK.instant().plusSeconds(60))).build()));
    }

    @Test
    void tamperedPayload() {
        String[] parts = token.split("\\.", -1);
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String other = payload.replace(claims.getSubject(), Ids.next().toString());
        assertThat(other).isNotEqualTo(payload);
        assertRefused(parts[0] + "." + encode(other) + "." + parts[2]);
        assertRefused(parts[0] + "." + encode(payload + " ") + "." + parts[2]);
    }

    @Test
    void tamperedSignature() {
        String[] parts = token.split("\\.", -1);
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        for (int at : new int[] {0, signature.length / 2, signature.length - 1}) {
            byte[] changed = signature.clone();
            changed[at] ^= 1;
            assertRefused(parts[0] + "." + parts[1] + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
        }
        assertRefused(parts[0] + "." + parts[1] + ".");
        assertRefused(parts[0] + "." + parts[1]);
    }

    @Test
    void notATokenAtAll() {
        for (String nonsense : new String[] {"x", "a.b.c", "e30.e30.e30", ".", "..", "x".repeat(7000)}) {
            assertRefused(nonsense);
        }
        Answer twoWords = http().with("Authorization", "Bearer two words").get("/api/v1/staff");
        assertThat(twoWords.status()).isEqualTo(401);
        Answer basic =
                http().with("Authorization", "Basic " + encode("admin:admin")).get("/api/v1/staff");
        assertThat(basic.status()).isEqualTo(401);
    }

    @Test
    void revoked() {
        assertThat(use(token).status()).isEqualTo(200);
        jdbc.update(
                "update session set revoked_at = now(), revoked_for = 'ADMIN' where id = ?",
                UUID.fromString(String.valueOf(claims.getClaim("sid"))));
        long start = System.nanoTime();
        long sent = start;
        while (use(token).status() == 200) {
            assertThat(Duration.ofNanos(sent - start)).isLessThan(Duration.ofSeconds(1));
            sent = System.nanoTime();
        }
        assertRefused(token);
    }

    @Test
    void aTokenInTheAddressOrTheBodyIsNone() {
        assertThat(http().get("/api/v1/staff?access_token=" + token).status()).isEqualTo(401);
        assertThat(http().with("Cookie", "access_token=" + token)
                        .get("/api/v1/staff")
                        .status())
                .isEqualTo(401);
        Http form = http().with("Content-Type", "application/x-www-form-urlencoded");
        assertThat(form.post("/api/v1/staff", "access_token=" + token).status()).isEqualTo(401);
    }

    @Test
    void thePublishedKeysHoldNoSecretAndVerifyTheToken() throws Exception {
        Answer answer = http().get("/.well-known/jwks.json");
        assertThat(answer.status()).isEqualTo(200);
        JWKSet keys = JWKSet.parse(answer.text());
        assertThat(keys.getKeys()).allMatch(key -> !key.isPrivate()).hasSize(1);
        RSAKey key = keys.getKeys().getFirst().toRSAKey();
        assertThat(key.getKeyID()).isEqualTo(key.computeThumbprint().toString());
        assertThat(SignedJWT.parse(token).getHeader().getKeyID()).isEqualTo(key.getKeyID());
        assertThat(SignedJWT.parse(token).verify(new com.nimbusds.jose.crypto.RSASSAVerifier(key)))
                .isTrue();
        assertThat(claims.getClaims().keySet())
                .containsExactlyInAnyOrder("iss", "aud", "sub", "sid", "iat", "exp", "jti");
        assertThat(Map.of("aud", claims.getAudience())).containsEntry("aud", java.util.List.of("careturn"));
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
