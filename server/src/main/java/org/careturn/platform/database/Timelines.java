package org.careturn.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.careturn.platform.database.BackupStore.Base;

/**
 * Where the log forked: each restore begins a timeline, which leaves the one before at some position. A copy of the files
 * can be carried on to the newest timeline only if it was finished before the log left the copy's own.
 */
record Timelines(int newest, Map<Integer, Long> leftAt) {
    private static final Pattern FORK = Pattern.compile("(?m)^\\s*(\\d+)\\s+([0-9A-F]+)/([0-9A-F]+)");
    private static final int SEGMENT_BITS = 24;
    private static final int HALF = 32;

    /** What the stored histories say; PostgreSQL writes none for the first timeline. */
    static Timelines of(BackupStore store) throws IOException {
        int newest = 1;
        for (String history : store.histories()) {
            newest = Math.max(newest, number(history));
        }
        Map<Integer, Long> leftAt = new HashMap<>();
        if (newest > 1) {
            try (InputStream history = store.readPiece("%08X.history".formatted(newest))) {
                Matcher fork = FORK.matcher(new String(history.readAllBytes(), StandardCharsets.UTF_8));
                while (fork.find()) {
                    leftAt.put(Integer.parseInt(fork.group(1)), position(fork.group(2), fork.group(3)));
                }
            }
        }
        return new Timelines(newest, Map.copyOf(leftAt));
    }

    /**
     * The copies from which the state at a moment can be made, the newest first.
     *
     * @param until empty: the newest state
     */
    static List<Base> usable(BackupStore store, Optional<Instant> until) throws IOException {
        Timelines timelines = of(store);
        List<Base> usable = new ArrayList<>();
        for (Base base : store.bases().reversed()) {
            Optional<BackupStore.End> end = store.end(base);
            // A copy in the making holds changes that came after the moment: it can't be brought to it.
            Instant whole = end.map(BackupStore.End::at).orElse(base.begun());
            long needed = end.map(BackupStore.End::position).orElseGet(() -> start(base));
            if ((until.isEmpty() || whole.isBefore(until.get())) && timelines.leadFrom(timeline(base), needed)) {
                usable.add(base);
            }
        }
        return usable;
    }

    private boolean leadFrom(int timeline, long position) {
        Long left = leftAt.get(timeline);
        return timeline >= newest || (left != null && position <= left);
    }

    /**
     * Stores which way the log of a database took: without it, a later restore would follow the log of before.
     *
     * @param cluster the database's files
     */
    static void keep(BackupStore store, Path cluster) throws IOException {
        try (Stream<Path> files = Files.list(cluster.resolve("pg_wal"))) {
            for (Path history : files.filter(
                            file -> BackupStore.isHistory(file.getFileName().toString()))
                    .sorted()
                    .toList()) {
                store.addPiece(history);
            }
        }
    }

    static int timeline(Base base) {
        return number(base.firstSegment());
    }

    /** Of a piece of the log or of a history, which begin with it. */
    private static int number(String name) {
        return Integer.parseInt(name.substring(0, 8), 16);
    }

    private static long start(Base base) {
        return (Long.parseLong(base.firstSegment().substring(8, 16), 16) << HALF)
                + (Long.parseLong(base.firstSegment().substring(16), 16) << SEGMENT_BITS);
    }

    /** PostgreSQL writes a position in the log as two numbers. */
    static long position(String high, String low) {
        return (Long.parseLong(high, 16) << HALF) + Long.parseLong(low, 16);
    }
}
