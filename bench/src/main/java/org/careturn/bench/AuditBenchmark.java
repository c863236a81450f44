package org.careturn.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.careturn.bench.Clinic.Size;

/** How soon rows of the audit log are sealed, how quickly a backlog is, and what a row costs whoever writes it. */
final class AuditBenchmark implements Benchmark {
    private static final int PER_SECOND = 1_000;
    private static final int SECONDS = 20;
    private static final int BACKLOG = 100_000;
    private static final int ROWS = 20_000;
    private static final String INSERT = """
            insert into audit_event (id, at, account_id, action, facility_id, subject_kind, subject_id, patient_id, request_id,
              address, detail)
            values (uuidv7(), clock_timestamp(), gen_random_uuid(), 'BENCH', gen_random_uuid(), 'entry', gen_random_uuid(),
              gen_random_uuid(), 'q1zXw3eDk7RtYvB2nM4aLg', '10.20.4.17', '{"from": "WAITING", "to": "CALLED"}')""";
    private static final String LAG = """
            select percentile_cont(array[0.5, 0.99, 1]) within group (
              order by extract(epoch from s.sealed_at - e.at) * 1000)
            from audit_seal s cross join lateral unnest(s.events) u (id) join audit_event e on e.id = u.id
            where e.action = 'BENCH'""";

    @Override
    public Report run(Installation installation) throws Exception {
        Report report = new Report("Audit: sealing by the running server");
        report.note(Machine.description());
        Progress.say("audit: setting up");
        try (Clinic clinic = Clinic.open(installation, new Size(1, 1, 1));
                Connection connection = clinic.postgres().app().connect();
                Connection owner = clinic.postgres().owner().connect()) {
            Progress.say("audit: " + PER_SECOND + " rows a second");
            write(connection);
            awaitSealed(connection);
            lag(report, connection);
            Progress.say("audit: a backlog");
            execute(connection, """
                    insert into audit_event (id, at, account_id, action, subject_kind, subject_id)
                    select uuidv7(), now(), gen_random_uuid(), 'BACKLOG', 'entry', gen_random_uuid()
                    from generate_series(1, %d)""".formatted(BACKLOG));
            long begin = System.nanoTime();
            awaitSealed(connection);
            report.figure("a backlog, rows sealed a second", "", BACKLOG / seconds(begin));
            Progress.say("audit: the cost of a row");
            double with = 0;
            double without = 0;
            for (int round = 0; round < 3; round++) {
                execute(owner, "alter table audit_event disable trigger user");
                without += rows(connection);
                execute(owner, "alter table audit_event enable trigger user");
                with += rows(connection);
            }
            report.compared("a row that is noted for sealing, against one that isn't", "µs", with / 3, without / 3);
        }
        return report;
    }

    private static void write(Connection connection) throws SQLException, InterruptedException {
        long begin = System.nanoTime();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int n = 0; n < PER_SECOND * SECONDS; n++) {
                long due = begin + n * 1_000_000_000L / PER_SECOND;
                if (due > System.nanoTime()) {
                    Thread.sleep(1);
                }
                insert.executeUpdate();
            }
        }
    }

    private static void lag(Report report, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LAG)) {
            row.next();
            Double[] lag = (Double[]) row.getArray(1).getArray();
            report.figure("from written to sealed, median", "ms", lag[0]);
            report.atMost(1_000, "from written to sealed, P99", "ms", lag[1]);
            report.figure("from written to sealed, longest", "ms", lag[2]);
        }
    }

    /** Microseconds for each of many rows, one transaction. */
    private static double rows(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        long begin = System.nanoTime();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int n = 0; n < ROWS; n++) {
                insert.executeUpdate();
            }
        }
        double micros = seconds(begin) * 1e6 / ROWS;
        connection.rollback();
        connection.setAutoCommit(true);
        return micros;
    }

    private static void awaitSealed(Connection connection) throws SQLException, InterruptedException {
        try (PreparedStatement waits = connection.prepareStatement("select exists (select from audit_unsealed)")) {
            while (true) {
                try (ResultSet row = waits.executeQuery()) {
                    row.next();
                    if (!row.getBoolean(1)) {
                        return;
                    }
                }
                Thread.sleep(20);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
