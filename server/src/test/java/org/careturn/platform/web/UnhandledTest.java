package org.careturn.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** FR-API-04: what is refused before any handler sees it is a problem as well. */
class UnhandledTest extends ServerTest {
    @LocalServerPort
    int port;

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

    /** NFR-SEC-01: ASVS 3.4.2, 13.4.4, 14.3.2. */
    @Test
    void otherSitesAndOldMethodsGetNothing() throws Exception {
        URI address = URI.create("http://localhost:" + port + "/api/v1/facilities");
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String method : List.of("TRACE", "GET")) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(address)
                                .header("Origin", "https://elsewhere.example")
                                .header("Access-Control-Request-Method", "GET")
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(method).isBetween(400, 499);
                assertThat(answer.headers().map().keySet())
                        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
                if (method.equals("GET")) {
                    assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
                            .contains("no-store");
                }
            }
        }
    }
}
