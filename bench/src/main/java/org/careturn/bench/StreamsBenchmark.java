package org.careturn.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.careturn.bench.Clinic.Desk;
import org.careturn.bench.Clinic.Size;
import org.careturn.bench.DeskClient.Called;

/** How soon changes reach many event streams of one facility. */
final class StreamsBenchmark implements Benchmark {
    private static final int FEW = 1_000;
    private static final int MANY = 3_000;
    private static final int SINGLE_CHANGES = 40;
    private static final int CHANGES_PER_SECOND = 100;
    private static final int SECONDS = 30;
    private static final int WARM_UP_SECONDS = 15;
    private static final int DESKS = 4;
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    @Override
    public Report run(Installation installation) throws Exception {
        Report report = new Report("Streams: changes of one facility to its event streams");
        report.note(Machine.description());
        Progress.say("streams: setting up");
        try (Clinic clinic = Clinic.open(
                installation,
                new Size(1, 1, DESKS),
                "--careturn.live.streams=5000",
                "--careturn.live.streams-per-account=5000")) {
            List<Desk> desks = new ArrayList<>();
            for (Clinic.Doctor doctor : clinic.doctors()) {
                desks.add(clinic.desk(doctor));
            }
            clinic.waitingRoom().fill(clinic.queues(), 5_000);
            Progress.say("streams: warming up");
            try (Audience audience = new Audience(clinic, desks.getFirst())) {
                audience.grow(200);
                change(clinic, desks, WARM_UP_SECONDS, new CommitTimes(clinic));
            }
            single(clinic, desks, report);
            sustained(clinic, desks, report);
        }
        return report;
    }

    /** One change at a time to 1,000 streams. */
    private static void single(Clinic clinic, List<Desk> desks, Report report) throws Exception {
        Progress.say("streams: one change at a time to " + FEW);
        double heapBefore = heapMegabytes(clinic);
        try (Audience audience = new Audience(clinic, desks.getFirst());
                HttpConnection connection = HttpConnection.open(clinic.server().port())) {
            audience.grow(FEW);
            report.figure(
                    "heap per stream, after a collection", "KB", (heapMegabytes(clinic) - heapBefore) * 1024 / FEW);
            CommitTimes commits = new CommitTimes(clinic);
            audience.measureAgainst(commits);
            DeskClient client = new DeskClient(connection, desks.getFirst());
            for (int i = 0; i < SINGLE_CHANGES; i += 2) {
                commits.asked();
                Called called = client.callNext();
                LockSupport.parkNanos(500_000_000);
                commits.asked();
                client.serve(called);
                LockSupport.parkNanos(500_000_000);
            }
            Times delays = audience.delays();
            report.figure("one change to " + FEW + " streams, from its request, median", "ms", delays.percentile(50));
            report.figure("the same, P99", "ms", delays.percentile(99));
            report.figure("the same, events missing", "", FEW * (double) SINGLE_CHANGES - delays.count());
            report.figure("the same, streams dropped", "", (double) audience.dropped());
        }
    }

    /** 100 changes a second to 3,000 streams. */
    private static void sustained(Clinic clinic, List<Desk> desks, Report report) throws Exception {
        Progress.say("streams: " + CHANGES_PER_SECOND + " changes a second to " + MANY);
        try (Audience audience = new Audience(clinic, desks.getFirst())) {
            audience.grow(MANY);
            CommitTimes commits = new CommitTimes(clinic);
            audience.measureAgainst(commits);
            Machine.Usage before = Machine.usage(clinic.processes());
            long begin = System.nanoTime();
            int made = change(clinic, desks, SECONDS, commits);
            double seconds = (System.nanoTime() - begin) / 1e9;
            Map<String, Double> shares = Machine.usage(clinic.processes()).shareSince(before);
            Thread.sleep(3_000);
            Times delays = audience.delays();
            report.atLeast(
                    0.98 * CHANGES_PER_SECOND, "changes made a second, for " + SECONDS + " s", "", made / seconds);
            report.figure("each to " + MANY + " streams, from its request, median", "ms", delays.percentile(50));
            report.figure("the same, P99", "ms", delays.percentile(99));
            report.figure("the same, slowest", "ms", delays.percentile(100));
            report.atMost(0, "streams dropped", "", (double) audience.dropped());
            report.atMost(0, "streams that missed the last change", "", (double) audience.behind(commits.last()));
            report.figure("resident memory of the server", "MB", clinic.server().residentMegabytes());
            report.note(String.format(
                    Locale.ROOT, "At %d streams the processors were used by: %s.", MANY, Machine.text(shares)));
        }
    }

    /** Makes changes at the set rate, by all desks; returns how many. */
    private static int change(Clinic clinic, List<Desk> desks, int seconds, CommitTimes commits) throws Exception {
        AtomicLong next = new AtomicLong(System.nanoTime());
        long end = next.get() + TimeUnit.SECONDS.toNanos(seconds);
        long interval = TimeUnit.SECONDS.toNanos(1) / CHANGES_PER_SECOND;
        List<Callable<Integer>> workers = new ArrayList<>();
        for (Desk desk : desks) {
            workers.add(() -> {
                int made = 0;
                try (HttpConnection connection =
                        HttpConnection.open(clinic.server().port())) {
                    DeskClient client = new DeskClient(connection, desk);
                    while (System.nanoTime() < end) {
                        await(next.getAndAdd(interval), commits);
                        Called called = client.callNext();
                        await(next.getAndAdd(interval), commits);
                        client.start(called);
                        await(next.getAndAdd(interval), commits);
                        client.serve(called);
                        made += 3;
                    }
                }
                return made;
            });
        }
        return Workers.together(workers).stream().mapToInt(Integer::intValue).sum();
    }

    private static void await(long moment, CommitTimes commits) {
        LockSupport.parkNanos(moment - System.nanoTime());
        commits.asked();
    }

    private static double heapMegabytes(Clinic clinic) throws IOException, InterruptedException {
        String jcmd = System.getProperty("java.home") + "/bin/jcmd";
        String pid = Long.toString(clinic.server().pid());
        new ProcessBuilder(jcmd, pid, "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        Process info = new ProcessBuilder(jcmd, pid, "GC.heap_info").start();
        String text = new String(info.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher used = USED.matcher(text);
        return used.find() ? Long.parseLong(used.group(1)) / 1024.0 : Double.NaN;
    }

    /**
     * When each version of the facility was asked for: the first request is taken for the first version that follows, and
     * so on, which is exact for one client and close for several.
     */
    private static final class CommitTimes {
        private final long first;
        private final List<Long> asked = Collections.synchronizedList(new ArrayList<>());

        CommitTimes(Clinic clinic) throws Exception {
            first = clinic.version() + 1;
        }

        void asked() {
            asked.add(System.nanoTime());
        }

        long last() {
            return first + asked.size() - 1;
        }

        /** Or 0 where it isn't one of these. */
        long of(long version) {
            int index = (int) (version - first);
            return index >= 0 && index < asked.size() ? asked.get(index) : 0;
        }
    }

    /** Readers of the facility's stream. */
    private static final class Audience implements AutoCloseable {
        private final Clinic clinic;
        private final Desk desk;
        private final List<EventReader> readers = new ArrayList<>();
        private final List<Times> delays = new ArrayList<>();
        private final AtomicInteger dropped = new AtomicInteger();
        private volatile CommitTimes commits;

        Audience(Clinic clinic, Desk desk) throws Exception {
            this.clinic = clinic;
            this.desk = desk;
            this.commits = new CommitTimes(clinic);
        }

        void grow(int size) throws Exception {
            CountDownLatch ready = new CountDownLatch(size);
            String token;
            try (HttpConnection connection = HttpConnection.open(clinic.server().port())) {
                token = Clinic.signIn(connection, desk.doctor());
            }
            for (int i = 0; i < size; i++) {
                HttpConnection connection = HttpConnection.open(clinic.server().port());
                connection.openStream(
                        "/api/v1/events?facilityId=" + desk.doctor().facilityId(), DeskClient.headers(token));
                Times own = new Times();
                delays.add(own);
                EventReader reader =
                        new EventReader(connection, (from, to, nanos) -> note(own, from, to, nanos), ready, dropped);
                readers.add(reader);
                Thread.ofVirtual().start(reader);
            }
            if (!ready.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException(ready.getCount() + " streams said nothing");
            }
            Thread.sleep(2_000);
        }

        /** From now on delays are counted from these. */
        void measureAgainst(CommitTimes times) {
            commits = times;
        }

        private void note(Times own, long from, long to, long nanos) {
            CommitTimes times = commits;
            for (long version = from + 1; version <= to; version++) {
                long asked = times.of(version);
                if (asked != 0) {
                    own.add(nanos - asked);
                }
            }
        }

        Times delays() throws InterruptedException {
            Thread.sleep(1_000);
            Times all = new Times();
            delays.forEach(all::addAll);
            return all;
        }

        int dropped() {
            return dropped.get();
        }

        long behind(long version) {
            return readers.stream().filter(reader -> reader.version() < version).count();
        }

        @Override
        public void close() throws IOException {
            for (EventReader reader : readers) {
                reader.close();
            }
            // The server hears of it by its second heartbeat; until then their memory would count against the next
            // ones.
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(35));
        }
    }
}
