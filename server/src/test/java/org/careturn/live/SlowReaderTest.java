package org.careturn.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.careturn.support.EventClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;

/** FR-LIVE-04: readers that don't read are dropped, and nobody else notices. */
@Timeout(60)
class SlowReaderTest extends LiveServer {
    private static final int STALLED = 10;

    @Autowired
    LiveStreams streams;

    @Test
    void readersThatNeverReadAreDroppedAndDelayNobody() throws Exception {
        EventClient reader = staff();
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < STALLED; i++) {
                stalled.add(stalled());
            }
            long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
            awaitStreams(STALLED + 1, end);
            long slowest = 0;
            while (streamsHere() > 1) {
                assertThat(System.nanoTime()).as("dropped in time").isLessThan(end);
                long begin = System.nanoTime();
                String row = change(200);
                slowest = Math.max(
                        slowest,
                        reader.await(event -> event.rows().contains(row)).nanos() - begin);
            }
            assertThat(streamsHere()).isEqualTo(1);
            assertThat(Duration.ofNanos(slowest))
                    .as("less than a write to a stalled one takes")
                    .isLessThan(Duration.ofSeconds(4));
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    /** One that asks for the stream and then lets everything lie. */
    private Socket stalled() throws Exception {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), reception.port()), 5_000);
        socket.getOutputStream()
                .write(("GET " + events() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                                + reception.authorization() + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void awaitStreams(int count, long end) throws InterruptedException {
        while (streamsHere() != count) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(10);
        }
    }

    private long streamsHere() {
        return streams.all().stream()
                .filter(stream -> stream.scope() instanceof Scope.Staff staff
                        && staff.facilityId().equals(facility.id()))
                .count();
    }
}
