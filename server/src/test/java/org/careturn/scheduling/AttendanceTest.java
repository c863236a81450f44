package org.careturn.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Room;
import org.careturn.facilities.Service;
import org.careturn.platform.Actor;
import org.careturn.platform.Outcome;
import org.careturn.queueing.Call;
import org.careturn.queueing.Calls;
import org.careturn.queueing.DeskSessions;
import org.careturn.queueing.Entries;
import org.careturn.queueing.Entry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** FR-SCHED-08, FR-QUEUE-22: an appointment tells whether the patient was seen, whatever way the visit took. */
class AttendanceTest extends SchedulingFixture {
    @Autowired
    Calls calls;

    @Autowired
    Entries entries;

    @Autowired
    DeskSessions desks;

    private Actor atDesk;
    private UUID desk;

    @BeforeEach
    void openDesk() {
        atDesk = actor(doctor);
        Room room = hospital.room(facility);
        desk = desks.open(
                        atDesk,
                        room.id(),
                        List.of(facilities.service(service.id()).queueId()),
                        1)
                .orElseThrow()
                .id();
    }

    private Entry checkedIn(Appointment appointment) {
        return checkIns.checkIn(reception, appointment.id(), facility.id(), List.of())
                .orElseThrow()
                .visit()
                .entries()
                .getFirst();
    }

    private Call called(Entry entry) {
        return calls.callThis(atDesk, entry.id(), desk, null).orElseThrow().call();
    }

    private void later(int minutes) {
        clock.drive(clock.instant().plus(Duration.ofMinutes(minutes)));
    }

    @Test
    void whoIsServedOrSentOnHasKeptTheAppointment() {
        Service pharmacy = hospital.service(facility, "P");
        Appointment sentOn = booked(at("10:00"));
        Appointment passedOn = booked(at("10:15"));
        clock.drive(at("09:50"));
        Entry seen = checkedIn(sentOn);
        Entry unseen = checkedIn(passedOn);
        calls.start(atDesk, seen.id(), called(seen).id()).orElseThrow();
        entries.transfer(atDesk, seen.id(), List.of(pharmacy.queueId()), false, null)
                .orElseThrow();
        entries.transfer(reception, unseen.id(), List.of(pharmacy.queueId()), false, null)
                .orElseThrow();
        for (Entry entry : List.of(seen, unseen)) {
            List<Entry> path = visits.get(reception, entry.visitId()).entries();
            entries.leave(reception, path.getLast().id(), null).orElseThrow();
        }
        later(6);
        due.followVisits();
        assertThat(now(sentOn).status()).isEqualTo(AppointmentStatus.FULFILLED);
        assertThat(now(passedOn).status()).isEqualTo(AppointmentStatus.NOSHOW);
        assertThat(history(sentOn)).containsExactly("BOOK", "CHECK_IN", "FULFIL");
    }

    @Test
    void whoLeavesComesBackAndIsServedHasKeptIt() {
        Appointment appointment = booked(at("10:00"));
        clock.drive(at("09:50"));
        Entry first = checkedIn(appointment);
        entries.leave(reception, first.id(), null).orElseThrow();
        later(6);
        due.followVisits();
        assertThat(now(appointment).status()).isEqualTo(AppointmentStatus.NOSHOW);
        later(10);
        Entry again = entries.rejoin(reception, first.id()).orElseThrow();
        assertNoop(checkIns.checkIn(reception, appointment.id(), facility.id(), List.of()));
        later(6);
        due.followVisits();
        assertThat(now(appointment).status()).isEqualTo(AppointmentStatus.NOSHOW);
        UUID call = called(again).id();
        calls.start(atDesk, again.id(), call).orElseThrow();
        calls.serve(atDesk, again.id(), call).orElseThrow();
        later(4);
        due.followVisits();
        assertThat(now(appointment).status()).as("an end can be undone").isEqualTo(AppointmentStatus.NOSHOW);
        later(2);
        assertThat(due.followVisits()).isPositive();
        assertThat(now(appointment).status()).isEqualTo(AppointmentStatus.FULFILLED);
        assertThat(due.followVisits()).isZero();
        assertThat(history(appointment)).containsExactly("BOOK", "CHECK_IN", "LEAVE", "FULFIL");
    }

    /** FR-TICKET-02 */
    @Test
    void whoSaysThatHeComesLateIsNoNoShowBeforeThat() {
        Appointment told = booked(at("10:00"));
        Appointment untold = booked(at("10:15"));
        clock.drive(at("10:05"));
        bookings.runningLate(reception, told.id(), 120).orElseThrow();
        clock.drive(at("11:59"));
        due.markNoShows();
        assertThat(now(told).status()).isEqualTo(AppointmentStatus.BOOKED);
        assertThat(now(untold).status()).isEqualTo(AppointmentStatus.NOSHOW);
        clock.drive(at("12:01"));
        due.markNoShows();
        assertThat(now(told).status()).isEqualTo(AppointmentStatus.NOSHOW);
        assertThat(now(told).expectedAt()).isNull();
        Appointment tomorrow = booked(at("10:30").plus(Duration.ofDays(1)));
        assertThat(bookings.runningLate(reception, tomorrow.id(), 10)).isInstanceOf(Outcome.Refused.class);
    }
}
