package org.careturn.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.careturn.bench.Clinic.Size;
import org.careturn.bench.HttpConnection.Answer;
import org.careturn.identity.Passwords;

/**
 * Whether an attack on sign-in starves those at work, with the limits out of the way, as if each guess came from another
 * address; and how near the rate of sign-ins comes to that of bcrypt alone.
 */
final class LoginBenchmark implements Benchmark {
    private static final int COST = 12;
    private static final int ATTACKERS = 32;
    private static final int READERS = 4;
    private static final int WARM_UP_SECONDS = 15;
    private static final int SECONDS = 10;
    private static final int ROUNDS = 3;

    /** Readers ask at this pace, so that the queue before them isn't of their own making. */
    private static final long PAUSE_NANOS = 5_000_000;

    private static final double GOAL = 2;

    @Override
    public Report run(Installation installation) throws Exception {
        Report report = new Report("Login: others' requests while " + ATTACKERS + " connections guess passwords");
        report.note(Machine.description());
        Progress.say("login: setting up");
        try (Clinic clinic = Clinic.open(
                installation,
                new Size(1, 1, READERS),
                "--careturn.identity.bcrypt-cost=" + COST,
                "--careturn.identity.patience=1000000")) {
            List<String> tokens = new ArrayList<>();
            try (HttpConnection connection = HttpConnection.open(clinic.server().port())) {
                for (Clinic.Doctor doctor : clinic.doctors()) {
                    tokens.add(Clinic.signIn(connection, doctor));
                }
            }
            Progress.say("login: warming up");
            measure(clinic, tokens, 0, WARM_UP_SECONDS);
            measure(clinic, tokens, ATTACKERS, WARM_UP_SECONDS);
            Times quiet = new Times();
            Times attacked = new Times();
            long judged = 0;
            long refused = 0;
            for (int round = 1; round <= ROUNDS; round++) {
                Progress.say("login: round " + round + " of " + ROUNDS);
                quiet.addAll(measure(clinic, tokens, 0, SECONDS).reading);
                Result attack = measure(clinic, tokens, ATTACKERS, SECONDS);
                attacked.addAll(attack.reading);
                judged += attack.judged;
                refused += attack.refused;
            }
            report.compared("reading a board, median", "ms", attacked.percentile(50), quiet.percentile(50));
            report.ratioAtMost(GOAL, "reading a board, P99", "ms", attacked.percentile(99), quiet.percentile(99));
            double seconds = (double) ROUNDS * SECONDS;
            report.compared("guesses judged", "/s", judged / seconds, hashesPerSecond());
            report.figure("guesses refused at once", "/s", refused / seconds);
            report.note(String.format(
                    Locale.ROOT,
                    "bcrypt at cost %d. The reference of reading is the same without the attack; of guesses, bcrypt alone on"
                            + " one thread without other load, as the server hashes on half of the processors.",
                    COST));
        }
        return report;
    }

    private record Result(Times reading, long judged, long refused) {}

    private static Result measure(Clinic clinic, List<String> tokens, int attackers, int seconds) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        AtomicLong judged = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        List<Callable<Times>> workers = new ArrayList<>();
        for (String token : tokens) {
            workers.add(() -> read(clinic, token, end));
        }
        for (int i = 0; i < attackers; i++) {
            int number = i;
            workers.add(() -> attack(clinic, number, end, judged, refused));
        }
        Times all = new Times();
        Workers.together(workers).forEach(all::addAll);
        return new Result(all, judged.get(), refused.get());
    }

    private static Times read(Clinic clinic, String token, long end) throws Exception {
        Times times = new Times();
        String path = "/api/v1/queues/" + clinic.queues().getFirst() + "/entries";
        try (HttpConnection connection = HttpConnection.open(clinic.server().port())) {
            while (System.nanoTime() < end) {
                long begin = System.nanoTime();
                connection.get(path, DeskClient.headers(token)).expect(200);
                times.add(System.nanoTime() - begin);
                while (System.nanoTime() - begin < PAUSE_NANOS) {
                    Thread.sleep(1);
                }
            }
        }
        return times;
    }

    private static Times attack(Clinic clinic, int number, long end, AtomicLong judged, AtomicLong refused)
            throws IOException {
        try (HttpConnection connection = HttpConnection.open(clinic.server().port())) {
            for (long guess = 0; System.nanoTime() < end; guess++) {
                Answer answer = connection.post(
                        "/api/v1/auth/login",
                        "",
                        "{\"userName\":\"somebody-" + number + "-" + guess % 100 + "\",\"password\":\"guess " + guess
                                + "\",\"client\":\"APP\"}");
                (answer.status() == 401 ? judged : refused).incrementAndGet();
                if (answer.status() != 401 && answer.status() != 503 && answer.status() != 429) {
                    answer.expect(401);
                }
            }
        }
        return new Times();
    }

    private static double hashesPerSecond() {
        try (Passwords passwords = new Passwords("measuring".getBytes(StandardCharsets.UTF_8), COST, 1)) {
            boolean found = passwords.matches("warm up", null);
            long begin = System.nanoTime();
            int hashes = 0;
            while (System.nanoTime() - begin < SECONDS * 1_000_000_000L / 2) {
                found |= passwords.matches("guess " + hashes, null);
                hashes++;
            }
            if (found) {
                throw new IllegalStateException("nobody's password was found");
            }
            return hashes / ((System.nanoTime() - begin) / 1e9);
        }
    }
}
