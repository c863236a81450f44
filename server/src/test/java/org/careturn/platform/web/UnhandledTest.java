package org.careturn.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FR-API-04: what is refused before any handler sees it is a problem as well. */
class UnhandledTest extends ServerTest {
    @ParameterizedTest
    @CsvSource({
        "/api/v1/facilities;a=b, 400, invalid-request",
        "/api/v1//facilities, 400, invalid-request",
        "/api/v1/%2e%2e/facilities, 400, invalid-request",
        "/nowhere, 404, not-found",
        "/error, 404, not-found",
    })
    void isAProblem(String path, int status, String code) {
        Answer answer = hospital.http().get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().path("requestId").asString()).isEqualTo(answer.header("X-Request-Id"));
        assertThat(answer.text()).doesNotContain("Exception");
    }
}
