package org.careturn.notifications;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.careturn.facilities.BookingRule;
import org.careturn.facilities.BookingSetup;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Service;
import org.careturn.facilities.Urgency;
import org.careturn.identity.Account;
import org.careturn.notifications.causes.Reminders;
import org.careturn.notifications.jdbc.NotificationStore;
import org.careturn.patients.Consents;
import org.careturn.patients.NewPatient;
import org.careturn.patients.Patient;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.DrivableClock;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.queueing.Calls;
import org.careturn.queueing.DeskSessions;
import org.careturn.queueing.Undo;
import org.careturn.queueing.Visit;
import org.careturn.queueing.Visits;
import org.careturn.queueing.Visits.Arriving;
import org.careturn.queueing.Visits.VisitWithPath;
import org.careturn.scheduling.Appointment;
import org.careturn.scheduling.Appointments;
import org.careturn.scheduling.Bookings;
import org.careturn.scheduling.Schedule;
import org.careturn.scheduling.Schedules;
import org.careturn.support.Hospital;
import org.careturn.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A patient with a phone at a facility where he can book and be called; nobody delivers. */
@SpringBootTest(properties = {"db-scheduler.enabled=false", "careturn.notifications.delivers=false"})
@Import(Hospital.class)
abstract class MessageScene {
    static final TestDatabase DATABASE = TestDatabase.fresh();
    static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static int phones;

    @Autowired
    Hospital hospital;

    @Autowired
    BookingSetup bookingSetup;

    @Autowired
    Facilities facilities;

    @Autowired
    Patients patients;

    @Autowired
    Consents consents;

    @Autowired
    Schedules schedules;

    @Autowired
    Bookings bookings;

    @Autowired
    Appointments appointments;

    @Autowired
    Visits visits;

    @Autowired
    Calls calls;

    @Autowired
    Undo undo;

    @Autowired
    DeskSessions desks;

    @Autowired
    Outbox outbox;

    @Autowired
    Reminders reminders;

    @Autowired
    Recipients recipients;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    DrivableClock clock;

    @Autowired
    JdbcTemplate jdbc;

    Facility facility;
    Service service;
    Account doctor;
    Actor reception;
    Patient patient;
    String phone;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @BeforeEach
    void open() {
        clock.drive(MONDAY);
        facility = hospital.facility();
        service = hospital.service(facility, "A");
        bookingSetup
                .setRule(
                        Actor.SYSTEM,
                        service.id(),
                        facilities.service(service.id()).version(),
                        new BookingRule(BookingRule.Booking.ALL, 60, 90, null, 60, 120, false, 0))
                .orElseThrow();
        doctor = hospital.account(Role.DOCTOR, facility);
        for (java.time.DayOfWeek day : java.time.DayOfWeek.values()) {
            openFrom(day, 9);
        }
        Account clerk = hospital.account(Role.RECEPTIONIST, facility);
        reception = new Actor(clerk.id(), Ids.next(), clerk.roles(), null);
        phone = "+3538512" + String.format(java.util.Locale.ROOT, "%05d", ++phones);
        patient = patients.register(
                        Actor.SYSTEM,
                        new NewPatient(null, facility.id(), Hospital.name("Patient"), null, phone, null, "es"))
                .orElseThrow();
    }

    /** The doctor's hours: three from 09:00, else one. */
    void openFrom(java.time.DayOfWeek day, int hour) {
        schedules
                .add(
                        Actor.SYSTEM,
                        new Schedule(
                                Ids.next(),
                                facility.id(),
                                doctor.id(),
                                service.id(),
                                null,
                                day,
                                java.time.LocalTime.of(hour, 0),
                                java.time.LocalTime.of(hour == 9 ? 12 : hour + 1, 0),
                                java.time.LocalDate.of(2026, 1, 1),
                                null,
                                1,
                                1))
                .orElseThrow();
    }

    @AfterEach
    void release() {
        clock.release();
    }

    List<String> kinds() {
        return jdbc.query(
                "select kind from notification where patient_id = ? order by id",
                (row, n) -> row.getString(1),
                patient.id());
    }

    String lastText() {
        return outbox.latest(1).getFirst().text();
    }

    Appointment booked(Instant start) {
        return bookings.book(
                        reception,
                        new Bookings.Booking(Ids.next(), service.id(), doctor.id(), start, patient.id(), null, false))
                .orElseThrow();
    }

    VisitWithPath arrived() {
        return visits.arrive(
                        reception,
                        Arriving.at(
                                Ids.next(),
                                facility.id(),
                                patient.id(),
                                service.queueId(),
                                Urgency.NON_URGENT,
                                Visit.Channel.RECEPTION))
                .orElseThrow();
    }

    void reply(String from, String text) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(tx -> events.publishEvent(
                        new InboundMessage(from, text, Ids.next().toString(), clock.instant(), false)));
    }

    @Autowired
    NotificationStore store;

    Notification message() {
        List<Notification> mine = store.latest(20).stream()
                .map(NotificationStore.Latest::notification)
                .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
        mine.removeIf(one -> !java.util.Objects.equals(one.patientId(), patient.id()));
        return mine.getFirst();
    }
}
