package org.careturn.forecasting;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Room;
import org.careturn.facilities.Service;
import org.careturn.facilities.Urgency;
import org.careturn.forecasting.jdbc.ForecastStore;
import org.careturn.identity.Account;
import org.careturn.platform.Actor;
import org.careturn.platform.DrivableClock;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.queueing.Calls;
import org.careturn.queueing.DeskSessions;
import org.careturn.queueing.Entries;
import org.careturn.queueing.Entry;
import org.careturn.queueing.TurnForecast;
import org.careturn.queueing.Visit;
import org.careturn.queueing.Visits;
import org.careturn.queueing.Visits.Arriving;
import org.careturn.support.ServerTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** A hospital in Dublin with a queue for a service that takes bookings, a desk, and forecasts on demand; its time is driven. */
@Timeout(120)
abstract class ForecastFixture extends ServerTest {
    /** A Monday. */
    static final Instant MORNING = Instant.parse("2026-03-02T09:00:00Z");

    @Autowired
    Forecaster forecaster;

    @Autowired
    ForecastStore store;

    @Autowired
    Visits visits;

    @Autowired
    Calls calls;

    @Autowired
    Entries entries;

    @Autowired
    DeskSessions desks;

    @Autowired
    DrivableClock clock;

    @Autowired
    JdbcTemplate jdbc;

    Facility facility;
    Service service;
    Actor reception;

    /** A doctor at a desk. */
    record Desk(Actor actor, UUID id) {}

    @BeforeEach
    void open() {
        clock.drive(MORNING);
        facility = hospital.facility();
        service = hospital.service(facility, "A");
        reception = actor(hospital.account(Role.RECEPTIONIST, facility), Role.RECEPTIONIST);
    }

    @AfterEach
    void release() {
        clock.release();
    }

    /** Works the forecasts out, unless they are up to date; the server's own thread may be at it just now. */
    void forecast() {
        for (int i = 0; i < 200; i++) {
            if (!(forecaster.now(facility.id()) instanceof ForecastRun.Result.Taken)) {
                return;
            }
        }
        throw new AssertionError("taken");
    }

    TurnForecast told(Entry entry) {
        forecast();
        return Objects.requireNonNull(store.of(List.of(entry.id())).get(entry.id()));
    }

    static TurnForecast.Range range(@Nullable TurnForecast forecast) {
        return Objects.requireNonNull(Objects.requireNonNull(forecast).start());
    }

    void later(Duration time) {
        clock.drive(clock.instant().plus(time));
    }

    Entry arrive(Urgency urgency) {
        return visits.arrive(
                        reception,
                        Arriving.at(
                                Ids.next(),
                                facility.id(),
                                hospital.patient(facility).id(),
                                service.queueId(),
                                urgency,
                                Visit.Channel.RECEPTION))
                .orElseThrow()
                .entries()
                .getFirst();
    }

    Desk desk() {
        Actor doctor = actor(hospital.account(Role.DOCTOR, facility), Role.DOCTOR);
        Room room = hospital.room(facility);
        return new Desk(
                doctor,
                desks.open(doctor, room.id(), List.of(service.queueId()), 1)
                        .orElseThrow()
                        .id());
    }

    Actor actor(Account account, Role role) {
        return new Actor(account.id(), Ids.next(), List.of(new Actor.Grant(role, facility.id())), null);
    }

    void serveNext(Desk desk) {
        Calls.Called called = calls.callNext(desk.actor(), desk.id(), null).orElseThrow();
        clock.drive(clock.instant().plusSeconds(30));
        calls.start(desk.actor(), called.entry().id(), called.call().id()).orElseThrow();
        clock.drive(clock.instant().plusSeconds(400));
        calls.serve(desk.actor(), called.entry().id(), called.call().id()).orElseThrow();
    }
}
