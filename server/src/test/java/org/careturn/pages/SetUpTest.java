package org.careturn.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.careturn.facilities.FirstSetUp;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** An installation begins with a code from the log, once. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SetUpTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String PASSWORD = "correct horse battery staple";

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        registry.add("careturn.demo-data", () -> "false");
    }

    @LocalServerPort
    int port;

    @Autowired
    FirstSetUp setUp;

    @Test
    void theFirstFacilityAndItsAdministratorAreMadeOnce(CapturedOutput log) {
        assertThat(log.getAll()).as("the log tells the code").contains("/set-up and enter the code ");
        String code = log.getAll().replaceAll("(?s).*enter the code ([A-Z0-9-]{14}).*", "$1");

        assertThat(Http.on(port).with("Accept", "text/html").get("/set-up").text())
                .contains("Europe/Dublin", "name=\"password\"");
        assertThat(send("AAAA-BBBB-CCCC", "Europe/Dublin", PASSWORD))
                .contains("not the one in the log", "Clinic &lt;b&gt;");
        assertThat(send(code, "Europe/Atlantis", PASSWORD)).contains("choose a country and a time zone");
        assertThat(send(code, "Europe/Dublin", "password1234"))
                .contains("too simple")
                .doesNotContain("password1234");
        assertThat(setUp.isOpen()).isTrue();

        assertThat(send(code.toLowerCase(java.util.Locale.ROOT).replace("-", " "), "Europe/Dublin", PASSWORD))
                .contains("All is ready");

        assertThat(Http.on(port).get("/set-up").status()).isEqualTo(404);
        assertThat(send(code, "Europe/Dublin", PASSWORD)).contains("This link opens nothing");
        Answer signedIn = Http.on(port).login("ada", PASSWORD);
        assertThat(signedIn.status()).as(signedIn.text()).isEqualTo(200);
        Answer facilities = Http.on(port)
                .withToken(signedIn.body().path("accessToken").asString())
                .get("/api/v1/facilities");
        assertThat(facilities.text()).contains("Clinic <b>", "Europe/Dublin");
    }

    private String send(String code, String zone, String password) {
        String form = Map.of(
                        "code",
                        code,
                        "facility",
                        "Clinic <b>",
                        "country",
                        "IE",
                        "timeZone",
                        zone,
                        "name",
                        "Ada",
                        "userName",
                        "Ada",
                        "password",
                        password)
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return Http.on(port)
                .with("Accept", "text/html")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .post("/set-up", form)
                .text();
    }
}
