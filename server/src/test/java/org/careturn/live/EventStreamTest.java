package org.careturn.live;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a stream does with its connection when the container finds out that the reader is gone. */
@Timeout(20)
class EventStreamTest {
    private final CountDownLatch flushing = new CountDownLatch(1);
    private final CountDownLatch failed = new CountDownLatch(1);
    private final CountDownLatch completed = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * The container tells of a failed write on a thread of its own, while the write is still on its way out, and uses the
     * connection's objects for another reader once they are completed.
     */
    @Test
    void theConnectionIsGivenBackOnlyWhenItsWriteHasReturned() throws Exception {
        AsyncContext connection = (AsyncContext) Proxy.newProxyInstance(
                AsyncContext.class.getClassLoader(),
                new Class<?>[] {AsyncContext.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("complete")) {
                        completed.countDown();
                    }
                    return null;
                });
        EventStream stream = new EventStream(
                new Scope.Ticket("token", UUID.randomUUID(), UUID.randomUUID()),
                null,
                connection,
                new Failing(),
                () -> new byte[] {1},
                over -> ended.countDown());
        stream.start();
        assertThat(flushing.await(5, TimeUnit.SECONDS)).isTrue();
        Thread container = Thread.ofVirtual().start(() -> stream.onError(new AsyncEvent(connection)));
        assertThat(completed.await(300, TimeUnit.MILLISECONDS))
                .as("given back under the write")
                .isFalse();
        failed.countDown();
        assertThat(completed.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(container.join(Duration.ofSeconds(5))).isTrue();
    }

    /** Fails in the flush, when told to. */
    private final class Failing extends ServletOutputStream {
        @Override
        public void write(int b) {
            // into the buffer
        }

        @Override
        public void flush() throws IOException {
            flushing.countDown();
            try {
                failed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("Broken pipe");
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
