package org.careturn.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the apps' files are served; those of the test's resources stand in for the built ones. */
class ClientPagesTest extends ServerTest {

    @ParameterizedTest
    @ValueSource(strings = {"/desk/", "/desk/index.html", "/desk/board", "/desk/patients/0199c3f0"})
    void everyScreenIsThePage(String path) {
        Answer answer = hospital.http().get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("<title>Desk</title>");
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @CsvSource({"/display/,Display", "/display/setup,Display", "/kiosk/,Kiosk", "/kiosk/index.html,Kiosk"})
    void eachAppHasItsOwnPage(String path, String title) {
        Answer answer = hospital.http().get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("<title>" + title + "</title>");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(hospital.http().get(path.substring(0, path.indexOf('/', 1))).header("Location"))
                .endsWith(path.substring(0, path.indexOf('/', 1) + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app/", "/app/index.html", "/app/ticket/0199c3f0"})
    void everyScreenOfThePatientsAppIsItsPage(String path) {
        Answer answer = hospital.http().get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("<title>App</title>");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void theManualsAreFilesThatAnybodyReads() {
        assertThat(hospital.http().get("/help/").text()).contains("<title>Help</title>");
        assertThat(hospital.http().get("/help").header("Location")).endsWith("/help/");
        Answer manual = hospital.http().withToken("long.gone").get("/help/en/patient.html");
        assertThat(manual.status()).isEqualTo(200);
        assertThat(manual.header("Content-Type")).startsWith("text/html");
        assertThat(manual.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(manual.header("Content-Security-Policy")).contains("script-src 'self';");
    }

    @Test
    void theProgramOfThePatientsAppIsKeptForAYearAndItsWorkerAskedForEachTime() {
        assertThat(hospital.http().get("/app/_expo/static/js/index-1a2b.js").header("Cache-Control"))
                .contains("max-age=31536000", "immutable");
        assertThat(hospital.http().get("/app/worker.js").header("Cache-Control"))
                .isEqualTo("no-cache");
    }

    @Test
    void thePageRunsOnlyTheServersScripts() {
        Answer answer = hospital.http().get("/desk/");

        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'self'", "script-src 'self';", "style-src 'self' 'unsafe-inline'")
                .contains("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-eval");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Permissions-Policy")).contains("camera=()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/desk/", "/desk/board", "/help/", "/help/en/patient.html", "/display/", "/app/"})
    void whoAsksForTheHeadersAloneGetsThoseThatProtectThePage(String path) {
        Answer page = hospital.http().get(path);
        Answer head = hospital.http().send("HEAD", path, null);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
        for (String name : List.of(
                "Content-Security-Policy",
                "X-Content-Type-Options",
                "X-Frame-Options",
                "Referrer-Policy",
                "Content-Type",
                "Cache-Control")) {
            assertThat(head.header(name)).as(name).isNotEmpty().isEqualTo(page.header(name));
        }
    }

    @Test
    void aWorkerIsAskedForEachTime() {
        assertThat(hospital.http().get("/desk/worker.js").header("Cache-Control"))
                .isEqualTo("no-cache");
    }

    @ParameterizedTest
    @CsvSource(
            value = {"br; br", "gzip; gzip", "gzip, deflate, br; br", "identity; ''"},
            delimiter = ';')
    void whatIsNamedAfterItsContentIsKeptForAYear(String accepted, String encoding) {
        Answer answer = hospital.http().with("Accept-Encoding", accepted).get("/desk/assets/app-1a2b.js");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Encoding")).isEqualTo(encoding);
        assertThat(answer.headers().allValues("Content-Encoding")).hasSizeLessThanOrEqualTo(1);
        if (!encoding.isEmpty()) {
            assertThat(answer.header("Vary")).containsIgnoringCase("Accept-Encoding");
        }
        assertThat(answer.header("Content-Type")).startsWith("text/javascript");
        assertThat(answer.header("Cache-Control")).contains("max-age=31536000", "public", "immutable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/desk/nothing.js",
                "/desk/assets/nothing.js",
                "/desk/assets/nothing",
                "/desk/application.yaml",
                "/desktop",
                "/kiosk/nothing.js",
                "/ticket/nothing",
                "/help/nothing",
                "/help/en/nothing.html",
                "/help/en/",
                "/ticket/",
                "/web/desk/index.html"
            })
    void whatIsNotThereIsAProblem(String path) {
        Answer answer = hospital.http().get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/desk/../application.yaml", "/desk/%2e%2e/application.yaml", "/desk/..%2fapplication.yaml"})
    void nobodyClimbsOutOfIt(String path) {
        assertThat(hospital.http().get(path).status()).isBetween(400, 404);
    }

    @Test
    void aTokenThatHasEndedKeepsNobodyFromThePage() {
        assertThat(hospital.http().withToken("long.gone").get("/desk/").status())
                .isEqualTo(200);
    }
}
