package org.careturn.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.careturn.facilities.BookingRule;
import org.careturn.facilities.BookingSetup;
import org.careturn.facilities.FacilitySetup.NewFacility;
import org.careturn.facilities.Urgency;
import org.careturn.patients.NewPatient;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who is taken into a queue, under which number, and what the ticket says. */
class ArrivalFlowTest extends QueueFixture {
    @Autowired
    BookingSetup booking;

    @Test
    void numbersCountByPrefixAndServiceDay() {
        assertThat(arrive(Urgency.NON_URGENT).ticketNumber()).isEqualTo("A-001");
        assertThat(arrive(Urgency.NON_URGENT).ticketNumber()).isEqualTo("A-002");
        assertThat(arrive(List.of(List.of(pharmacy)), Urgency.NON_URGENT, List.of(), null, null)
                        .visit()
                        .ticketNumber())
                .isEqualTo("P-001");
        clock.drive(Instant.parse("2026-03-03T03:59:00Z"));
        assertThat(arrive(Urgency.NON_URGENT).ticketNumber()).isEqualTo("A-003");
        clock.drive(Instant.parse("2026-03-03T04:00:00Z"));
        assertThat(arrive(Urgency.NON_URGENT).ticketNumber()).isEqualTo("A-001");
    }

    @Test
    void theTicketSaysWhatThePatientNeedsToKnow() {
        arrive(Urgency.NON_URGENT);
        later(1);
        Entry second = arrive(Urgency.NON_URGENT);
        String token = visits.get(reception, second.visitId()).visit().token();
        Tickets.Step step = tickets.byToken(token).steps().getFirst();
        assertThat(step.peopleAhead()).isOne();
        assertThat(step.position()).isEqualTo(2);
        assertThat(step.forecast())
                .as("nobody calls yet")
                .extracting(TurnForecast::kind)
                .isEqualTo(TurnForecast.Kind.UNKNOWN);
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        assertThat(tickets.byToken(token).steps().getFirst().forecast()).isNotNull();
        serveNext(doctor);
        UUID callId = callNext(doctor).call().id();
        step = tickets.byToken(token).steps().getFirst();
        assertThat(step.state()).isEqualTo(EntryState.CALLED);
        assertThat(step.room()).startsWith("Room ");
        assertThat(step.recalls()).isZero();
        calls.recall(doctor.actor(), second.id(), callId).orElseThrow();
        assertThat(tickets.byToken(token).steps().getFirst().recalls()).isOne();
        assertThat(refusal(() -> tickets.byToken("AAAAAAAAAAAAAAAAAAAAAA"))).isEqualTo(CommonProblem.NOT_FOUND);
    }

    @Test
    void aPatientWaitsOnceInAQueue() {
        UUID patient = patient();
        Visits.Arriving arriving = Visits.Arriving.at(
                Ids.next(), facility, patient, doctorQueue, Urgency.NON_URGENT, Visit.Channel.RECEPTION);
        visits.arrive(reception, arriving).orElseThrow();
        assertThat(refusal(visits.arrive(reception, arriving))).isEqualTo(QueueProblem.ALREADY_IN_QUEUE);
    }

    @Test
    void aPatientJoinsFromElsewhereWhereTheServiceAllowsIt() {
        UUID patient = patient();
        Actor self =
                new Actor(UUID.randomUUID(), UUID.randomUUID(), List.of(new Actor.Grant(Role.PATIENT, null)), patient);
        assertThat(refusal(visits.join(self, Ids.next(), facility, patient, doctorQueue)))
                .isEqualTo(QueueProblem.NO_REMOTE_JOINING);
        UUID service = Objects.requireNonNull(
                jdbc.queryForObject("select service_id from queue where id = ?", UUID.class, doctorQueue));
        BookingSetup.Rule before = booking.rule(service);
        BookingRule rule = new BookingRule(BookingRule.Booking.ALL, 60, 90, null, 60, 120, true, 0);
        booking.setRule(Actor.SYSTEM, service, before.version(), rule).orElseThrow();
        assertThat(refusal(() -> visits.join(self, Ids.next(), facility, patient(), doctorQueue)))
                .isEqualTo(CommonProblem.NOT_FOUND);
        Visit visit = visits.join(self, Ids.next(), facility, patient, doctorQueue)
                .orElseThrow()
                .visit();
        assertThat(visit.channel()).isEqualTo(Visit.Channel.PATIENT);
        assertThat(waitingNumbers(doctorQueue)).containsExactly(visit.ticketNumber());
        assertThat(refusal(visits.join(self, Ids.next(), facility, patient, doctorQueue)))
                .isEqualTo(QueueProblem.ALREADY_IN_QUEUE);
    }

    @Test
    void aKioskTakesInOnlyWhomItsFacilityKnows() {
        Actor kiosk = new Actor(Ids.next(), Ids.next(), List.of(new Actor.Grant(Role.DEVICE, facility)), null);
        UUID otherFacility = facilitySetup
                .open(Actor.SYSTEM, Ids.next(), new NewFacility("Elsewhere " + kiosk.accountId(), "IE", "UTC", null))
                .orElseThrow()
                .id();
        UUID elsewhere = patients.register(
                        Actor.SYSTEM, new NewPatient(null, otherFacility, "Somebody", null, null, null, null))
                .orElseThrow()
                .id();
        Visits.Arriving arriving = Visits.Arriving.at(
                Ids.next(), facility, elsewhere, doctorQueue, Urgency.NON_URGENT, Visit.Channel.KIOSK);
        assertThat(refusal(visits.arrive(kiosk, arriving))).isEqualTo(QueueProblem.UNKNOWN_PATIENT);
        visits.arrive(reception, arriving).orElseThrow();
    }
}
