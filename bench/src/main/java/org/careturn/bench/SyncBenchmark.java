package org.careturn.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.careturn.bench.Clinic.Desk;
import org.careturn.bench.Clinic.Doctor;
import org.careturn.bench.Clinic.Size;

/** Pushes and pulls of clients that were without a network, alone and all at once. */
final class SyncBenchmark implements Benchmark {
    private static final int FACILITIES = 20;
    private static final int CLIENTS = 3_000;
    private static final int DAY = 500;
    private static final int WAITING = 250;
    private static final int WARM_UP = 30;
    private static final int PUSHES = 100;
    private static final int PULLS = 100;
    private static final int IDLE = 1_000;
    private static final int LOCKED = 200;
    private static final long PAUSE_MILLIS = 1_000;

    @Override
    public Report run(Installation installation) throws Exception {
        Report report = new Report("Sync: " + FACILITIES + " facilities, " + CLIENTS + " clients");
        report.note(Machine.description());
        Progress.say("sync: setting up");
        try (Clinic clinic = Clinic.open(installation, new Size(FACILITIES, 1, 1))) {
            clinic.waitingRoom().fill(clinic.queues().subList(0, 1), DAY);
            clinic.waitingRoom().fill(clinic.queues().subList(1, FACILITIES), WAITING);
            List<Desk> desks = new ArrayList<>();
            for (Doctor doctor : clinic.doctors()) {
                desks.add(clinic.desk(doctor));
            }
            register(clinic);
            alone(clinic, desks.getFirst(), report);
            together(clinic, desks, report);
        }
        report.note("A push holds 50 entries and takes them back. Each of the " + CLIENTS
                + " has 2 mutations to send and then pulls; what is answered 503 is tried again after 1 to 2 s. The desks"
                + " meanwhile call, start and serve one patient a second each.");
        return report;
    }

    /** As many clients in each facility, in SQL, as the rows that a registration leaves: an account may have but 50. */
    private static void register(Clinic clinic) throws SQLException {
        try (Connection connection = clinic.postgres().owner().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into sync_client (id, account_id, facility_id, scope, created_at)
                    select uuidv7(), r.account_id, r.facility_id, 'STAFF', now()
                    from account_role r, generate_series(1, %d) where r.role = 'DOCTOR'""".formatted(CLIENTS / FACILITIES));
            statement.execute("vacuum analyze sync_client");
        }
    }

    /** Clients of this desk's account, each with an entry of its own, the last of the queue. */
    private static List<SyncClient> clients(Clinic clinic, Desk desk) throws SQLException {
        List<UUID> ids = ids(
                clinic,
                "select id from sync_client where account_id = '"
                        + desk.doctor().accountId() + "' order by id");
        List<UUID> entries = waiting(clinic, desk.doctor().queueId());
        List<SyncClient> clients = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            clients.add(new SyncClient(ids.get(i), entries.get(i), desk.token()));
        }
        return clients;
    }

    private static List<UUID> waiting(Clinic clinic, UUID queue) throws SQLException {
        return ids(
                clinic,
                "select id from entry where state = 'WAITING' and queue_id = '" + queue
                        + "' order by urgency desc, since desc, tie desc");
    }

    private static List<UUID> ids(Clinic clinic, String sql) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (Connection connection = clinic.postgres().owner().connect();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            while (row.next()) {
                ids.add(row.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    private static void alone(Clinic clinic, Desk desk, Report report) throws Exception {
        SyncClient client = clients(clinic, desk).getFirst();
        List<UUID> entries = waiting(clinic, desk.doctor().queueId()).subList(0, 50);
        try (HttpConnection connection = HttpConnection.open(clinic.server().port())) {
            Progress.say("sync: push of 100");
            Times pushes = new Times();
            for (int i = 0; i < WARM_UP + PUSHES; i++) {
                long begin = System.nanoTime();
                client.push(connection, entries, 100);
                add(pushes, i, begin);
            }
            report.figure("push of 100 mutations, median", "ms", pushes.percentile(50));
            report.atMost(250, "push of 100 mutations, P99", "ms", pushes.percentile(99));
            Progress.say("sync: first pull");
            Times pulls = new Times();
            int bytes = 0;
            for (int i = 0; i < WARM_UP + PULLS; i++) {
                long begin = System.nanoTime();
                bytes = client.firstPull(connection).bytes();
                add(pulls, i, begin);
            }
            report.figure("first pull of a day of " + DAY + " entries, median", "ms", pulls.percentile(50));
            report.atMost(300, "the same, P99", "ms", pulls.percentile(99));
            report.atMost(100, "the same, compressed", "kB", bytes / 1_000.0);
            Progress.say("sync: idle pull");
            client.pull(connection);
            Times idle = idle(client, connection, WARM_UP + IDLE, WARM_UP);
            report.figure("idle pull, median", "ms", idle.percentile(50));
            report.atMost(5, "idle pull, P99", "ms", idle.percentile(99));
            whileLocked(clinic, desk, client, connection, report);
        }
    }

    /** A pull that waited for any of these locks would last until its connection gives up. */
    private static void whileLocked(
            Clinic clinic, Desk desk, SyncClient client, HttpConnection connection, Report report) throws Exception {
        UUID facility = desk.doctor().facilityId();
        try (Connection other = clinic.postgres().owner().connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            // so that each pull has its contact to note, as otherwise only one in a minute has
            statement.execute("update sync_client set last_pull_at = now() - interval '1 hour' where facility_id = '"
                    + facility + "'");
            other.commit();
            statement.execute("select from facility_feed where facility_id = '" + facility + "' for update");
            statement.execute("select from entry where facility_id = '" + facility + "' for update");
            statement.execute("select from sync_client where facility_id = '" + facility + "' for update");
            Times locked = idle(client, connection, LOCKED, 0);
            report.atMost(
                    50,
                    "idle pull while another holds the facility's, the entries' and the client's rows, slowest",
                    "ms",
                    locked.percentile(100));
            other.rollback();
        }
    }

    private static Times idle(SyncClient client, HttpConnection connection, int rounds, int warmUp) throws Exception {
        Times times = new Times();
        for (int i = 0; i < rounds; i++) {
            long begin = System.nanoTime();
            client.pullPage(connection, "");
            if (i >= warmUp) {
                times.add(System.nanoTime() - begin);
            }
        }
        return times;
    }

    private static void add(Times times, int round, long begin) {
        if (round >= WARM_UP) {
            times.add(System.nanoTime() - begin);
        }
    }

    /** All come back at once, while in each facility a desk goes on calling. */
    private static void together(Clinic clinic, List<Desk> desks, Report report) throws Exception {
        Progress.say("sync: " + CLIENTS + " clients pull for the first time");
        List<SyncClient> clients = new ArrayList<>();
        for (Desk desk : desks) {
            clients.addAll(clients(clinic, desk).subList(1, CLIENTS / FACILITIES));
            clients.add(clients(clinic, desk).getFirst());
        }
        Semaphore few = new Semaphore(8);
        Workers.together(clients.stream()
                .<Callable<Boolean>>map(client -> () -> {
                    few.acquire();
                    try (HttpConnection connection =
                            HttpConnection.open(clinic.server().port())) {
                        client.pull(connection);
                        return true;
                    } finally {
                        few.release();
                    }
                })
                .toList());
        Progress.say("sync: desks at work alone");
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Work> before = work(clinic, desks, over);
        Thread.sleep(15_000);
        over.set(true);
        Work usual = before.get();

        Progress.say("sync: " + CLIENTS + " clients come back at once");
        over.set(false);
        CompletableFuture<Work> meanwhile = work(clinic, desks, over);
        Thread.sleep(2_000);
        CountDownLatch back = new CountDownLatch(1);
        Machine.Usage usage = Machine.usage(clinic.processes());
        List<Callable<Long>> all = new ArrayList<>();
        for (SyncClient client : clients) {
            all.add(() -> {
                back.await();
                try (HttpConnection connection =
                        HttpConnection.open(clinic.server().port())) {
                    client.reconnect(connection);
                }
                return System.nanoTime();
            });
        }
        long begin = System.nanoTime();
        back.countDown();
        List<Long> ends = Workers.together(all);
        Map<String, Double> shares = Machine.usage(clinic.processes()).shareSince(usage);
        over.set(true);
        Work work = meanwhile.get();
        Times drained = new Times();
        ends.forEach(end -> drained.add(end - begin));
        report.figure("clients back at once, median until in order", "s", drained.percentile(50) / 1e3);
        report.atMost(60, "the last of them", "s", drained.percentile(100) / 1e3);
        report.figure(
                "told to come again, times",
                "",
                clients.stream().mapToInt(SyncClient::triedAgain).sum());
        report.atMost(0, "errors at the desks meanwhile", "", work.errors);
        report.compared(
                "call-next meanwhile (reference: without them), median",
                "ms",
                work.times.percentile(50),
                usual.times.percentile(50));
        report.compared("the same, P99", "ms", work.times.percentile(99), usual.times.percentile(99));
        report.note(String.format(Locale.ROOT, "Meanwhile the processors were used by: %s.", Machine.text(shares)));
    }

    private record Work(Times times, int errors) {}

    /** Every desk calls, starts and serves somebody each second, until it is over. */
    private static CompletableFuture<Work> work(Clinic clinic, List<Desk> desks, AtomicBoolean over) {
        CompletableFuture<Work> done = new CompletableFuture<>();
        List<Callable<Work>> workers = desks.stream()
                .<Callable<Work>>map(desk -> () -> work(clinic, desk, over))
                .toList();
        Thread.ofVirtual().start(() -> {
            try {
                Times times = new Times();
                int errors = 0;
                for (Work one : Workers.together(workers)) {
                    times.addAll(one.times);
                    errors += one.errors;
                }
                done.complete(new Work(times, errors));
            } catch (Exception failed) {
                done.completeExceptionally(failed);
            }
        });
        return done;
    }

    private static Work work(Clinic clinic, Desk desk, AtomicBoolean over) throws Exception {
        Times times = new Times();
        int errors = 0;
        try (HttpConnection connection = HttpConnection.open(clinic.server().port())) {
            DeskClient client = new DeskClient(connection, desk);
            while (!over.get()) {
                long begin = System.nanoTime();
                try {
                    DeskClient.Called called = client.callNext();
                    times.add(System.nanoTime() - begin);
                    client.start(called);
                    client.serve(called);
                } catch (IllegalStateException refused) {
                    Progress.say("sync: a desk was refused: " + refused.getMessage());
                    errors++;
                }
                Thread.sleep(Math.max(0, PAUSE_MILLIS - (System.nanoTime() - begin) / 1_000_000));
            }
        }
        return new Work(times, errors);
    }
}
