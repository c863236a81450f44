package org.careturn.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.BookingRule;
import org.careturn.facilities.BookingRule.Booking;
import org.careturn.facilities.BookingSetup;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Service;
import org.careturn.identity.Account;
import org.careturn.patients.Patient;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.DrivableClock;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.queueing.Visits;
import org.careturn.support.Hospital;
import org.careturn.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.event.TransactionalEventListener;

/** A hospital in Dublin whose service takes bookings; a doctor with slots of 15 minutes from 9 to 12 each day; time is driven. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "db-scheduler.enabled=false")
@Import({Hospital.class, SchedulingFixture.Afterwards.class})
abstract class SchedulingFixture {
    static final TestDatabase DATABASE = TestDatabase.fresh();
    static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @Autowired
    Hospital hospital;

    @Autowired
    BookingSetup bookingSetup;

    @Autowired
    Facilities facilities;

    @Autowired
    Patients patients;

    @Autowired
    Schedules schedules;

    @Autowired
    Absences absences;

    @Autowired
    Slots slots;

    @Autowired
    Bookings bookings;

    @Autowired
    Appointments appointments;

    @Autowired
    CheckIns checkIns;

    @Autowired
    CheckInUndo checkInUndo;

    @Autowired
    WaitingLists waitingLists;

    @Autowired
    DueAppointments due;

    @Autowired
    Visits visits;

    @Autowired
    DrivableClock clock;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Afterwards afterwards;

    /** What a test does once, after the commit of an appointment's next change. */
    static class Afterwards {
        private @Nullable Runnable act;

        void once(Runnable what) {
            act = what;
        }

        @TransactionalEventListener
        void on(AppointmentChanged change) throws InterruptedException {
            Runnable what = act;
            act = null;
            if (what != null) {
                // in a transaction of its own
                Thread other = Thread.ofVirtual().start(what);
                other.join();
            }
        }
    }

    Facility facility;
    Service service;
    Account doctor;
    Actor reception;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @BeforeEach
    void open() {
        clock.drive(MONDAY);
        facility = hospital.facility();
        service = hospital.service(facility, "A");
        rule(Booking.ALL, 0);
        doctor = doctor(1);
        reception = actor(hospital.account(Role.RECEPTIONIST, facility));
    }

    @AfterEach
    void release() {
        clock.release();
    }

    void rule(Booking booking, int overbooking) {
        rule(service, booking, overbooking);
    }

    void rule(Service of, Booking booking, int overbooking) {
        bookingSetup
                .setRule(
                        Actor.SYSTEM,
                        of.id(),
                        facilities.service(of.id()).version(),
                        new BookingRule(booking, 60, 90, null, 60, 120, false, overbooking))
                .orElseThrow();
    }

    Account doctor(int seats, Facility... elsewhere) {
        List<Facility> where = new ArrayList<>(List.of(facility));
        where.addAll(List.of(elsewhere));
        Account made = hospital.account(Role.DOCTOR, where.toArray(Facility[]::new));
        for (DayOfWeek weekday : DayOfWeek.values()) {
            schedule(made, weekday, LocalTime.of(9, 0), LocalTime.of(12, 0), seats)
                    .orElseThrow();
        }
        return made;
    }

    Outcome<Schedule> schedule(Account of, DayOfWeek weekday, LocalTime starts, LocalTime ends, int seats) {
        return schedule(service, of, weekday, starts, ends, seats);
    }

    Outcome<Schedule> schedule(Service at, Account of, DayOfWeek weekday, LocalTime starts, LocalTime ends, int seats) {
        return schedules.add(
                Actor.SYSTEM,
                new Schedule(
                        Ids.next(),
                        at.facilityId(),
                        of.id(),
                        at.id(),
                        null,
                        weekday,
                        starts,
                        ends,
                        LocalDate.of(2026, 1, 1),
                        null,
                        seats,
                        1));
    }

    Actor actor(Account account) {
        return new Actor(account.id(), Ids.next(), account.roles(), null);
    }

    Actor patientActor(Patient patient) {
        return new Actor(Ids.next(), Ids.next(), List.of(new Grant(Role.PATIENT, null)), patient.id());
    }

    Patient patient() {
        return hospital.patient(facility);
    }

    static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + ":00Z");
    }

    Outcome<Appointment> book(Actor actor, UUID patient, Account with, Instant start) {
        return book(actor, patient, with, start, null, false);
    }

    Outcome<Appointment> book(
            Actor actor, UUID patient, Account with, Instant start, @Nullable String reason, boolean overbook) {
        return bookings.book(
                actor, new Bookings.Booking(Ids.next(), service.id(), with.id(), start, patient, reason, overbook));
    }

    Appointment booked(Instant start) {
        return book(reception, patient().id(), doctor, start).orElseThrow();
    }

    Outcome<Appointment> reschedule(Actor actor, Appointment appointment, Account with, Instant start) {
        return bookings.reschedule(actor, appointment.id(), new Bookings.Reschedule(with.id(), start, null, false));
    }

    Appointment now(Appointment appointment) {
        return appointments.get(Actor.SYSTEM, appointment.id());
    }

    List<String> history(Appointment appointment) {
        return jdbc.query(
                "select action from appointment_event where appointment_id = ? order by version",
                (row, n) -> row.getString(1),
                appointment.id());
    }

    /** Until so many wait for a lock that somebody else holds. */
    void awaitBlocked(int count) throws InterruptedException {
        Integer blocked;
        do {
            Thread.sleep(5);
            blocked = jdbc.queryForObject("""
                    select count(*) from pg_stat_activity
                    where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0""", Integer.class);
        } while (blocked == null || blocked < count);
    }

    static void assertRefused(Outcome<?> outcome, String code) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().type().code()).isEqualTo(code));
    }

    static void assertNoop(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Noop.class);
    }
}
