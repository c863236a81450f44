package org.careturn.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.careturn.api.Exchange.Request;
import org.careturn.platform.Role;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * NFR-PRIV-01: what is written about requests holds nothing that they said about people. The walk through all operations
 * ({@link ContractTest}) looks for it when it has ended; here it is seen that something would be found.
 */
class PersonalLogTest extends ApiServer {

    @Test
    void whatWasSaidIsFoundInALineThatHoldsIt() {
        World world = worlds.of(Role.RECEPTIONIST);
        String token = world.token();
        exchange()
                .send(new Request(
                        "POST",
                        "/api/v1/patients/search",
                        Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                        JsonMapper.shared()
                                .createObjectNode()
                                .put("facilityId", world.facility.id().toString())
                                .put("text", "Zwilvana Qoplemaya")
                                .toString()));
        assertThat(LogWatch.leaks(List.of("search for zwilvana qoplemaya failed")))
                .hasSize(1);
        assertThat(LogWatch.leaks(List.of("token " + token))).hasSize(1);
        assertThat(LogWatch.leaks(List.of("search failed"))).isEmpty();
    }

    @Test
    void asJsonEachLineIsOneObject() {
        int before = LogWatch.lines().size();
        LoggerFactory.getLogger(PersonalLogTest.class)
                .error("two\nlines, a \"quotation\" and {}", 7, new IllegalStateException("of\nmore"));
        List<String> lines = LogWatch.lines();
        assertThat(lines.subList(before, lines.size()))
                .anySatisfy(line -> assertThat(line)
                        .contains("ERROR PersonalLogTest: two\nlines, a \"quotation\" and 7")
                        .contains("\tat "));
        String json = lines.subList(before, lines.size()).stream()
                .filter(line -> line.startsWith("{") && line.contains("quotation"))
                .findFirst()
                .orElseThrow();
        assertThat(json.strip()).doesNotContain("\n");
        JsonNode entry = JsonMapper.shared().readTree(json);
        assertThat(entry.path("message").asString()).isEqualTo("two\nlines, a \"quotation\" and 7");
        assertThat(entry.at("/log/level").asString()).isEqualTo("ERROR");
        assertThat(entry.at("/error/type").asString()).isEqualTo("java.lang.IllegalStateException");
        assertThat(entry.path("@timestamp").isString()).isTrue();
    }
}
