package org.careturn.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.careturn.bench.Clinic.Doctor;
import org.careturn.bench.Clinic.Size;
import org.careturn.scheduling.Slots;
import org.springframework.context.ConfigurableApplicationContext;

/** How long it takes to know the free slots of a large service: read from the database and computed, nothing kept. */
final class SlotsBenchmark implements Benchmark {
    private static final int DOCTORS = 40;
    private static final int APPOINTMENTS = 200_000;
    private static final int PER_DAY = 24;
    private static final int WARM_UP = 150;
    private static final int ROUNDS = 500;
    private static final double GOAL = 50;

    @Override
    public Report run(Installation installation) throws Exception {
        Report report = new Report("Slots: free slots of 40 doctors over 60 days, with 200,000 appointments");
        report.note(Machine.description());
        Progress.say("slots: setting up");
        try (Clinic clinic = Clinic.open(installation, new Size(1, 1, DOCTORS))) {
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            UUID service = fill(clinic, today);
            Instant from = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            Progress.say("slots: measuring");
            try (ConfigurableApplicationContext application = clinic.application()) {
                Slots slots = application.getBean(Slots.class);
                report.figure(
                        "slots computed",
                        "",
                        slots.compute(service, null, from, from.plus(Duration.ofDays(60)), false)
                                .size());
                report.figure("of these free", "", free(slots, service, from));
                for (int i = 0; i < WARM_UP; i++) {
                    free(slots, service, from);
                }
                Times times = new Times();
                for (int i = 0; i < ROUNDS; i++) {
                    long begin = System.nanoTime();
                    free(slots, service, from);
                    times.add(System.nanoTime() - begin);
                }
                report.figure("all of them, median", "ms", times.percentile(50));
                report.atMost(GOAL, "all of them, P99", "ms", times.percentile(99));
            }
            page(report, clinic, service, from);
        }
        report.note("A quarter of each day's 32 slots a doctor is free; " + APPOINTMENTS
                + " appointments lie in the past and the future. The page is the first 1,000, over HTTP.");
        return report;
    }

    private static int free(Slots slots, UUID service, Instant from) {
        return slots.compute(service, null, from, from.plus(Duration.ofDays(60)), true)
                .size();
    }

    private static void page(Report report, Clinic clinic, UUID service, Instant from) throws Exception {
        Times times = new Times();
        try (HttpConnection connection = HttpConnection.open(clinic.server().port())) {
            String token = Clinic.signIn(connection, clinic.doctors().getFirst());
            String path = "/api/v1/slots?serviceId=" + service + "&from=" + from + "&to="
                    + from.plus(Duration.ofDays(60)) + "&limit=1000";
            for (int i = 0; i < WARM_UP + ROUNDS; i++) {
                long begin = System.nanoTime();
                connection.get(path, DeskClient.headers(token)).expect(200);
                if (i >= WARM_UP) {
                    times.add(System.nanoTime() - begin);
                }
            }
        }
        report.figure("a page of 1,000 over HTTP, median", "ms", times.percentile(50));
        report.atMost(GOAL, "a page of 1,000 over HTTP, P99", "ms", times.percentile(99));
    }

    /** Hours from 8 to 16 each day, slots of 15 minutes; two thirds of them taken, from the past into the future. */
    private static UUID fill(Clinic clinic, LocalDate today) throws SQLException {
        Doctor any = clinic.doctors().getFirst();
        try (Connection connection = clinic.postgres().owner().connect();
                Statement statement = connection.createStatement()) {
            UUID service;
            try (var row = statement.executeQuery("select service_id from queue where id = '" + any.queueId() + "'")) {
                row.next();
                service = row.getObject(1, UUID.class);
            }
            statement.execute("update service set booking = 'ALL', slot_minutes = 15, horizon_days = 365");
            statement.execute("""
                    insert into schedule (id, facility_id, doctor_id, service_id, weekday, starts, ends, valid_from)
                    select uuidv7(), '%s', r.account_id, '%s', d, '08:00', '16:00', '2020-01-01'
                    from account_role r, generate_series(1, 7) d where r.role = 'DOCTOR'""".formatted(any.facilityId(), service));
            int days = APPOINTMENTS / DOCTORS / PER_DAY;
            statement.execute("""
                    insert into appointment (id, facility_id, service_id, doctor_id, patient_id, starts_at, ends_at, day,
                      seat, capacity, status, created_at, changed_at)
                    select uuidv7(), '%s', '%s', doctor, patients[1 + (n * 7 + i) %% 1000], start, start + interval '15 min',
                      start::date, 0, 1, case when start < now() then 'NOSHOW' else 'BOOKED' end, now(), now()
                    from (
                      select r.account_id as doctor, dense_rank() over (order by r.account_id) as n, i,
                        (date '%s' + (i / %d - %d)) + time '08:00' + interval '15 min' * (i %% %d * 4 / 3) as local
                      from account_role r, generate_series(0, %d) i where r.role = 'DOCTOR') planned
                    cross join lateral (select local at time zone 'UTC' as start) at
                    cross join (select array_agg(id) as patients from patient) everybody""".formatted(
                            any.facilityId(), service, today, PER_DAY, days - 70, PER_DAY, APPOINTMENTS / DOCTORS - 1));
            statement.execute("vacuum analyze appointment");
            return service;
        }
    }
}
