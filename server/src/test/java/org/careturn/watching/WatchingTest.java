package org.careturn.watching;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.sentry.Sentry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.careturn.support.Http;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** What a running server tells its operators: figures to who says the word, faults to a Sentry that is reached by HTTP. */
@TestPropertySource(
        properties = {
            "careturn.watching.metrics-token=" + WatchingTest.WORD,
            "management.prometheus.metrics.export.enabled=true",
            "sentry.traces-sample-rate=1"
        })
class WatchingTest extends ServerTest {
    static final String WORD = "a word for figures";
    private static final List<String> REPORTS = new CopyOnWriteArrayList<>();
    private static final HttpServer SENTRY = sentry();

    @LocalServerPort
    int port;

    @Autowired
    HospitalMetrics metrics;

    @DynamicPropertySource
    static void reports(DynamicPropertyRegistry registry) {
        registry.add(
                "sentry.dsn",
                () -> "http://key@127.0.0.1:" + SENTRY.getAddress().getPort() + "/1");
    }

    @AfterAll
    static void stop() {
        Sentry.close();
        SENTRY.stop(0);
    }

    private static HttpServer sentry() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/api/1/envelope/", exchange -> {
                byte[] body = exchange.getRequestBody().readAllBytes();
                REPORTS.add(new String(
                        new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void figuresAreForWhoSaysTheWord() {
        Http http = Http.on(port);
        assertThat(http.get(MetricsAccess.PATH).status()).isEqualTo(404);
        assertThat(http.with("Authorization", "Bearer another")
                        .get(MetricsAccess.PATH)
                        .status())
                .isEqualTo(404);
        metrics.look();
        Http.Answer answer = http.with("Authorization", "Bearer " + WORD).get(MetricsAccess.PATH);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains("careturn_audit_unsealed", "careturn_jobs_overdue_seconds", "http_server_requests_seconds");
        assertThat(http.get("/actuator/env").status()).isEqualTo(404);
    }

    /** NFR-OBS-01: what the dashboard shows and the alerts look at is what a server tells, by the names of figure and label. */
    @Test
    void eachFigureThatIsShownOrAlertedOnIsThere() throws IOException {
        hospital.service(hospital.facility(), "A");
        metrics.look();
        Http http = Http.on(port);
        http.get("/api/v1/facilities");
        Figures told = Figures.of(http.with("Authorization", "Bearer " + WORD)
                .get(MetricsAccess.PATH)
                .text());
        List<String> queries = Figures.queries(Path.of("../ops/watching"));
        assertThat(queries).hasSizeGreaterThan(40);
        assertThat(queries.stream().flatMap(query -> told.faults(query).stream()))
                .isEmpty();
        assertThat(told.faults("sum(rate(careturn_queue_waitin{facility=\"a\"}[5m]))"))
                .hasSize(1);
        assertThat(told.faults("max by (servise) (careturn_queue_waiting{facilty=\"a\"})"))
                .hasSize(2);
    }

    @Test
    void faultsAreReportedWithoutAnybodysData() {
        LoggerFactory.getLogger(WatchingTest.class)
                .error("record of {} is broken", "Sita Rai", new IllegalStateException("Sita Rai, +9779812345678"));
        Http.on(port).get("/api/v1/tickets/Sita-Rai-secret?name=Sita");
        Sentry.flush(10_000);
        String all = String.join("\n", REPORTS);
        assertThat(all)
                .contains("IllegalStateException", "record of {} is broken", "faultsAreReportedWithoutAnybodysData");
        assertThat(all).contains("\"type\":\"transaction\"", "/api/v1/tickets/{");
        assertThat(all).doesNotContain("Sita", "9779812345678");
        assertThat(all).as("by which version").containsPattern("\"release\":\"careturn@[\\w.-]+\"");
    }
}
