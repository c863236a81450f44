package org.careturn.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** As in production: nobody drives the clock, and there is no sign that anybody could. */
@TestPropertySource(properties = "careturn.clock=system")
class SystemClockTest extends ServerTest {

    @Test
    void whereTheClockIsTheSystemsNobodyDrivesIt() {
        Http admin = hospital.signedIn(Role.ADMIN);
        for (Http.Answer answer : List.of(
                admin.get("/api/v1/demo/clock"),
                admin.put("/api/v1/demo/clock", Map.of("now", "1999-01-03T07:00:00Z")),
                admin.send("DELETE", "/api/v1/demo/clock", null))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("not-found");
        }
    }
}
