package org.careturn.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.careturn.analytics.Analytics;
import org.careturn.analytics.By;
import org.careturn.analytics.Filter;
import org.careturn.analytics.UtilisationReport.DesksBy;
import org.careturn.analytics.domain.Period;
import org.careturn.bench.Clinic.Size;
import org.careturn.platform.Actor;
import org.careturn.platform.database.EmbeddedPostgres;
import org.springframework.context.ConfigurableApplicationContext;

/** How long each view of analytics takes over a year of 500,000 visits, compared with another such year before it. */
final class AnalyticsBenchmark implements Benchmark {
    private static final int QUEUES = 10;
    private static final int DOCTORS = 3;
    private static final int DAYS = 365;
    private static final int A_DAY = 1_370;
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 20;
    private static final int ROUNDS_REFERENCE = 3;
    private static final double GOAL = 500;

    private interface View {
        void read(Analytics analytics, UUID facility, Period period);
    }

    @Override
    public Report run(Installation installation) throws Exception {
        Report report = new Report("Analytics: each view over a year of 500,000 visits, beside the year before");
        report.note(Machine.description());
        Progress.say("analytics: setting up");
        try (Clinic clinic = Clinic.open(installation, new Size(1, QUEUES, DOCTORS))) {
            UUID facility = clinic.doctors().getFirst().facilityId();
            LocalDate last = LocalDate.now(ZoneOffset.UTC).minusDays(1);
            Period year = new Period(last.minusDays(DAYS - 1L), last);
            Progress.say("analytics: making a million visits");
            fill(clinic, facility, year.previous().firstDay());
            report.figure("visits of the year", "", count(clinic, facility, year));
            Progress.say("analytics: measuring");
            try (ConfigurableApplicationContext application = clinic.application()) {
                Analytics analytics = application.getBean(Analytics.class);
                long begin = System.nanoTime();
                analytics.usage(Actor.SYSTEM, facility, year);
                report.figure("gathering both years, once", "s", (System.nanoTime() - begin) / 1e9);
                for (Map.Entry<String, View> view : views(clinic).entrySet()) {
                    Times times = new Times();
                    for (int i = 0; i < WARM_UP + ROUNDS; i++) {
                        begin = System.nanoTime();
                        view.getValue().read(analytics, facility, year);
                        if (i >= WARM_UP) {
                            times.add(System.nanoTime() - begin);
                        }
                    }
                    report.figure(view.getKey() + ", median", "ms", times.percentile(50));
                    report.atMost(GOAL, view.getKey() + ", P99", "ms", times.percentile(99));
                }
            }
            reference(report, clinic, facility, year);
            report.figure(
                    "gathered rows of both years",
                    "MB",
                    number(
                            clinic,
                            "select (pg_total_relation_size('analytics_entries') + pg_total_relation_size('analytics_visits')) / 1e6"));
        }
        report.note("Figures are those of the application, without HTTP. The reference reads the entries themselves.");
        return report;
    }

    private static Map<String, View> views(Clinic clinic) {
        Filter all = new Filter(null, null, null);
        Filter doctor = new Filter(null, clinic.doctors().getFirst().accountId(), null);
        Map<String, View> views = new LinkedHashMap<>();
        for (By by : By.values()) {
            views.put("figures by " + by, (analytics, facility, year) -> {
                analytics.figures(Actor.SYSTEM, facility, year, all, by);
            });
        }
        views.put("figures of one doctor by hour", (analytics, facility, year) -> {
            analytics.figures(Actor.SYSTEM, facility, year, doctor, By.HOUR);
        });
        views.put("heat map", (analytics, facility, year) -> {
            analytics.heatMap(Actor.SYSTEM, facility, year, all);
        });
        views.put("stays", (analytics, facility, year) -> {
            analytics.stays(Actor.SYSTEM, facility, year, null);
        });
        views.put("utilisation", (analytics, facility, year) -> {
            analytics.utilisation(Actor.SYSTEM, facility, year, DesksBy.PERSON);
        });
        views.put("usage", (analytics, facility, year) -> {
            analytics.usage(Actor.SYSTEM, facility, year);
        });
        return views;
    }

    /** The same percentiles straight from the entries. */
    private static void reference(Report report, Clinic clinic, UUID facility, Period year) throws SQLException {
        Times times = new Times();
        String sql = """
            select extract(hour from arrived_at at time zone 'UTC') as hour, service_day >= '%s' as now, count(*),
              percentile_disc(array[0.5, 0.9]) within group (order by extract(epoch from started_at - arrived_at))
            from entry where facility_id = '%s' and service_day between '%s' and '%s' and started_at is not null and not unreliable
            group by 1, 2""".formatted(year.firstDay(), facility, year.previous().firstDay(), year.lastDay());
        try (Connection connection = clinic.postgres().app().connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < ROUNDS_REFERENCE; i++) {
                long begin = System.nanoTime();
                try (ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        // read to the end
                    }
                }
                times.add(System.nanoTime() - begin);
            }
        }
        report.figure("waits by hour from the entries themselves, median", "ms", times.percentile(50));
    }

    /** Each queue's doctors serve all day; a wait is exponential, a service 3 to 11 minutes. */
    private static void fill(Clinic clinic, UUID facility, LocalDate firstDay) throws SQLException {
        try (Connection connection =
                        clinic.postgres().superuser(EmbeddedPostgres.DATABASE).connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "set session_replication_role = replica"); // rows are made whole: no check of each reference
            statement.execute("select setseed(0.1961)");
            statement.execute(
                    "create unlogged table made_desk (d int, k int, session uuid, account uuid, room uuid, queue uuid)");
            int k = 0;
            for (Clinic.Doctor doctor : clinic.doctors()) {
                statement.execute(
                        """
                        insert into made_desk select d, %d, uuidv7(), '%s', '%s', '%s' from generate_series(0, %d) d""".formatted(k++, doctor.accountId(), doctor.roomId(), doctor.queueId(), 2 * DAYS - 1));
            }
            statement.execute("create index on made_desk (d, k)");
            statement.execute("""
                    insert into desk_session (id, facility_id, account_id, role, room_id, state, call_slots, opened_at, closed_at)
                    select session, '%s', account, 'DOCTOR', room, 'CLOSED', 1, (date '%s' + d + time '08:00') at time zone 'UTC',
                      (date '%s' + d + time '17:30') at time zone 'UTC' from made_desk""".formatted(facility, firstDay, firstDay));
            statement.execute("""
                    create unlogged table made as
                    select n, n / %1$d as d, n %% %1$d as i, (n %% %1$d) %% %2$d as k, uuidv7() as visit, uuidv7() as entry, uuidv7() as call,
                      (date '%3$s' + n / %1$d + time '08:00' + (n %% %1$d) * interval '24 seconds') at time zone 'UTC' as came,
                      -ln(1 - random()) * interval '20 minutes' as wait, (3 + 8 * random()) * interval '1 minute' as service
                    from generate_series(0, %4$d) n""".formatted(A_DAY, QUEUES * DOCTORS, firstDay, 2 * DAYS * A_DAY - 1));
            statement.execute("""
                    insert into visit (id, facility_id, patient_id, service_day, ticket_prefix, ticket_sequence, token, channel,
                      arrived_at, ended_at)
                    select m.visit, '%1$s', p.ids[1 + m.n %% 1000], date '%2$s' + m.d, 'A', m.i + 1, substr(md5(m.n::text), 1, 22),
                      (array['RECEPTION', 'KIOSK', 'PATIENT', 'BOOKING'])[1 + m.n %% 4], m.came, m.came + m.wait + m.service
                    from made m, (select array_agg(id) as ids from patient) p""".formatted(facility, firstDay));
            statement.execute("""
                    insert into call (id, facility_id, entry_id, visit_id, queue_id, sequence, desk_session_id, call_slots, slot,
                      room_id, called_at, started_at, ended_at, outcome)
                    select m.call, '%s', m.entry, m.visit, k.queue, m.n + 1, k.session, 1, 1, k.room, m.came + m.wait, m.came + m.wait,
                      m.came + m.wait + m.service, 'SERVED'
                    from made m join made_desk k using (d, k)""".formatted(facility));
            statement.execute("""
                    insert into entry (id, facility_id, queue_id, visit_id, service_day, state, urgency, since, tie, arrived_at, call_id,
                      called_at, started_at, ended_at, unreliable, changed_at)
                    select m.entry, '%1$s', k.queue, m.visit, date '%2$s' + m.d, 'SERVED', (array[2, 3, 3, 3, 4, 4, 5])[1 + m.n %% 7], m.came,
                      m.n, m.came, m.call, m.came + m.wait, m.came + m.wait, m.came + m.wait + m.service, m.n %% 97 = 0, m.came
                    from made m join made_desk k using (d, k)""".formatted(facility, firstDay));
            statement.execute("drop table made, made_desk");
            statement.execute("vacuum analyze visit, entry, call, desk_session");
        }
    }

    private static double count(Clinic clinic, UUID facility, Period year) throws SQLException {
        return number(
                clinic,
                "select count(*) from visit where facility_id = '%s' and service_day between '%s' and '%s'"
                        .formatted(facility, year.firstDay(), year.lastDay()));
    }

    private static double number(Clinic clinic, String sql) throws SQLException {
        try (Connection connection = clinic.postgres().owner().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        }
    }
}
