package org.careturn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** FR-ID-13: client credentials, narrowed by scopes and facilities. */
class ClientsTest extends IdentityServer {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private UUID facility;
    private Http admin;

    @BeforeEach
    void someone() {
        facility = facility();
        admin = as(staff(Role.ADMIN, facility));
    }

    private record Credentials(String account, String id, String secret) {}

    private Credentials register(String... scopes) {
        Answer answer = admin.post(
                "/api/v1/clients",
                Map.of("name", "Laboratory", "scopes", List.of(scopes), "facilityIds", List.of(facility)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        JsonNode body = answer.body();
        return new Credentials(
                body.path("id").asString(),
                body.path("clientId").asString(),
                body.path("clientSecret").asString());
    }

    private HttpResponse<String> token(@Nullable String id, String secret, String form) {
        return token(id, secret, BodyPublishers.ofString(form));
    }

    /** In chunks, without its length. */
    private HttpResponse<String> tokenInChunks(Credentials credentials, String form) {
        return token(
                credentials.id,
                credentials.secret,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form.getBytes(StandardCharsets.UTF_8))));
    }

    private HttpResponse<String> token(@Nullable String id, String secret, BodyPublisher form) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(form);
        if (id != null) {
            String pair = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + pair);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Http client(Credentials credentials, String scope) {
        HttpResponse<String> answer = token(
                credentials.id,
                credentials.secret,
                "grant_type=client_credentials" + (scope.isEmpty() ? "" : "&scope=" + scope));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return http().withToken(JsonMapper.shared()
                .readTree(answer.body())
                .path("access_token")
                .asString());
    }

    private static void assertError(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("{\"error\":\"" + error + "\"}");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    @Test
    void aClientGetsATokenThatTheAuditLogNames() {
        Credentials credentials = register("QUEUE_READ");
        HttpResponse<String> answer = token(credentials.id, credentials.secret, "grant_type=client_credentials");
        JsonNode body = JsonMapper.shared().readTree(answer.body());
        assertThat(body.path("token_type").asString()).isEqualTo("Bearer");
        assertThat(body.path("expires_in").asInt()).isEqualTo(600);
        assertThat(body.path("scope").asString()).isEqualTo("queue.read");
        Http client = http().withToken(body.path("access_token").asString());
        assertThat(client.get("/api/v1/patients?facilityId=" + facility).status())
                .isEqualTo(200);
        assertThat(audited("PATIENTS_LISTED", UUID.fromString(credentials.account)))
                .isOne();
        assertThat(audited("SIGNED_IN", UUID.fromString(credentials.account))).isOne();
    }

    @Test
    void aFormThatComesInChunksIsReadAndLimitedAsAnyOther() {
        Credentials credentials = register("QUEUE_READ", "QUEUE_WRITE");
        HttpResponse<String> answer =
                tokenInChunks(credentials, "grant_type=client_credentials&scope=queue.read+queue.write");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(answer.body()).path("scope").asString())
                .isEqualTo("queue.read queue.write");
        assertError(tokenInChunks(credentials, "grant_type=%zz"), 400, "invalid_request");
        assertError(tokenInChunks(credentials, "grant_type"), 400, "invalid_request");
        assertThat(tokenInChunks(credentials, "grant_type=client_credentials&x=" + "y".repeat(300_000))
                        .statusCode())
                .isEqualTo(413);
        assertThat(token(credentials.id, credentials.secret, "grant_type=client_credentials&x=" + "y".repeat(300_000))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void scopesAndFacilitiesNarrowWhatItMay() {
        Credentials reads = register("QUEUE_READ");
        Credentials both = register("QUEUE_READ", "QUEUE_WRITE");
        Map<String, Object> patient = Map.of("facilityId", facility, "name", "Sita");

        Answer refused = client(reads, "").post("/api/v1/patients", patient);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(client(both, "queue.read").post("/api/v1/patients", patient).status())
                .as("a token for less than the client may")
                .isEqualTo(403);
        assertThat(client(both, "queue.write").post("/api/v1/patients", patient).status())
                .isEqualTo(201);
        assertThat(client(both, "")
                        .get("/api/v1/patients?facilityId=" + facility())
                        .status())
                .isEqualTo(404);
        assertThat(client(both, "").get("/api/v1/staff").status()).isEqualTo(403);
        assertError(
                token(reads.id, reads.secret, "grant_type=client_credentials&scope=queue.write"), 400, "invalid_scope");
        assertError(
                token(reads.id, reads.secret, "grant_type=client_credentials&scope=queue.read+admin"),
                400,
                "invalid_scope");
    }

    @Test
    void whoeverIsNotTheClientGetsNothing() {
        Credentials one = register("QUEUE_READ");
        Credentials other = register("QUEUE_READ");
        String form = "grant_type=client_credentials";
        assertError(token(one.id, other.secret, form), 401, "invalid_client");
        assertError(token(one.id, one.secret + "x", form), 401, "invalid_client");
        assertError(token("client-" + UUID.randomUUID(), one.secret, form), 401, "invalid_client");
        assertError(token(null, "", form), 401, "invalid_client");
        assertError(token(one.id, one.secret, "grant_type=password"), 400, "unsupported_grant_type");
        assertError(token(one.id, one.secret, ""), 400, "invalid_request");
        assertThat(http().login(one.id, one.secret).status()).isEqualTo(401);
        assertThat(http().login(one.id, "none").status()).isEqualTo(401);
        assertThat(http().get("/oauth2/token").status()).isEqualTo(404);
        assertThat(jdbc.queryForObject(
                        "select octet_length(secret_hash) from client where account_id = ?::uuid",
                        Integer.class,
                        one.account))
                .isEqualTo(32);
    }

    @Test
    void oneThatIsRevokedIsOutAtOnce() {
        Credentials credentials = register("QUEUE_READ");
        Http client = client(credentials, "");
        assertThat(client.get("/api/v1/patients?facilityId=" + facility).status())
                .isEqualTo(200);
        assertThat(as(staff(Role.ADMIN, facility()))
                        .send("DELETE", "/api/v1/clients/" + credentials.account, null)
                        .status())
                .isEqualTo(404);

        Answer revoked = admin.send("DELETE", "/api/v1/clients/" + credentials.account, null);

        assertThat(revoked.body().path("active").asBoolean()).isFalse();
        assertThat(client.get("/api/v1/patients?facilityId=" + facility).status())
                .isEqualTo(401);
        assertError(token(credentials.id, credentials.secret, "grant_type=client_credentials"), 401, "invalid_client");
        assertThat(admin.get("/api/v1/clients?facilityId=" + facility)
                        .body()
                        .at("/items/0/active")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void onlyAdministratorsOfAllItsFacilitiesRegisterOne() {
        Answer answer = admin.post(
                "/api/v1/clients",
                Map.of(
                        "name",
                        "Laboratory",
                        "scopes",
                        List.of("QUEUE_WRITE"),
                        "facilityIds",
                        List.of(facility, facility())));
        assertThat(answer.status()).isEqualTo(404);
    }
}
