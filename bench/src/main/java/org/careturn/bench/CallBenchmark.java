package org.careturn.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.careturn.bench.Clinic.Desk;
import org.careturn.bench.Clinic.Size;

/**
 * Call-next, start and serve over HTTP by 16 connections, against the same statements by pgbench's 16 connections, in
 * turns on one database.
 */
final class CallBenchmark implements Benchmark {
    private static final int CONNECTIONS = 16;
    private static final int WARM_UPS = 5;
    private static final int WARM_UP_SECONDS = 15;
    private static final int ROUNDS = 3;
    private static final int ROUND_SECONDS = 10;

    /** Enough for a round at some 600 patients a second; more would make the forecasts beside it unlike any hospital's. */
    private static final int STOCK = 6_000;

    @Override
    public Report run(Installation installation) throws Exception {
        Report report = new Report("Calls: call-next + start + serve, " + CONNECTIONS + " connections");
        report.note(Machine.description());
        measure(installation, report, "1 facility", new Size(1, 4, 4), 0.6);
        measure(installation, report, "20 facilities", new Size(20, 1, 1), 0.5);
        report.note("The reference sends the same statements one by one, with COMMIT, by pgbench -M prepared.");
        return report;
    }

    private static void measure(Installation installation, Report report, String what, Size size, double goal)
            throws Exception {
        Progress.say("calls, " + what + ": setting up");
        // In the reference nobody brings the messages either; what bringing them costs is in the table of messages.
        try (Clinic clinic = Clinic.open(installation, size, "--careturn.notifications.delivers=false")) {
            List<Desk> desks = new ArrayList<>();
            for (Clinic.Doctor doctor : clinic.doctors()) {
                desks.add(clinic.desk(doctor));
            }
            int stock = STOCK / clinic.queues().size();
            Progress.say("calls, " + what + ": warming up");
            for (int i = 0; i < WARM_UPS; i++) {
                clinic.waitingRoom().fill(clinic.queues(), stock);
                overHttp(clinic, desks, WARM_UP_SECONDS);
            }
            Pgbench pgbench = new Pgbench(clinic, desks, CONNECTIONS);
            clinic.waitingRoom().fill(clinic.queues(), stock);
            pgbench.run(3);
            long ours = 0;
            long reference = 0;
            double oursSeconds = 0;
            double referenceSeconds = 0;
            double oursStatements = 0;
            double referenceStatements = 0;
            double resident = 0;
            Map<String, Double> shares = new LinkedHashMap<>();
            for (int round = 1; round <= ROUNDS; round++) {
                Progress.say("calls, " + what + ": round " + round + " of " + ROUNDS);
                clinic.waitingRoom().fill(clinic.queues(), stock);
                clinic.resetStatements();
                Machine.Usage before = Machine.usage(clinic.processes());
                long begin = System.nanoTime();
                ours += overHttp(clinic, desks, ROUND_SECONDS);
                oursSeconds += (System.nanoTime() - begin) / 1e9;
                Machine.usage(clinic.processes())
                        .shareSince(before)
                        .forEach((who, percent) -> shares.merge(who, percent / ROUNDS, Double::sum));
                oursStatements += clinic.statements();
                resident = Math.max(resident, clinic.server().residentMegabytes());
                clinic.waitingRoom().fill(clinic.queues(), stock);
                clinic.resetStatements();
                Pgbench.Result result = pgbench.run(ROUND_SECONDS);
                reference += result.transactions();
                referenceSeconds += result.seconds();
                referenceStatements += clinic.statements();
            }
            report.ratioAtLeast(goal, what, "patients/s", ours / oursSeconds, reference / referenceSeconds);
            report.compared(
                    what + ", statements per patient", "", oursStatements / ours, referenceStatements / reference);
            report.atMost(600, what + ", resident memory of the server", "MB", resident);
            report.note(
                    String.format(Locale.ROOT, "%s over HTTP used the processors: %s.", what, Machine.text(shares)));
        }
    }

    /** How many patients all connections together called and served. */
    private static long overHttp(Clinic clinic, List<Desk> desks, int seconds) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Callable<Long>> workers = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            List<Desk> mine = of(desks, i, CONNECTIONS);
            workers.add(() -> work(clinic, mine, end));
        }
        return Workers.together(workers).stream().mapToLong(Long::longValue).sum();
    }

    private static long work(Clinic clinic, List<Desk> desks, long end) throws IOException {
        try (HttpConnection connection = HttpConnection.open(clinic.server().port())) {
            List<DeskClient> clients =
                    desks.stream().map(desk -> new DeskClient(connection, desk)).toList();
            long done = 0;
            while (System.nanoTime() < end) {
                clients.get((int) (done % clients.size())).cycle();
                done++;
            }
            return done;
        }
    }

    /** The desks that one of so many connections works at, in turn. */
    static List<Desk> of(List<Desk> desks, int connection, int connections) {
        List<Desk> mine = new ArrayList<>();
        for (int i = connection; i < desks.size(); i += connections) {
            mine.add(desks.get(i));
        }
        return mine;
    }
}
