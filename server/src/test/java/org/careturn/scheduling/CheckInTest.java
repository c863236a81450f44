package org.careturn.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.patients.Patient;
import org.careturn.platform.Actor;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.careturn.queueing.Calls;
import org.careturn.queueing.Credit;
import org.careturn.queueing.DeskSessions;
import org.careturn.queueing.Entry;
import org.careturn.queueing.EntryState;
import org.careturn.queueing.Visits.VisitWithPath;
import org.careturn.scheduling.CheckIns.CheckedIn;
import org.careturn.scheduling.domain.CheckInRule.Arrival;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** FR-SCHED-07, FR-SCHED-08: check-in, each of its rules, and no-shows. */
class CheckInTest extends SchedulingFixture {
    @Autowired
    Calls calls;

    @Autowired
    DeskSessions desks;

    @Test
    void inTheWindowThePlaceHonoursTheBookedTime() {
        Patient self = patient();
        Actor own = patientActor(self);
        Appointment appointment = book(own, self.id(), doctor, at("10:00")).orElseThrow();
        clock.drive(at("08:59"));
        assertRefused(checkIns.checkIn(own, appointment.id(), facility.id(), List.of()), "check-in-too-early");
        clock.drive(at("09:00"));
        Facility elsewhere = hospital.facility();
        assertRefused(checkIns.checkIn(own, appointment.id(), elsewhere.id(), List.of()), "at-another-facility");
        CheckedIn in = checkIns.checkIn(own, appointment.id(), facility.id(), List.of())
                .orElseThrow();
        assertThat(in.arrival()).isEqualTo(Arrival.IN_TIME);
        assertThat(in.appointment().status()).isEqualTo(AppointmentStatus.CHECKED_IN);
        Entry entry = in.visit().entries().getFirst();
        assertThat(entry.place().since()).isEqualTo(at("09:30"));
        assertThat(entry.boundDoctorId()).isEqualTo(doctor.id());
        Outcome<CheckedIn> again = checkIns.checkIn(own, appointment.id(), facility.id(), List.of());
        assertNoop(again);
        assertThat(again.orElseThrow().visit().visit().id())
                .isEqualTo(in.visit().visit().id());
        assertRefused(bookings.cancel(own, appointment.id(), null), "wrong-status");
    }

    @Test
    void whoIsLateCountsFromTheArrivalAndLaterOnGoesToReception() {
        Patient self = patient();
        Appointment appointment =
                book(reception, self.id(), doctor, at("09:00")).orElseThrow();
        clock.drive(at("11:01"));
        assertRefused(
                checkIns.checkIn(patientActor(self), appointment.id(), facility.id(), List.of()), "check-in-too-late");
        CheckedIn in = checkIns.checkIn(reception, appointment.id(), facility.id(), List.of())
                .orElseThrow();
        assertThat(in.arrival()).isEqualTo(Arrival.LATE);
        assertThat(in.visit().entries().getFirst().place().since()).isEqualTo(at("11:01"));
    }

    @Test
    void staffCheckInBeforeTheArrivalWindowWithAReason() {
        Patient self = patient();
        Appointment appointment =
                book(reception, self.id(), doctor, at("11:00")).orElseThrow();
        clock.drive(at("08:30"));
        assertRefused(checkIns.checkIn(reception, appointment.id(), facility.id(), List.of()), "check-in-too-early");
        assertRefused(
                checkIns.checkIn(reception, appointment.id(), facility.id(), List.of(), " "), "check-in-too-early");
        assertRefused(
                checkIns.checkIn(patientActor(self), appointment.id(), facility.id(), List.of(), "the bus"),
                "check-in-too-early");
        CheckedIn in = checkIns.checkIn(reception, appointment.id(), facility.id(), List.of(), "the only bus")
                .orElseThrow();
        assertThat(in.arrival()).isEqualTo(Arrival.IN_TIME);
        assertThat(in.visit().entries().getFirst().place().since())
                .as("the booked time is honoured, however early")
                .isEqualTo(at("10:30"));
        assertThat(jdbc.queryForObject(
                        "select reason from appointment_event where appointment_id = ? and action = 'CHECK_IN'",
                        String.class,
                        appointment.id()))
                .isEqualTo("the only bus");
    }

    @Test
    void onAnotherDayNobodyChecksIn() {
        Appointment appointment = booked(at("10:00").plus(Duration.ofDays(1)));
        assertRefused(checkIns.checkIn(reception, appointment.id(), facility.id(), List.of()), "on-another-day");
        clock.drive(at("10:00").plus(Duration.ofDays(2)));
        assertRefused(checkIns.checkIn(reception, appointment.id(), facility.id(), List.of()), "on-another-day");
    }

    @Test
    void theWindowReachesOverTheEndOfAServiceDay() {
        for (DayOfWeek weekday : DayOfWeek.values()) {
            schedule(doctor, weekday, LocalTime.of(4, 0), LocalTime.of(5, 0), 1).orElseThrow();
        }
        Appointment appointment = booked(at("04:15").plus(Duration.ofDays(1)));
        clock.drive(at("03:10").plus(Duration.ofDays(1)));
        assertRefused(checkIns.checkIn(reception, appointment.id(), facility.id(), List.of()), "on-another-day");
        clock.drive(at("03:50").plus(Duration.ofDays(1)));
        CheckedIn in = checkIns.checkIn(reception, appointment.id(), facility.id(), List.of())
                .orElseThrow();
        assertThat(in.arrival()).isEqualTo(Arrival.IN_TIME);
    }

    @Test
    void staffNamePriorityGroupsOfABookedPatient() {
        Patient self = patient();
        Appointment appointment =
                book(reception, self.id(), doctor, at("10:00")).orElseThrow();
        clock.drive(at("09:45"));
        List<String> groups = List.of("PREGNANCY");
        assertRefused(checkIns.checkIn(patientActor(self), appointment.id(), facility.id(), groups), "not-allowed");
        assertRefused(
                checkIns.checkIn(reception, appointment.id(), facility.id(), List.of("NO_SUCH")),
                "unknown-priority-group");
        CheckedIn in = checkIns.checkIn(reception, appointment.id(), facility.id(), groups)
                .orElseThrow();
        Entry entry = in.visit().entries().getFirst();
        assertThat(in.visit().visit().priorityGroups()).isEqualTo(groups);
        assertThat(entry.credits()).hasSize(2).contains(new Credit("PREGNANCY", 15));
        assertThat(entry.place().since()).isEqualTo(at("09:15"));
    }

    @Test
    void whatIsCancelledStaysSo() {
        Appointment appointment = booked(at("10:00"));
        bookings.cancel(reception, appointment.id(), null).orElseThrow();
        clock.drive(at("09:45"));
        assertRefused(checkIns.checkIn(reception, appointment.id(), facility.id(), List.of()), "appointment-cancelled");
        assertThat(hospital.count("visit", "patient_id = ?", appointment.patientId()))
                .isZero();
    }

    @Test
    void afterTheGraceItIsANoShowWhoRejoinsAtTheTail() {
        Appointment appointment = booked(at("10:00"));
        Appointment later = booked(at("10:30"));
        clock.drive(at("10:15"));
        due.markNoShows();
        assertThat(now(appointment).status()).isEqualTo(AppointmentStatus.BOOKED);
        clock.drive(at("10:16"));
        due.markNoShows();
        assertThat(now(appointment).status()).isEqualTo(AppointmentStatus.NOSHOW);
        assertThat(now(later).status()).isEqualTo(AppointmentStatus.BOOKED);
        clock.drive(at("10:20"));
        CheckedIn in = checkIns.checkIn(reception, appointment.id(), facility.id(), List.of())
                .orElseThrow();
        assertThat(in.arrival()).isEqualTo(Arrival.AFTER_NO_SHOW);
        assertThat(in.visit().entries().getFirst().place().since()).isEqualTo(at("10:20"));
        assertThat(in.visit().entries().getFirst().credits()).isEmpty();
        assertThat(history(appointment)).containsExactly("BOOK", "NO_SHOW", "CHECK_IN");
    }

    @Test
    void aCheckInMadeByMistakeIsUndoneAndCanBeMadeAgain() {
        Patient self = patient();
        Appointment appointment =
                book(reception, self.id(), doctor, at("10:00")).orElseThrow();
        bookings.runningLate(reception, appointment.id(), 20).orElseThrow();
        clock.drive(at("09:40"));
        UUID visit = checkedIn(appointment);
        clock.drive(at("09:42"));
        assertRefused(undo(appointment, UUID.randomUUID()), "undo-too-late");
        assertThatThrownBy(() -> checkInUndo.undo(patientActor(self), appointment.id(), visit))
                .isInstanceOf(RefusedException.class);
        Appointment back = undo(appointment, visit).orElseThrow();
        assertThat(back.status()).isEqualTo(AppointmentStatus.BOOKED);
        assertThat(back.visitId()).isNull();
        assertThat(back.expectedAt()).as("what the patient had said").isEqualTo(at("10:20"));
        VisitWithPath ended = visits.get(reception, visit);
        assertThat(ended.visit().endedAt()).isEqualTo(at("09:42"));
        assertThat(ended.entries()).extracting(Entry::state).containsExactly(EntryState.CANCELLED);
        assertThat(hospital.count("audit_event", "action = 'VISIT_TAKE_BACK' and subject_id = ?", visit))
                .isOne();
        assertThat(hospital.count("notification", "visit_id = ? and kind = 'VISIT_FINISHED'", visit))
                .isZero();
        assertNoop(undo(appointment, visit));
        UUID again = checkedIn(appointment);
        assertThat(again).isNotEqualTo(visit);
        assertThat(history(appointment))
                .containsExactly("BOOK", "RUNNING_LATE", "CHECK_IN", "UNDO_CHECK_IN", "CHECK_IN");
        clock.drive(at("09:50"));
        due.followVisits();
        assertThat(now(appointment).status())
                .as("the visit that was taken back has no say")
                .isEqualTo(AppointmentStatus.CHECKED_IN);
    }

    @Test
    void aCheckInIsUndoneNoLaterThanTwoMinutesAndNotOnceThePatientWasCalled() {
        Appointment appointment = booked(at("10:00"));
        assertRefused(undo(appointment, UUID.randomUUID()), "wrong-status");
        clock.drive(at("09:40"));
        UUID visit = checkedIn(appointment);
        clock.drive(at("09:42").plusSeconds(1));
        assertRefused(undo(appointment, visit), "undo-too-late");
        assertThat(now(appointment).status()).isEqualTo(AppointmentStatus.CHECKED_IN);

        Appointment called = booked(at("10:15"));
        UUID other = checkedIn(called);
        Actor actor = actor(doctor);
        UUID room = hospital.room(facility).id();
        UUID desk = desks.open(
                        actor, room, List.of(facilities.service(service.id()).queueId()), 1)
                .orElseThrow()
                .id();
        Entry entry = visits.get(reception, other).entries().getFirst();
        calls.callThis(actor, entry.id(), desk, "is ill").orElseThrow();
        assertRefused(undo(called, other), "undo-too-late");
        assertThat(now(called).visitId()).isEqualTo(other);
    }

    @Test
    void whoWasANoShowIsOneAgain() {
        Appointment appointment = booked(at("10:00"));
        clock.drive(at("10:20"));
        due.markNoShows();
        UUID visit = checkedIn(appointment);
        assertThat(undo(appointment, visit).orElseThrow().status()).isEqualTo(AppointmentStatus.NOSHOW);
    }

    private UUID checkedIn(Appointment appointment) {
        return checkIns.checkIn(reception, appointment.id(), facility.id(), List.of())
                .orElseThrow()
                .visit()
                .visit()
                .id();
    }

    private Outcome<Appointment> undo(Appointment appointment, UUID visit) {
        return checkInUndo.undo(reception, appointment.id(), visit);
    }

    @Test
    void noShowsComeInBatches() {
        UUID facilityId = facility.id();
        for (int i = 0; i < 12; i++) {
            booked(at("09:00").plus(Duration.ofMinutes(15L * i)));
        }
        clock.drive(at("23:00"));
        assertThat(due.markNoShows()).isGreaterThanOrEqualTo(12);
        assertThat(due.markNoShows()).isZero();
        assertThat(hospital.count("appointment", "facility_id = ? and status = 'NOSHOW'", facilityId))
                .isEqualTo(12);
    }
}
