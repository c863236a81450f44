package org.careturn.forecasting.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.facilities.FacilityPolicy;
import org.careturn.facilities.OpeningSetup;
import org.careturn.facilities.Service;
import org.careturn.facilities.Urgency;
import org.careturn.identity.Account;
import org.careturn.platform.Actor;
import org.careturn.platform.DrivableClock;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.queueing.Calls;
import org.careturn.queueing.DeskSessions;
import org.careturn.queueing.Entry;
import org.careturn.queueing.Visit;
import org.careturn.queueing.Visits;
import org.careturn.queueing.Visits.Arriving;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** NFR-PRIV-05: forecasts and service times go when their facility keeps them no longer; those of who still waits stay. */
@Timeout(120)
class ForecastRetentionTest extends ServerTest {
    private static final Instant MORNING = Instant.parse("2026-03-02T09:00:00Z");

    @Autowired
    Visits visits;

    @Autowired
    Calls calls;

    @Autowired
    DeskSessions desks;

    @Autowired
    OpeningSetup opening;

    @Autowired
    DrivableClock clock;

    @Autowired
    JdbcTemplate jdbc;

    private Facility facility;
    private Service service;

    @BeforeEach
    void open() {
        clock.drive(MORNING);
        facility = hospital.facility();
        service = hospital.service(facility, "A");
    }

    @AfterEach
    void release() {
        clock.release();
    }

    @Test
    void whatIsOldGoesAndWhatIsNeededStays() throws InterruptedException {
        opening.setPolicy(
                        Actor.SYSTEM,
                        facility.id(),
                        opening.policy(facility.id()).version(),
                        new FacilityPolicy(
                                24, 2, true, false, LocalTime.of(21, 0), LocalTime.of(8, 0), 10, 3653, 90, 30))
                .orElseThrow();
        Account doctor = hospital.account(Role.DOCTOR, facility);
        Actor atDesk = actor(doctor);
        UUID desk = desks.open(atDesk, hospital.room(facility).id(), List.of(service.queueId()), 1)
                .orElseThrow()
                .id();
        Entry served = arrive();
        Entry waits = arrive();
        await("forecast_sample", waits);
        await("forecast_sample", served);
        Calls.Called called = calls.callThis(atDesk, served.id(), desk, null).orElseThrow();
        calls.start(atDesk, served.id(), called.call().id()).orElseThrow();
        clock.drive(MORNING.plus(Duration.ofMinutes(10)));
        calls.serve(atDesk, served.id(), called.call().id()).orElseThrow();
        await("service_time", served);

        clock.drive(MORNING.plus(Duration.ofDays(29)));
        ForecastRetention.forget(jdbc, clock);
        assertThat(kept(served)).isEqualTo("1 1 1");
        clock.drive(MORNING.plus(Duration.ofDays(31)));
        ForecastRetention.forget(jdbc, clock);
        assertThat(kept(served)).isEqualTo("0 0 0");
        assertThat(kept(waits)).startsWith("1 ").doesNotStartWith("1 0");
    }

    private String kept(Entry entry) {
        return Math.min(1, hospital.count("forecast", "entry_id = ?", entry.id()))
                + " " + Math.min(1, hospital.count("forecast_sample", "entry_id = ?", entry.id()))
                + " " + hospital.count("service_time", "entry_id = ? and kind = 'SERVICE'", entry.id());
    }

    /** The server's own thread does it beside. */
    private void await(String table, Entry entry) throws InterruptedException {
        while (hospital.count(table, "entry_id = ?", entry.id()) == 0) {
            Thread.sleep(50);
        }
    }

    private Entry arrive() {
        return visits.arrive(
                        actor(hospital.account(Role.RECEPTIONIST, facility)),
                        Arriving.at(
                                Ids.next(),
                                facility.id(),
                                hospital.patient(facility).id(),
                                service.queueId(),
                                Urgency.URGENT,
                                Visit.Channel.RECEPTION))
                .orElseThrow()
                .entries()
                .getFirst();
    }

    private static Actor actor(Account account) {
        return new Actor(account.id(), Ids.next(), account.roles(), null);
    }
}
