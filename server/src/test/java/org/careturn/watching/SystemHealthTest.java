package org.careturn.watching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.careturn.platform.Role;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** FR-ADMIN-06: administrators see how the server does; nobody else. */
class SystemHealthTest extends ServerTest {
    @Autowired
    Nodes nodes;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void whatTheServerKnowsOfItselfIsThere() {
        nodes.tell();
        JsonNode health = read();
        assertThat(health.path("nodes")
                        .valueStream()
                        .filter(node -> node.path("works").asBoolean()))
                .isNotEmpty();
        assertThat(Instant.parse(health.path("databaseAt").asString()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(health.path("database").path("bytes").asLong()).isGreaterThan(1_000_000);
        assertThat(health.path("database").path("connections").asInt()).isPositive();
        assertThat(health.path("backups").path("by").asString()).isEqualTo("OWN_DATABASE");
        assertThat(health.path("providers").size()).isEqualTo(2);
        assertThat(health.path("disk").path("totalBytes").asLong()).isPositive();
    }

    @Test
    void aNodeThatIsSilentIsShownAsNotWorkingAndForgottenAfterADay() {
        jdbc.update("insert into node values (gen_random_uuid(), 'silent', '1', now(), now() - interval '2 minutes')");
        jdbc.update(
                "insert into node values (gen_random_uuid(), 'forgotten', '1', now(), now() - interval '25 hours')");
        nodes.tell();
        assertThat(read().path("nodes")
                        .valueStream()
                        .filter(node -> !node.path("works").asBoolean())
                        .map(node -> node.path("name").asString()))
                .contains("silent")
                .doesNotContain("forgotten");
    }

    @Test
    void othersThanAdministratorsDontSeeIt() {
        assertThat(hospital.signedIn(Role.NURSE, hospital.facility())
                        .get("/api/v1/system-health")
                        .code())
                .isEqualTo("not-allowed");
        assertThat(hospital.http().get("/api/v1/system-health").code()).isEqualTo("sign-in-required");
    }

    private JsonNode read() {
        return hospital.signedIn(Role.ADMIN, hospital.facility())
                .get("/api/v1/system-health")
                .body();
    }
}
