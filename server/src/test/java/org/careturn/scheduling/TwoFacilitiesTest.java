package org.careturn.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.careturn.facilities.BookingRule.Booking;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Service;
import org.careturn.patients.Patient;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.scheduling.Absence.Affected;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** FR-ID-15, FR-SCHED-02, FR-SCHED-05: a doctor who works in two facilities. */
class TwoFacilitiesTest extends SchedulingFixture {
    private Facility other;
    private Service otherService;
    private Actor otherReception;

    @BeforeEach
    void openTheOther() {
        other = hospital.facility();
        otherService = hospital.service(other, "B");
        rule(otherService, Booking.ALL, 0);
        doctor = doctor(1, other);
        for (DayOfWeek weekday : DayOfWeek.values()) {
            schedule(otherService, doctor, weekday, LocalTime.of(8, 30), LocalTime.of(11, 0), 1)
                    .orElseThrow();
        }
        otherReception = actor(hospital.account(Role.RECEPTIONIST, other));
    }

    private Outcome<Appointment> bookOther(Actor actor, Patient patient, Instant start) {
        return bookings.book(
                actor,
                new Bookings.Booking(Ids.next(), otherService.id(), doctor.id(), start, patient.id(), null, false));
    }

    @Test
    void anAbsenceFromOneCancelsNothingInTheOther() {
        Appointment here = booked(at("10:00"));
        Appointment there =
                bookOther(otherReception, hospital.patient(other), at("10:30")).orElseThrow();
        absences.add(
                        reception,
                        new Absences.NewAbsence(
                                Ids.next(),
                                facility.id(),
                                doctor.id(),
                                at("09:30"),
                                at("12:00"),
                                "Works elsewhere",
                                Affected.CANCEL))
                .orElseThrow();
        assertThat(absences.settleAll()).isEqualTo(1);
        assertThat(now(here).status()).isEqualTo(AppointmentStatus.CANCELLED);
        assertThat(now(there)).isEqualTo(there);
        assertThat(absences.page(reception, facility.id(), null, null, 10)
                        .getFirst()
                        .settledAt())
                .isNotNull();
        assertThat(bookOther(otherReception, hospital.patient(other), at("10:00")))
                .as("there the doctor is")
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void oneFacilityIsNotToldOfAppointmentsInTheOther() {
        Patient both = hospital.patient(other);
        patients.knownIn(both.id(), facility.id());
        Appointment there = bookOther(otherReception, both, at("10:30")).orElseThrow();
        Outcome<Appointment> here = book(reception, both.id(), doctor, at("09:30"));
        assertRefused(here, "booked-that-day");
        assertThat(((Outcome.Refused<Appointment>) here).refusal().facts()).isEmpty();
        assertThat(book(patientActor(both), both.id(), doctor, at("09:30"))).isEqualTo(Outcome.noop(there));
        Appointment next = book(reception, both.id(), doctor, at("09:30").plus(Duration.ofDays(1)))
                .orElseThrow();
        Outcome<Appointment> moved = reschedule(reception, next, doctor, at("09:30"));
        assertRefused(moved, "booked-that-day");
        assertThat(((Outcome.Refused<Appointment>) moved).refusal().facts()).isEmpty();
    }

    @Test
    void slotsOfBothComeByTimeAndPageByPage() {
        clock.drive(at("07:00"));
        Actor patient = patientActor(patient());
        Slots.Query today = new Slots.Query(null, doctor.id(), at("00:00"), at("23:59"), false);
        List<Slot> all = slots.find(patient, today, null, 100);
        assertThat(all).hasSize(22).extracting(Slot::start).isSorted();
        assertThat(slots.find(patient, today, null, 1).getFirst().start()).isEqualTo(at("08:30"));
        List<Slot> paged = new ArrayList<>();
        List<Slot> page = slots.find(patient, today, null, 3);
        while (!page.isEmpty()) {
            paged.addAll(page);
            page = slots.find(patient, today, Slots.SlotKey.of(page.getLast()), 3);
        }
        assertThat(paged).isEqualTo(all);
    }
}
