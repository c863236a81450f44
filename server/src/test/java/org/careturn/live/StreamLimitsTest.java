package org.careturn.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.careturn.platform.Role;
import org.careturn.support.EventClient;
import org.careturn.support.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.context.TestPropertySource;

/** Streams are bounded, for each account, for each ticket and for the node. */
@Timeout(60)
@TestPropertySource(properties = {"careturn.live.streams-per-account=3", "careturn.live.streams=5"})
class StreamLimitsTest extends LiveServer {

    @Test
    void furtherOnesAreRefusedUntilOneIsGone() throws Exception {
        List<EventClient> first = open(reception, events(), 3);
        assertRefused(reception.stream(events()));
        Http colleague = hospital.signedIn(Role.NURSE, facility);
        List<EventClient> second = open(colleague, events(), 2);
        assertRefused(colleague.stream(events()));

        first.getFirst().close();
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        HttpResponse<InputStream> again = colleague.stream(events());
        while (again.statusCode() != 200) {
            assertThat(System.nanoTime()).isLessThan(end);
            change(1); // only who is written to shows that he is gone
            Thread.sleep(150);
            again = colleague.stream(events());
        }
        again.body().close();
        for (EventClient reader : second) {
            reader.close();
        }
    }

    private List<EventClient> open(Http http, String path, int count) {
        List<EventClient> readers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            readers.add(read(http, path));
        }
        return readers;
    }

    private static void assertRefused(HttpResponse<InputStream> answer) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        try (InputStream body = answer.body()) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).contains("\"too-many-requests\"");
        }
    }
}
