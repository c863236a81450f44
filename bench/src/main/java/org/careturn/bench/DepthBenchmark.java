package org.careturn.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.careturn.bench.Clinic.Desk;
import org.careturn.bench.Clinic.Size;
import org.careturn.bench.DeskClient.Called;

/** How long call-next takes in queues of different lengths, in turns, so that all see the same machine. */
final class DepthBenchmark implements Benchmark {
    private static final int[] DEPTHS = {10, 1_000, 100_000};
    private static final int PASSED = 100_000;
    private static final int WARM_UP_SECONDS = 20;
    private static final int ROUNDS = 1_500;
    private static final double GOAL = 1.3;

    @Override
    public Report run(Installation installation) throws Exception {
        Report report = new Report("Depth: time of one call-next over HTTP, one desk at a time");
        report.note(Machine.description());
        Progress.say("depth: setting up");
        try (Clinic clinic = Clinic.open(installation, new Size(1, DEPTHS.length, 1));
                HttpConnection connection = HttpConnection.open(clinic.server().port())) {
            List<DeskClient> clients = new ArrayList<>();
            List<UUID> queues = clinic.queues();
            for (Clinic.Doctor doctor : clinic.doctors()) {
                Desk desk = clinic.desk(doctor);
                clients.add(new DeskClient(connection, desk));
            }
            for (int i = 0; i < DEPTHS.length; i++) {
                clinic.waitingRoom().fill(List.of(queues.get(i)), DEPTHS[i]);
            }
            Progress.say("depth: warming up");
            long end = System.nanoTime() + WARM_UP_SECONDS * 1_000_000_000L;
            while (System.nanoTime() < end) {
                measure(clinic, clients, queues, 20);
            }
            Progress.say("depth: measuring");
            Times[] before = measure(clinic, clients, queues, ROUNDS);
            Progress.say("depth: letting " + PASSED + " pass through the short queue");
            clinic.waitingRoom().passThrough(queues.getFirst(), PASSED);
            Progress.say("depth: measuring again");
            Times[] after = measure(clinic, clients, queues, ROUNDS);
            figures(report, "", before);
            figures(report, "after 100,000 passed through the queue of 10: ", after);
        }
        report.note("The reference of each line is the queue of 1,000 in the same turns: the median of " + ROUNDS
                + " calls.");
        return report;
    }

    private static void figures(Report report, String when, Times[] times) {
        double reference = times[1].percentile(50);
        for (int i = 0; i < DEPTHS.length; i++) {
            String what = when + Report.number(DEPTHS[i]) + " waiting";
            if (i == 1) {
                report.figure(what + ", median", "ms", reference);
            } else {
                report.ratioAtMost(GOAL, what + ", median", "ms", times[i].percentile(50), reference);
            }
            report.figure(what + ", P90", "ms", times[i].percentile(90));
        }
    }

    /** Calls and serves from each queue in turn; another patient takes the place of who was served. */
    private static Times[] measure(Clinic clinic, List<DeskClient> clients, List<UUID> queues, int rounds)
            throws Exception {
        Times[] times = new Times[DEPTHS.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = new Times();
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < times.length; i++) {
                int turn = (i + round) % times.length;
                long begin = System.nanoTime();
                Called called = clients.get(turn).callNext();
                times[turn].add(System.nanoTime() - begin);
                clients.get(turn).serve(called);
                if (round % 5 == 4) {
                    clinic.waitingRoom().add(queues.get(turn), 5);
                }
            }
        }
        return times;
    }
}
