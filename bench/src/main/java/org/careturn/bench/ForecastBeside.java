package org.careturn.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.careturn.bench.Clinic.Desk;
import org.careturn.bench.Clinic.Size;
import org.careturn.bench.DeskClient.Called;
import org.jspecify.annotations.Nullable;

/**
 * The live forecast beside calls: how long it takes from a change to the stored forecast, and what a call notices of it. In
 * every other round nobody makes forecasts, since another connection holds the facility's, as another node would.
 */
final class ForecastBeside {
    private static final int DOCTORS = 10;
    private static final int WAITING = 200;
    private static final int WARM_UP_SECONDS = 30;
    private static final int ROUNDS = 4;
    private static final int ROUND_SECONDS = 12;
    private static final int CYCLES_PER_SECOND = 4;

    private ForecastBeside() {}

    static void measure(Installation installation, Report report) throws Exception {
        Progress.say("forecast beside calls: setting up");
        try (Clinic clinic = Clinic.open(installation, new Size(1, 1, DOCTORS));
                Connection watcher = clinic.postgres().owner().connect()) {
            List<Desk> desks = new ArrayList<>();
            for (Clinic.Doctor doctor : clinic.doctors()) {
                desks.add(clinic.desk(doctor));
            }
            clinic.waitingRoom().fill(clinic.queues(), WAITING);
            UUID facility = clinic.doctors().getFirst().facilityId();
            Progress.say("forecast beside calls: warming up");
            round(clinic, desks, WARM_UP_SECONDS, null);
            Times with = new Times();
            Times without = new Times();
            Times delays = new Times();
            for (int i = 1; i <= ROUNDS; i++) {
                Progress.say("forecast beside calls: round " + i + " of " + ROUNDS);
                // by turns the one or the other first
                for (boolean on : i % 2 == 0 ? new boolean[] {true, false} : new boolean[] {false, true}) {
                    if (on) {
                        with.addAll(round(clinic, desks, ROUND_SECONDS, () -> delays(watcher, facility, delays)));
                    } else {
                        try (Connection holder = hold(clinic, facility)) {
                            without.addAll(round(clinic, desks, ROUND_SECONDS, null));
                            holder.rollback();
                        }
                    }
                }
            }
            report.figure("live, from a change to the stored forecast, median", "ms", delays.percentile(50));
            report.figure("live, from a change to the stored forecast, P99", "ms", delays.percentile(99));
            report.compared("live, call-next, median", "ms", with.percentile(50), without.percentile(50));
            report.compared("live, call-next, P99", "ms", with.percentile(99), without.percentile(99));
            report.note(String.format(
                    Locale.ROOT,
                    "Live: %d waiting in one queue, %d desks, each with %d calls a second over HTTP (%,d calls with forecasts); the reference is the same without forecasts, in turns (%,d calls).",
                    WAITING,
                    DOCTORS,
                    CYCLES_PER_SECOND,
                    with.count(),
                    without.count()));
        }
    }

    /** Keeps all nodes from making this facility's forecasts, until it is rolled back. */
    private static Connection hold(Clinic clinic, UUID facility) throws SQLException {
        Connection holder = clinic.postgres().owner().connect();
        holder.setAutoCommit(false);
        try (PreparedStatement lock =
                holder.prepareStatement("select 1 from forecast_facility where facility_id = ? for no key update")) {
            lock.setObject(1, facility);
            lock.execute();
        }
        return holder;
    }

    /** What each call-next took; the watcher, if any, goes on beside them. */
    private static Times round(Clinic clinic, List<Desk> desks, int seconds, @Nullable Watcher watcher)
            throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Callable<Times>> workers = new ArrayList<>();
        for (Desk desk : desks) {
            workers.add(() -> work(clinic, desk, end));
        }
        workers.add(() -> {
            while (watcher != null && System.nanoTime() < end) {
                watcher.watch();
            }
            return new Times();
        });
        workers.add(() -> {
            UUID queue = clinic.queues().getFirst();
            while (System.nanoTime() < end) {
                long missing = WAITING - clinic.waitingRoom().waiting(queue);
                if (missing > 0) {
                    clinic.waitingRoom().add(queue, (int) missing);
                }
                Thread.sleep(250);
            }
            return new Times();
        });
        Times all = new Times();
        Workers.together(workers).forEach(all::addAll);
        clinic.waitingRoom().fill(clinic.queues(), WAITING);
        return all;
    }

    /** Watches one change. */
    private interface Watcher {
        void watch() throws SQLException, InterruptedException;
    }

    private static Times work(Clinic clinic, Desk desk, long end) throws IOException, InterruptedException {
        Times times = new Times();
        try (HttpConnection connection = HttpConnection.open(clinic.server().port())) {
            DeskClient client = new DeskClient(connection, desk);
            while (System.nanoTime() < end) {
                Thread.sleep(ThreadLocalRandom.current().nextLong(2_000 / CYCLES_PER_SECOND));
                long begin = System.nanoTime();
                Called called = client.callNext();
                times.add(System.nanoTime() - begin);
                client.start(called);
                client.serve(called);
            }
        }
        return times;
    }

    /** From the facility's latest change until a forecast has taken account of it. */
    private static void delays(Connection watcher, UUID facility, Times delays)
            throws SQLException, InterruptedException {
        long begin = System.nanoTime();
        long version = version(watcher, "facility_feed", facility);
        if (version(watcher, "forecast_facility", facility) < version) {
            while (version(watcher, "forecast_facility", facility) < version) {
                Thread.sleep(2);
            }
            delays.add(System.nanoTime() - begin);
        }
        Thread.sleep(ThreadLocalRandom.current().nextLong(100));
    }

    private static long version(Connection connection, String table, UUID facility) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select version from " + table + " where facility_id = ?")) {
            select.setObject(1, facility);
            try (var row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }
}
