package org.careturn.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads one event stream, and notes when it heard of which version of the facility. */
final class EventReader implements Runnable {
    private static final byte[] ID = "id: ".getBytes(StandardCharsets.US_ASCII);

    private final HttpConnection connection;
    private final Listener listener;
    private final CountDownLatch ready;
    private final AtomicInteger dropped;
    private volatile boolean closing;
    private volatile long version;

    /** Is told of each event, by the reader's own thread. */
    interface Listener {
        /** All versions after {@code from} up to {@code to} have been told of. */
        void heard(long from, long to, long nanos);
    }

    EventReader(HttpConnection connection, Listener listener, CountDownLatch ready, AtomicInteger dropped) {
        this.connection = connection;
        this.listener = listener;
        this.ready = ready;
        this.dropped = dropped;
    }

    long version() {
        return version;
    }

    @Override
    public void run() {
        boolean greeted = false;
        try {
            while (true) {
                byte[] chunk = connection.chunk();
                long now = System.nanoTime();
                long heard = lastId(chunk);
                if (heard > version || !greeted) {
                    if (greeted) {
                        listener.heard(version, heard, now);
                    } else {
                        greeted = true;
                        ready.countDown();
                    }
                    version = Math.max(version, heard);
                }
            }
        } catch (EOFException ended) {
            gone();
        } catch (IOException broken) {
            gone();
        }
    }

    void close() throws IOException {
        closing = true;
        connection.close();
    }

    private void gone() {
        if (!closing) {
            dropped.incrementAndGet();
        }
    }

    /** The number behind the last line that begins with {@code id:}; ids within the data stand behind other characters. */
    private static long lastId(byte[] chunk) {
        long found = -1;
        for (int i = 0; i + ID.length < chunk.length; i++) {
            boolean lineStart = i == 0 || chunk[i - 1] == '\n';
            if (lineStart && chunk[i] == 'i' && chunk[i + 1] == 'd' && chunk[i + 2] == ':' && chunk[i + 3] == ' ') {
                long number = 0;
                int at = i + ID.length;
                while (at < chunk.length && chunk[at] >= '0' && chunk[at] <= '9') {
                    number = 10 * number + (chunk[at++] - '0');
                }
                found = number;
            }
        }
        return found;
    }
}
