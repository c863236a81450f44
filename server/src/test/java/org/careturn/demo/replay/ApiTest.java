package org.careturn.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executors;
import org.careturn.demo.replay.Api.Answer;
import org.careturn.demo.replay.Api.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that fails as told. */
class ApiTest {
    private interface Behaviour {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final Queue<Behaviour> behaviours = new ArrayDeque<>();
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private Api api;

    ApiTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api = new Api(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Duration.ofMillis(500));
    }

    @BeforeEach
    void start() {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestMethod()
                    + ' '
                    + exchange.getRequestURI()
                    + ' '
                    + exchange.getRequestHeaders().getFirst("Authorization")
                    + ' '
                    + exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            Behaviour behaviour = behaviours.poll();
            try (exchange) {
                if (behaviour != null) {
                    behaviour.answer(exchange);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsAWriteAgainUnderTheSameKeyUntilItIsAnswered() {
        behaviours.add(answer(503, "{}"));
        behaviours.add(exchange -> Thread.sleep(2_000));
        behaviours.add(answer(429, "{}"));
        behaviours.add(exchange -> exchange.getResponseBody().close()); // the connection is lost
        behaviours.add(answer(201, "{\"id\":\"x\"}"));

        Answer answer = api.send(Request.post("/things", Map.of("a", 1)), api.newKey());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("id").asString("")).isEqualTo("x");
        assertThat(seen).hasSize(5);
        assertThat(seen.stream().distinct()).hasSize(1);
        assertThat(api.requests()).isEqualTo(5);
        assertThat(api.repeats()).isEqualTo(4);
    }

    @Test
    void takesARefusalForAnAnswer() {
        behaviours.add(
                answer(
                        409,
                        "{\"code\":\"queue-empty\",\"detail\":\"Nobody is waiting.\",\"errors\":[{\"field\":\"a\",\"message\":\"b\"}]}"));

        Answer answer = api.send(Request.post("/things", null), api.newKey());

        assertThat(answer.isOk()).isFalse();
        assertThat(answer.problem()).isEqualTo("queue-empty");
        assertThat(answer.detail()).isEqualTo("Nobody is waiting. a b.");
        assertThat(seen).hasSize(1);
    }

    @Test
    void neverUsesAKeyTwice() {
        assertThat(api.newKey()).isNotEqualTo(api.newKey()).hasSizeBetween(8, 100);
    }

    @Test
    void givesUpWithASentence() {
        behaviours.add(answer(503, "{}"));
        behaviours.add(answer(503, "{}"));
        assertThatThrownBy(() -> api.send(Request.get("/things"), "12345678", 2))
                .isInstanceOf(ReplayFailedException.class)
                .hasMessageContaining("answers 503: GET /things, sent 2 times.");
        server.stop(0);
        assertThatThrownBy(() -> api.send(Request.get("/things"), "12345678", 2))
                .isInstanceOf(ReplayFailedException.class)
                .hasMessageContaining("can't be reached: GET /things, sent 2 times.");
    }

    @Test
    void signsInAgainWhereTheSignInHasEndedAndKeepsTheKey() {
        behaviours.add(answer(200, "{\"accessToken\":\"one\",\"refreshToken\":\"r1\",\"expiresIn\":600}"));
        behaviours.add(answer(401, "{\"code\":\"sign-in-required\"}"));
        behaviours.add(answer(200, "{\"accessToken\":\"two\",\"refreshToken\":\"r2\",\"expiresIn\":600}"));
        behaviours.add(answer(200, "{}"));

        SignIn signIn = SignIn.of(api, "ann", "secret of ann");
        assertThat(signIn.send(Request.post("/things", null)).status()).isEqualTo(200);

        assertThat(seen).hasSize(4);
        assertThat(seen.get(1)).startsWith("POST /things Bearer one replay-");
        assertThat(seen.get(3)).isEqualTo(seen.get(1).replace("Bearer one", "Bearer two"));
    }

    @Test
    void refreshesBeforeTheSignInEnds() {
        behaviours.add(answer(200, "{\"accessToken\":\"one\",\"refreshToken\":\"r1\",\"expiresIn\":30}"));
        behaviours.add(answer(200, "{\"accessToken\":\"two\",\"refreshToken\":\"r2\",\"expiresIn\":600}"));
        behaviours.add(answer(200, "{}"));

        SignIn.of(api, "ann", "secret of ann").send(Request.get("/things"));

        assertThat(seen.get(1)).startsWith("POST /api/v1/auth/refresh null ");
        assertThat(seen.get(2)).startsWith("GET /things Bearer two");
    }

    @Test
    void theClockGoesForwardOnlyAndIsReleasedByAnInterruptedThreadToo() {
        behaviours.add(answer(200, "{\"accessToken\":\"one\",\"refreshToken\":\"r1\",\"expiresIn\":600}"));
        for (int i = 0; i < 5; i++) {
            behaviours.add(answer(200, "{}"));
        }
        DemoClock clock = new DemoClock(SignIn.of(api, "ann", "secret of ann"));
        Instant noon = Instant.parse("1999-01-03T12:00:00Z");
        clock.drive(noon);
        clock.drive(noon);
        clock.drive(noon.minusSeconds(1));
        assertThat(seen).as("signed in, driven once").hasSize(2);

        Thread.currentThread().interrupt();
        assertThat(clock.release()).isTrue();
        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        assertThat(clock.release()).isTrue();
        assertThat(seen).hasSize(3);
        assertThatThrownBy(() -> clock.drive(noon.plusSeconds(1))).isInstanceOf(ReplayFailedException.class);
    }

    private static Behaviour answer(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }
}
