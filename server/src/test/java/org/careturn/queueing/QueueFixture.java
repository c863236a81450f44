package org.careturn.queueing;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.careturn.audit.AuditSearch;
import org.careturn.facilities.FacilitySetup;
import org.careturn.facilities.FacilitySetup.NewFacility;
import org.careturn.facilities.PlaceSetup;
import org.careturn.facilities.PlaceSetup.NewDepartment;
import org.careturn.facilities.PlaceSetup.NewRoom;
import org.careturn.facilities.ServiceSetup;
import org.careturn.facilities.ServiceSetup.NewService;
import org.careturn.facilities.Urgency;
import org.careturn.identity.Accounts;
import org.careturn.identity.NewAccount;
import org.careturn.patients.NewPatient;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.DrivableClock;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.ProblemType;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.queueing.Visits.Arriving;
import org.careturn.queueing.Visits.VisitWithPath;
import org.careturn.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A hospital for one test, set up by the services; its time is driven. */
@SpringBootTest
abstract class QueueFixture {
    static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final AtomicInteger WORLDS = new AtomicInteger();

    @Autowired
    Visits visits;

    @Autowired
    Calls calls;

    @Autowired
    Entries entries;

    @Autowired
    Undo undo;

    @Autowired
    DeskSessions desks;

    @Autowired
    Boards boards;

    @Autowired
    Tickets tickets;

    @Autowired
    AuditSearch audit;

    @Autowired
    ForgottenEntries forgotten;

    @Autowired
    FacilitySetup facilitySetup;

    @Autowired
    PlaceSetup places;

    @Autowired
    ServiceSetup services;

    @Autowired
    Accounts accounts;

    @Autowired
    Patients patients;

    @Autowired
    DrivableClock clock;

    @Autowired
    JdbcTemplate jdbc;

    UUID facility;
    UUID department;
    UUID doctorQueue;
    UUID laboratory;
    UUID xray;
    UUID pharmacy;
    Actor reception;
    private int numbers;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    /** By the role that owns the tables. */
    static void owner(String sql) {
        try (Connection owner = DATABASE.owner().connect();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @BeforeEach
    void openHospital() {
        clock.drive(MORNING);
        facility = facilitySetup
                .open(
                        Actor.SYSTEM,
                        Ids.next(),
                        new NewFacility("Hospital " + WORLDS.incrementAndGet(), "IE", "Europe/Dublin", null))
                .orElseThrow()
                .id();
        department = places.addDepartment(Actor.SYSTEM, facility, Ids.next(), new NewDepartment("Outpatients"))
                .orElseThrow()
                .id();
        doctorQueue = queue("General medicine", "A");
        laboratory = queue("Laboratory", "L");
        xray = queue("X-ray", "X");
        pharmacy = queue("Pharmacy", "P");
        reception = staff(Role.RECEPTIONIST);
    }

    UUID queue(String service, String prefix) {
        UUID queue = Ids.next();
        services.addService(Actor.SYSTEM, facility, Ids.next(), queue, new NewService(department, service, 10, prefix))
                .orElseThrow();
        return queue;
    }

    Actor staff(Role role) {
        String name = "staff" + WORLDS.get() + "-" + ++numbers;
        List<Grant> roles = List.of(new Grant(role, facility));
        UUID id = accounts.create(
                        Actor.SYSTEM,
                        NewAccount.staff(
                                name,
                                accounts.hash("correct horse battery", name).orElseThrow(),
                                name,
                                roles))
                .orElseThrow()
                .id();
        return new Actor(id, Ids.next(), roles, null);
    }

    /** A doctor, nurse or clerk at a desk of their own. */
    record Desk(Actor actor, UUID id) {}

    Desk desk(Role role, UUID... queues) {
        return desk(role, 1, queues);
    }

    Desk desk(Role role, int slots, UUID... queues) {
        Actor actor = staff(role);
        UUID room = places.addRoom(Actor.SYSTEM, facility, Ids.next(), new NewRoom(department, "Room " + ++numbers))
                .orElseThrow()
                .id();
        return new Desk(
                actor,
                desks.open(actor, room, List.of(queues), slots).orElseThrow().id());
    }

    UUID patient() {
        return patients.register(
                        reception, new NewPatient(null, facility, "Patient " + ++numbers, null, null, null, null))
                .orElseThrow()
                .id();
    }

    Entry arrive(Urgency urgency) {
        return arrive(List.of(List.of(doctorQueue)), urgency, List.of(), null, null)
                .entries()
                .getFirst();
    }

    VisitWithPath arrive(
            List<List<UUID>> steps,
            Urgency urgency,
            List<String> groups,
            @Nullable Instant bookedAt,
            @Nullable UUID doctor) {
        return visits.arrive(
                        reception,
                        new Arriving(
                                Ids.next(),
                                facility,
                                patient(),
                                steps,
                                urgency,
                                groups,
                                bookedAt,
                                doctor,
                                Visit.Channel.RECEPTION,
                                null,
                                TakenOffline.NOTHING))
                .orElseThrow();
    }

    /** Lets the clock go on, and gives its time. */
    Instant later(int minutes) {
        clock.drive(clock.instant().plusSeconds(60L * minutes));
        return clock.instant();
    }

    Calls.Called callNext(Desk desk) {
        return calls.callNext(desk.actor(), desk.id(), null).orElseThrow();
    }

    /** Calls, starts and serves the next patient. */
    Entry serveNext(Desk desk) {
        Calls.Called called = callNext(desk);
        calls.start(desk.actor(), called.entry().id(), called.call().id()).orElseThrow();
        return calls.serve(desk.actor(), called.entry().id(), called.call().id())
                .orElseThrow();
    }

    Entry now(Entry entry) {
        return entries.get(reception, entry.id());
    }

    List<String> waitingNumbers(UUID queue) {
        List<String> numbersInOrder = new ArrayList<>();
        for (Boards.Line line : boards.board(reception, queue, null, 500).lines()) {
            if (line.rank() != null) {
                numbersInOrder.add(line.entry().ticketNumber());
            }
        }
        return numbersInOrder;
    }

    /** What the audit log has of the reception's overrides of this entry's place, in their order. */
    List<String> audited(Entry entry, String action) {
        return jdbc.query("""
                select concat_ws(' ', detail ->> 'positionBefore', detail ->> 'positionAfter',
                  detail ->> 'urgencyBefore', detail ->> 'urgencyAfter')
                from audit_event where subject_id = ? and action = 'ENTRY_' || ? and account_id = ?
                order by id""", (row, n) -> row.getString(1), entry.id(), action, reception.accountId());
    }

    static @Nullable ProblemType refusal(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?> refused ? refused.refusal().type() : null;
    }

    static @Nullable ProblemType refusal(ThrowingCallable act) {
        Throwable thrown = catchThrowable(act);
        return thrown instanceof RefusedException refused ? refused.refusal().type() : null;
    }
}
