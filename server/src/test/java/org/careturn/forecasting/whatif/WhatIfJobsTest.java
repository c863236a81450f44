package org.careturn.forecasting.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.facilities.OrderPolicy;
import org.careturn.facilities.Service;
import org.careturn.facilities.Urgency;
import org.careturn.forecasting.domain.LineState;
import org.careturn.identity.Account;
import org.careturn.platform.Actor;
import org.careturn.platform.DrivableClock;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.queueing.Calls;
import org.careturn.queueing.DeskSessions;
import org.careturn.queueing.Visit;
import org.careturn.queueing.Visits;
import org.careturn.support.Http;
import org.careturn.support.ServerTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** US-ADM-08, FR-FCST-11: a day that was recorded by real steps, and jobs that survive their nodes. */
class WhatIfJobsTest extends ServerTest {
    private static final LocalDate DAY = LocalDate.of(2026, 2, 2);
    private static final Instant OPENS = Instant.parse("2026-02-02T08:00:00Z");
    private static final int PEOPLE = 12;

    @Autowired
    WhatIfs whatIfs;

    @Autowired
    WhatIfStore store;

    @Autowired
    WhatIfRunner runner;

    @Autowired
    DayReader reader;

    @Autowired
    Visits visits;

    @Autowired
    Calls calls;

    @Autowired
    DeskSessions desks;

    @Autowired
    DrivableClock clock;

    @Autowired
    Clock time;

    @Autowired
    JdbcTemplate jdbc;

    private Facility facility;
    private Service service;

    @BeforeEach
    void open() {
        runner.stop();
        clock.drive(OPENS);
        facility = hospital.facility();
        service = hospital.service(facility, "A");
    }

    @AfterEach
    void release() {
        jdbc.update("update what_if set state = 'CANCELLED', finished_at = now() where state in ('QUEUED', 'RUNNING')");
        clock.release();
        runner.start();
    }

    @Test
    void aRecordedDayIsReadAndAnotherDeskShortensItsWaits() throws Exception {
        recordedDay();
        DayReader.Days days = reader.read(request(desks(2)), time.instant());
        assertThat(days.baseline().people()).hasSize(PEOPLE);
        assertThat(days.baseline().people().getFirst().arrives()).isEqualTo(4 * 3600);
        LineState.Desk desk = days.baseline().desks().getFirst();
        assertThat(desk.from()).isEqualTo(4 * 3600);
        assertThat(desk.breaks()).hasSize(1);
        assertThat(days.changed().desks()).hasSize(2);

        UUID id = started(request(desks(2)));
        WhatIfJob done = worked(id);
        assertThat(done.state()).isEqualTo(WhatIfJob.State.DONE);
        assertThat(done.progress()).isEqualTo(100);
        WhatIf.Waits all = Objects.requireNonNull(done.result()).waits().getLast();
        assertThat(all.served().baseline().value()).isEqualTo(PEOPLE);
        assertThat(Objects.requireNonNull(all.mean().baseline().value())).isBetween(5.0, 120.0);
        assertThat(Objects.requireNonNull(all.mean().difference().high())).isLessThan(-2);
        assertThat(hospital.auditOf(id)).contains("WHAT_IF_START");
    }

    @Test
    void aPlannedDayTakesTheDesksAndWalkInsOfThoseBefore() throws Exception {
        recordedDay();
        WhatIfRequest next =
                new WhatIfRequest(facility.id(), DAY.plusWeeks(1), null, OrderPolicy.FIFO, 200, null, null, null, 50);
        DayReader.Days days = reader.read(next, time.instant());
        assertThat(days.baseline().people()).isEmpty();
        assertThat(days.baseline().desks()).hasSize(1);
        WhatIf.Waits all = WhatIf.compare(days.baseline(), days.changed(), 50, 1, done -> true)
                .orElseThrow()
                .waits()
                .getLast();
        assertThat(Objects.requireNonNull(all.served().baseline().value())).isBetween(PEOPLE * .7, PEOPLE * 1.2);
        assertThat(Objects.requireNonNull(all.served().difference().low())).isPositive();
    }

    @Test
    void overHttpItIsAskedReadAndCancelled() {
        Http admin = hospital.signedIn(Role.ADMIN, facility);
        Http.Answer asked = admin.post(
                "/api/v1/forecasts/what-if",
                Map.of("facilityId", facility.id(), "day", DAY.toString(), "demandPercent", 120));
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        String path = "/api/v1/forecasts/what-if/" + asked.body().path("id").asString();
        assertThat(admin.get(path).body().path("state").asString()).isEqualTo("QUEUED");
        assertThat(hospital.signedIn(Role.ADMIN, hospital.facility()).get(path).status())
                .isEqualTo(404);
        assertThat(hospital.signedIn(Role.DOCTOR, facility).get(path).status()).isEqualTo(403);
        Http.Answer cancelled = admin.send("DELETE", path, null);
        assertThat(cancelled.body().path("state").asString())
                .as(cancelled.text())
                .isEqualTo("CANCELLED");
        assertThat(admin.send("DELETE", path, null).header("CareTurn-Outcome")).isEqualTo("NOOP");
    }

    @Test
    void atMostThreeAreOpenAndDaysAndQueuesAreOfTheFacility() {
        for (int i = 0; i < WhatIfs.UNFINISHED; i++) {
            started(request(null));
        }
        assertRefused(whatIfs.start(Actor.SYSTEM, request(null)), WhatIfProblem.TOO_MANY_WHAT_IFS);
        Facility other = hospital.facility();
        WhatIfRequest.Desks foreign =
                new WhatIfRequest.Desks(List.of(service.queueId()), LocalTime.of(8, 0), LocalTime.of(9, 0), 1);
        assertRefused(
                whatIfs.start(
                        Actor.SYSTEM,
                        new WhatIfRequest(other.id(), DAY, List.of(foreign), null, null, null, null, null, null)),
                WhatIfProblem.WHAT_IF_UNKNOWN_QUEUE);
        assertRefused(
                whatIfs.start(
                        Actor.SYSTEM,
                        new WhatIfRequest(other.id(), DAY.plusYears(3), null, null, null, null, null, null, null)),
                WhatIfProblem.WHAT_IF_DAY_OUT_OF_RANGE);
    }

    /** A node that dies keeps its work for a minute; then another takes it, at most three times in all. */
    @Test
    void anotherNodeTakesWhatADeadOneLeft() {
        UUID id = started(request(null));
        UUID dead = UUID.randomUUID();
        UUID alive = UUID.randomUUID();
        claimed(dead, id);
        assertThat(store.claim(alive).filter(job -> job.id().equals(id))).isEmpty();
        expire(id);
        claimed(alive, id);
        assertThat(store.progress(id, dead, 50)).isFalse();
        assertThat(store.progress(id, alive, 60)).isTrue();
        store.failed(id, dead, WhatIfJob.Failure.INTERRUPTED, OPENS);
        assertThat(whatIfs.find(Actor.SYSTEM, id).progress()).isEqualTo(60);
        whatIfs.cancel(Actor.SYSTEM, id).orElseThrow();
        assertThat(store.progress(id, alive, 70)).isFalse();
        UUID third = started(request(null));
        for (int attempt = 0; attempt < WhatIfStore.ATTEMPTS; attempt++) {
            claimed(dead, third);
            expire(third);
        }
        assertThat(store.claim(alive).filter(job -> job.id().equals(third))).isEmpty();
        store.giveUp(OPENS);
        assertThat(whatIfs.find(Actor.SYSTEM, third).failure()).isEqualTo(WhatIfJob.Failure.INTERRUPTED);
    }

    @Test
    void aDayWithNobodyFailsInWords() {
        WhatIfJob over = worked(started(request(null)));
        assertThat(over.state()).isEqualTo(WhatIfJob.State.FAILED);
        assertThat(over.failure()).isEqualTo(WhatIfJob.Failure.EMPTY_DAY);
    }

    /** Twelve people, one every five minutes; then a doctor, there since the first, sees them in ten minutes each. */
    private void recordedDay() {
        Account doctor = hospital.account(Role.DOCTOR, facility);
        Actor actor = new Actor(doctor.id(), Ids.next(), doctor.roles(), null);
        UUID desk = desks.open(actor, hospital.room(facility).id(), List.of(service.queueId()), 1)
                .orElseThrow()
                .id();
        for (int i = 0; i < PEOPLE; i++) {
            at(5 * i);
            arrive();
        }
        for (int i = 0; i < PEOPLE; i++) {
            at(60 + 10 * i);
            Calls.Called called = calls.callNext(actor, desk, null).orElseThrow();
            calls.start(actor, called.entry().id(), called.call().id()).orElseThrow();
            at(69 + 10 * i);
            calls.serve(actor, called.entry().id(), called.call().id()).orElseThrow();
            if (i == 6) {
                desks.startBreak(actor, desk, null, null).orElseThrow();
                clock.drive(OPENS.plus(Duration.ofMinutes(69 + 10 * i)).plusSeconds(30));
                desks.endBreak(actor, desk).orElseThrow();
            }
        }
        desks.close(actor, desk).orElseThrow();
        clock.drive(OPENS.plus(Duration.ofDays(1)));
    }

    private void at(int minute) {
        clock.drive(OPENS.plus(Duration.ofMinutes(minute)));
    }

    private void arrive() {
        visits.arrive(
                        Actor.SYSTEM,
                        Visits.Arriving.at(
                                Ids.next(),
                                facility.id(),
                                hospital.patient(facility).id(),
                                service.queueId(),
                                Urgency.URGENT,
                                Visit.Channel.RECEPTION))
                .orElseThrow();
    }

    private List<WhatIfRequest.Desks> desks(int count) {
        return List.of(new WhatIfRequest.Desks(null, LocalTime.of(8, 0), LocalTime.of(16, 0), count));
    }

    private WhatIfRequest request(@Nullable List<WhatIfRequest.Desks> desks) {
        return new WhatIfRequest(facility.id(), DAY, desks, null, null, null, null, null, 20);
    }

    private UUID started(WhatIfRequest request) {
        return whatIfs.start(Actor.SYSTEM, request).orElseThrow().id();
    }

    /** By the runner itself. */
    private WhatIfJob worked(UUID id) {
        runner.start();
        for (int i = 0; i < 300; i++) {
            WhatIfJob job = whatIfs.find(Actor.SYSTEM, id);
            if (job.finishedAt() != null) {
                return job;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("not over after 30 s: " + whatIfs.find(Actor.SYSTEM, id));
    }

    private void claimed(UUID by, UUID id) {
        assertThat(store.claim(by).map(WhatIfJob::id)).contains(id);
    }

    private void expire(UUID id) {
        jdbc.update("update what_if set lease_until = now() - interval '1 second' where id = ?", id);
    }

    private static void assertRefused(Outcome<WhatIfJob> outcome, WhatIfProblem problem) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused<WhatIfJob>) outcome).refusal().type()).isEqualTo(problem);
    }
}
