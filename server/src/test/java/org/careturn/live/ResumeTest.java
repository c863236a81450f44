package org.careturn.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.careturn.support.EventClient;
import org.careturn.support.EventClient.Event;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FR-LIVE-02, US-INT-03: after a break a client goes on where it was, or is told to read everything anew. */
@Timeout(90)
class ResumeTest extends LiveServer {
    private static final int WRITERS = 4;

    @Test
    void nothingIsLostOrDoubledOverManyBreaksWhileOthersWrite() throws Exception {
        ConcurrentLinkedQueue<String> written = new ConcurrentLinkedQueue<>();
        AtomicBoolean enough = new AtomicBoolean();
        List<String> heard = new ArrayList<>();
        int breaks = 0;
        List<Future<Boolean>> writing = new ArrayList<>();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            EventClient reader = staff();
            String id = reader.lastId();
            for (int i = 0; i < WRITERS; i++) {
                writing.add(writers.submit(() -> {
                    while (!enough.get()) {
                        written.add(change(1));
                        Thread.sleep(ThreadLocalRandom.current().nextInt(20));
                    }
                    return true;
                }));
            }
            long end = System.nanoTime() + Duration.ofSeconds(6).toNanos();
            while (System.nanoTime() < end) {
                long until = System.nanoTime()
                        + Duration.ofMillis(ThreadLocalRandom.current().nextInt(400))
                                .toNanos();
                while (System.nanoTime() < until) {
                    collect(reader.within(Duration.ofMillis(20)), heard);
                }
                reader.close();
                assertThat(reader.endsWithin(Duration.ofSeconds(5))).isTrue();
                for (Event rest = reader.within(Duration.ZERO); rest != null; rest = reader.within(Duration.ZERO)) {
                    collect(rest, heard);
                }
                breaks++;
                id = reader.lastId().isEmpty() ? id : reader.lastId();
                reader = read(reception.with("Last-Event-ID", id), events());
            }
            enough.set(true);
            for (Future<Boolean> writer : writing) {
                assertThat(writer.get(10, TimeUnit.SECONDS)).isTrue();
            }
            long last = hospital.version(facility.id());
            while (Long.parseLong(reader.lastId().isEmpty() ? "0" : reader.lastId()) < last) {
                collect(reader.next(), heard);
            }
            for (Event rest = reader.within(Duration.ofMillis(300));
                    rest != null;
                    rest = reader.within(Duration.ofMillis(300))) {
                collect(rest, heard);
            }
        }
        assertThat(breaks).isGreaterThan(10);
        assertThat(written).hasSizeGreaterThan(200);
        assertThat(heard).doesNotHaveDuplicates();
        Set<String> missed = new HashSet<>(written);
        missed.removeAll(heard);
        assertThat(missed)
                .as("of " + written.size() + " changes over " + breaks + " breaks")
                .isEmpty();
    }

    private static void collect(@Nullable Event event, List<String> heard) {
        if (event == null || event.name().equals("hello") || event.name().equals("forecast")) {
            return;
        }
        assertThat(event.name()).isEqualTo("changes");
        heard.addAll(event.rows());
    }

    @Test
    void whatWasMissedComesAtOnceAndTogether() throws Exception {
        long before = hospital.version(facility.id());
        List<String> missed = List.of(change(1), change(1), change(1));
        EventClient reader = read(reception.with("Last-Event-ID", Long.toString(before)), events());
        Event hello = reader.next();
        assertThat(hello.id()).isEqualTo(Long.toString(before));
        assertThat(hello.version()).isEqualTo(before + 3);
        Event event = reader.next("changes");
        assertThat(event.rows()).containsExactlyElementsOf(missed);
        assertThat(event.version()).isEqualTo(before + 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ahead", "-1", "1e3", "abc", "", "999999999999999999999", "' or 1=1"})
    void aNumberThatCannotBeIsAnsweredByAReset(String id) throws Exception {
        long version = hospital.version(facility.id());
        String sent = id.equals("ahead") ? Long.toString(version + 1) : id;
        expectReset(read(reception.with("Last-Event-ID", sent), events()), version);
    }

    @Test
    void aNumberFromTooLongAgoIsAnsweredByAReset() throws Exception {
        long before = hospital.version(facility.id());
        for (int i = 0; i < ChangeLog.MAX_VERSIONS; i++) {
            change(1);
        }
        EventClient justEnough = read(reception.with("Last-Event-ID", Long.toString(before)), events());
        assertThat(justEnough.next().name()).isEqualTo("hello");
        assertThat(justEnough.next("changes").rows()).hasSize(ChangeLog.MAX_VERSIONS);
        change(1);
        expectReset(
                read(reception.with("Last-Event-ID", Long.toString(before)), events()),
                before + ChangeLog.MAX_VERSIONS + 1);
    }

    @Test
    void moreThanAnyoneWouldReadIsAnsweredByAReset() throws Exception {
        long before = hospital.version(facility.id());
        for (int i = 0; i <= ChangeLog.MAX_ROWS / 200; i++) {
            change(200);
        }
        EventClient reader = read(reception.with("Last-Event-ID", Long.toString(before)), events());
        assertThat(reader.next().name()).isEqualTo("hello");
        assertThat(reader.next().name()).isEqualTo("reset");
    }

    private void expectReset(EventClient reader, long version) throws InterruptedException {
        assertThat(reader.next().name()).isEqualTo("hello");
        Event reset = reader.next();
        assertThat(reset.name()).isEqualTo("reset");
        assertThat(reset.version()).isEqualTo(version);
        assertThat(reset.id()).isEqualTo(Long.toString(version));
        String after = change(1);
        assertThat(reader.next("changes").rows()).containsExactly(after);
    }
}
