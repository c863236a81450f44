package org.careturn.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.careturn.platform.ChangeFeed;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** FR-SYNC-05: no pull passes over a commit, however late it comes; a cursor on a sequence, the control, does. */
class CursorTest extends SyncServer {
    private static final int WRITERS = 24;
    private static final boolean ALL = Boolean.getBoolean("careturn.all");
    private static final int COMMITS = (ALL ? 100_000 : 960) / WRITERS;
    private static final long OPEN_MILLIS = ALL ? 30_000 : 1_500;

    @Autowired
    ChangeFeed feed;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void nothingIsMissedWhileATransactionStaysOpen() throws Exception {
        desk.pull();
        Set<UUID> written = ConcurrentHashMap.newKeySet();
        Set<UUID> seen = new HashSet<>();
        Set<UUID> control = new HashSet<>();
        long[] last = {0};
        CountDownLatch begun = new CountDownLatch(1);
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> open = workers.submit(() -> write(written, () -> {
                begun.countDown();
                sleep(OPEN_MILLIS);
            }));
            begun.await();
            List<? extends Future<?>> writers = IntStream.range(0, WRITERS)
                    .mapToObj(n -> workers.submit(() -> {
                        for (int i = 0; i < COMMITS; i++) {
                            write(written, () -> {});
                        }
                    }))
                    .toList();
            while (!open.isDone() || !writers.stream().allMatch(Future::isDone)) {
                read(seen);
                readBySequence(control, last);
            }
            open.get();
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        read(seen);
        readBySequence(control, last);
        assertThat(written).hasSize(WRITERS * COMMITS + 1);
        assertThat(seen).containsAll(written);
        assertThat(control).as("a cursor on a sequence").isNotEmpty();
        assertThat(control.containsAll(written))
                .as("a cursor on a sequence misses nothing")
                .isFalse();
    }

    /** A commit that names a row, and takes the next number of a sequence as its first statement. */
    private void write(Set<UUID> written, Runnable meanwhile) {
        UUID row = UUID.randomUUID();
        new TransactionTemplate(transactions).executeWithoutResult(tx -> {
            long number = number();
            jdbc.update(
                    "insert into change (facility_id, version, kind, row_id) values (?, ?, 'control', ?)",
                    new UUID(0, facility.id().getLeastSignificantBits()),
                    number,
                    row);
            meanwhile.run();
            feed.changed(facility.id(), "entry", row);
        });
        written.add(row);
    }

    private long number() {
        Long next = jdbc.queryForObject("select nextval('patient_alias')", Long.class);
        return next == null ? 0 : next;
    }

    private void readBySequence(Set<UUID> control, long[] last) {
        jdbc.query(
                "select version, row_id from change where facility_id = ? and version > ? order by version",
                row -> {
                    last[0] = row.getLong("version");
                    control.add(row.getObject("row_id", UUID.class));
                },
                new UUID(0, facility.id().getLeastSignificantBits()),
                last[0]);
    }

    private void read(Set<UUID> seen) {
        boolean more;
        do {
            JsonNode page = desk.pullPage();
            assertThat(page.path("reset").asBoolean()).isFalse();
            page.path("tombstones")
                    .forEach(gone -> seen.add(UUID.fromString(gone.path("id").asString())));
            desk.cursor = page.path("cursor").asString();
            more = page.path("hasMore").asBoolean();
        } while (more);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
