package org.careturn.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads an event stream as a browser does. */
public final class EventClient implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 15;

    private final InputStream body;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String lastId = "";

    /** An event with the moment of its arrival, in nanoseconds. */
    public record Event(String id, String name, JsonNode data, long nanos) {
        public long version() {
            return data.path("version").asLong();
        }

        /** The ids of the rows that changed. */
        public List<String> rows() {
            List<String> ids = new ArrayList<>();
            data.path("changes").forEach(change -> ids.add(change.path("id").asString()));
            return ids;
        }
    }

    private EventClient(InputStream body) {
        this.body = body;
        Thread.ofVirtual().start(this::read);
    }

    /** Opens the stream; the answer must be one. */
    public static EventClient open(Http http, String path) {
        HttpResponse<InputStream> response = http.stream(path);
        if (response.statusCode() != 200) {
            throw new AssertionError("no stream: " + response.statusCode());
        }
        return new EventClient(response.body());
    }

    /** The next event, whatever it is. */
    public Event next() throws InterruptedException {
        Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("no event came within " + PATIENCE_SECONDS + " s");
        }
        return event;
    }

    /** The next event of that name; others are passed over. */
    public Event next(String name) throws InterruptedException {
        return await(event -> event.name.equals(name));
    }

    public Event await(Predicate<Event> wanted) throws InterruptedException {
        while (true) {
            Event event = next();
            if (wanted.test(event)) {
                return event;
            }
        }
    }

    /** The events up to the one that brings this version. */
    public List<Event> upTo(long version) throws InterruptedException {
        List<Event> all = new ArrayList<>();
        do {
            all.add(next("changes"));
        } while (all.getLast().version() < version);
        return all;
    }

    /** An event that comes within this time, or null. */
    public @Nullable Event within(Duration time) throws InterruptedException {
        return events.poll(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    public String lastId() {
        return lastId;
    }

    public boolean endsWithin(Duration time) throws InterruptedException {
        return ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String id = "";
            String name = "message";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty() && !data.isEmpty()) {
                    lastId = id.isEmpty() ? lastId : id;
                    events.add(new Event(id, name, JsonMapper.shared().readTree(data), System.nanoTime()));
                    id = "";
                    data = "";
                }
            }
        } catch (IOException closed) {
            // ended as well
        } finally {
            ended.countDown();
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
