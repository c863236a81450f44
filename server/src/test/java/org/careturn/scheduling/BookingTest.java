package org.careturn.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.careturn.facilities.BookingRule.Booking;
import org.careturn.facilities.OpeningHours.Holiday;
import org.careturn.facilities.OpeningSetup;
import org.careturn.identity.Account;
import org.careturn.patients.Patient;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** FR-SCHED-01 to FR-SCHED-06, FR-FAC-08: schedules, slots, and who may book, move and cancel when. */
class BookingTest extends SchedulingFixture {
    @Autowired
    OpeningSetup opening;

    @Test
    void slotsFollowFromTheSchedule() {
        List<Slot> today = slots.compute(service.id(), null, at("00:00"), at("23:59"), false);
        assertThat(today).hasSize(12).allMatch(slot -> slot.status() == SlotStatus.FREE);
        assertThat(today.getFirst().start()).isEqualTo(at("09:00"));
        booked(at("09:15"));
        assertThat(slots.compute(service.id(), null, at("09:15"), at("09:16"), false)
                        .getFirst()
                        .status())
                .isEqualTo(SlotStatus.BUSY);
        Patient somebody = patient();
        List<Slot> forPatients = slots.find(
                patientActor(somebody), new Slots.Query(service.id(), null, at("00:00"), at("23:59"), true), null, 50);
        assertThat(forPatients).hasSize(11).extracting(Slot::start).doesNotContain(at("09:15"));
        assertThat(slots.find(reception, new Slots.Query(null, doctor.id(), at("00:00"), at("23:59"), true), null, 50))
                .hasSize(12);
        Slot third = forPatients.get(2);
        assertThat(slots.find(
                        patientActor(somebody),
                        new Slots.Query(service.id(), null, at("00:00"), at("23:59"), false),
                        Slots.SlotKey.of(third),
                        2))
                .containsExactly(forPatients.get(3), forPatients.get(4));
    }

    @Test
    void hoursOfADoctorDontOverlapAndExtraHoursAreASingleDay() {
        assertRefused(
                schedule(doctor, DayOfWeek.MONDAY, LocalTime.of(11, 0), LocalTime.of(13, 0), 1), "schedule-overlaps");
        assertRefused(
                schedule(doctor, DayOfWeek.MONDAY, LocalTime.of(14, 0), LocalTime.of(13, 0), 1), "impossible-schedule");
        assertRefused(
                schedule(doctor, DayOfWeek.MONDAY, LocalTime.of(14, 0, 30), LocalTime.of(15, 0), 1),
                "impossible-schedule");
        assertRefused(
                schedule(doctor, DayOfWeek.MONDAY, LocalTime.of(14, 0), LocalTime.of(15, 0, 0, 1), 1),
                "impossible-schedule");
        schedules
                .add(
                        Actor.SYSTEM,
                        new Schedule(
                                Ids.next(),
                                facility.id(),
                                doctor.id(),
                                service.id(),
                                null,
                                DayOfWeek.MONDAY,
                                LocalTime.of(23, 0),
                                LocalTime.MIDNIGHT,
                                DAY,
                                DAY,
                                1,
                                1))
                .orElseThrow();
        assertThat(slots.compute(service.id(), null, at("12:00"), at("12:00").plus(Duration.ofDays(7)), false))
                .filteredOn(slot -> slot.start().atZone(facility.timeZone()).getHour() == 23)
                .hasSize(4);
    }

    @Test
    void bookingAgainOnTheSameDayChangesNothing() {
        Patient patient = patient();
        Appointment first = book(reception, patient.id(), doctor, at("10:00")).orElseThrow();
        Outcome<Appointment> again = book(reception, patient.id(), doctor, at("11:00"));
        assertThat(again).isEqualTo(Outcome.noop(first));
        assertThat(hospital.count("appointment", "patient_id = ?", patient.id()))
                .isEqualTo(1);
        assertThat(hospital.auditOf(first.id())).containsExactly("APPOINTMENT_BOOK");
        assertThat(hospital.changesAt(facility.id(), hospital.version(facility.id())))
                .contains("appointment " + first.id());
        assertThat(book(reception, patient.id(), doctor, at("10:00").plus(Duration.ofDays(1))))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aTakenSlotComesWithAlternatives() {
        booked(at("10:00"));
        Outcome<Appointment> second = book(reception, patient().id(), doctor, at("10:00"));
        assertRefused(second, "slot-taken");
        assertThat(((Outcome.Refused<Appointment>) second).refusal().facts().get("alternatives"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(5)
                .first()
                .extracting("start")
                .isEqualTo(at("09:00"));
    }

    @Test
    void overbookingTakesFurtherSeatsWhereTheServiceAllowsIt() {
        booked(at("10:00"));
        assertRefused(book(reception, patient().id(), doctor, at("10:00"), null, true), "overbooking-not-allowed");
        rule(Booking.ALL, 1);
        Patient self = patient();
        assertRefused(book(patientActor(self), self.id(), doctor, at("10:00"), null, true), "slot-taken");
        assertRefused(book(reception, patient().id(), doctor, at("10:00")), "slot-taken");
        assertThat(book(reception, patient().id(), doctor, at("10:00"), null, true)
                        .orElseThrow()
                        .seat())
                .isEqualTo(1);
        assertRefused(book(reception, patient().id(), doctor, at("10:00"), null, true), "overbooking-not-allowed");
    }

    @Test
    void theRuleOfTheServiceSaysWhoBooksWhen() {
        Patient self = patient();
        Actor own = patientActor(self);
        assertRefused(book(own, patient().id(), doctor, at("11:00")), "not-found");
        clock.drive(at("08:30"));
        assertRefused(book(own, self.id(), doctor, at("09:15")), "too-short-notice");
        assertThat(book(reception, patient().id(), doctor, at("09:15"))).isInstanceOf(Outcome.Done.class);
        assertRefused(book(own, self.id(), doctor, at("09:05").plus(Duration.ofDays(1))), "no-such-slot");
        assertRefused(book(own, self.id(), doctor, at("09:00").plus(Duration.ofDays(91))), "beyond-horizon");
        assertRefused(book(reception, self.id(), doctor, at("09:00").minus(Duration.ofDays(1))), "slot-past");
        rule(Booking.STAFF, 0);
        assertRefused(book(own, self.id(), doctor, at("11:00")), "booked-by-staff");
        rule(Booking.OFF, 0);
        assertRefused(book(reception, self.id(), doctor, at("11:00")), "not-bookable");
        Patient elsewhere = hospital.patient(hospital.facility());
        assertRefused(book(reception, elsewhere.id(), doctor, at("11:00")), "unknown-patient");
    }

    @Test
    void onAHolidayOnlyStaffBookAndSayWhy() {
        opening.setHolidays(Actor.SYSTEM, facility.id(), 1, List.of(new Holiday(DAY, "A day off")))
                .orElseThrow();
        Patient self = patient();
        assertRefused(book(patientActor(self), self.id(), doctor, at("11:00")), "facility-closed");
        assertRefused(book(reception, self.id(), doctor, at("11:00")), "reason-required");
        assertThat(book(reception, self.id(), doctor, at("11:00"), "Must be seen today", false))
                .isInstanceOf(Outcome.Done.class);
        assertThat(slots.find(reception, new Slots.Query(service.id(), null, at("00:00"), at("23:59"), false), null, 9))
                .isEmpty();
    }

    @Test
    void anAppointmentMovesInOneStep() {
        Appointment appointment = booked(at("10:00"));
        booked(at("11:00"));
        assertRefused(reschedule(reception, appointment, doctor, at("11:00")), "slot-taken");
        assertThat(now(appointment).start()).isEqualTo(at("10:00"));
        assertNoop(reschedule(reception, appointment, doctor, at("10:00")));
        Account other = doctor(1);
        Appointment moved =
                reschedule(reception, appointment, other, at("11:00")).orElseThrow();
        assertThat(moved.doctorId()).isEqualTo(other.id());
        assertThat(history(appointment)).containsExactly("BOOK", "RESCHEDULE");
        assertThat(book(reception, patient().id(), doctor, at("10:00"))).isInstanceOf(Outcome.Done.class);
        bookings.cancel(reception, appointment.id(), "Is well again").orElseThrow();
        assertNoop(bookings.cancel(reception, appointment.id(), null));
        assertRefused(reschedule(reception, appointment, doctor, at("11:30")), "appointment-cancelled");
        Actor foreign = actor(hospital.account(Role.RECEPTIONIST, hospital.facility()));
        assertThatThrownBy(() -> bookings.cancel(foreign, appointment.id(), null))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void whatHasBegunIsMovedAndCancelledByStaffOnly() {
        Patient self = patient();
        Actor own = patientActor(self);
        Appointment appointment =
                book(reception, self.id(), doctor, at("10:00")).orElseThrow();
        clock.drive(at("10:00"));
        reschedule(own, appointment, doctor, at("11:00")).orElseThrow();
        clock.drive(at("11:00").plusSeconds(1));
        assertRefused(bookings.cancel(own, appointment.id(), null), "slot-past");
        assertRefused(reschedule(own, appointment, doctor, at("11:00").plus(Duration.ofDays(1))), "slot-past");
        assertThat(now(appointment).status()).isEqualTo(AppointmentStatus.BOOKED);
        assertThat(now(appointment).start()).isEqualTo(at("11:00"));
        reschedule(reception, appointment, doctor, at("11:45")).orElseThrow();
        clock.drive(at("11:46"));
        bookings.cancel(reception, appointment.id(), null).orElseThrow();
        assertNoop(bookings.cancel(own, appointment.id(), null));
    }

    /** FR-API-04: a fact is no member of the standard. */
    @Test
    void aRefusalKeepsItsStatus() {
        Appointment appointment = booked(at("10:00"));
        bookings.cancel(reception, appointment.id(), null).orElseThrow();
        Http.Answer answer = hospital.signedIn(hospital.account(Role.RECEPTIONIST, facility))
                .post(
                        "/api/v1/appointments/" + appointment.id() + "/reschedule",
                        Map.of("doctorId", doctor.id(), "start", at("11:00")));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("status").isInt()).isTrue();
        assertThat(answer.body().path("appointmentStatus").asString()).isEqualTo("CANCELLED");
    }

    @Test
    void whatIsOnlyOfferedThatDayIsNoBooking() {
        Appointment freed = booked(at("11:45"));
        Patient waits = patient();
        WaitingListEntry entry = waitingLists
                .join(reception, new WaitingLists.Joining(Ids.next(), service.id(), null, waits.id(), DAY, DAY))
                .orElseThrow();
        bookings.cancel(reception, freed.id(), null).orElseThrow();
        Outcome<Appointment> booking = book(reception, waits.id(), doctor, at("10:00"));
        assertRefused(booking, "booked-that-day");
        assertThat(((Outcome.Refused<Appointment>) booking).refusal().facts().get("waitingListId"))
                .isEqualTo(entry.id());
    }

    /** Two who move to one free slot: one wins, the other keeps the old one. */
    @Test
    void twoWhoMoveToOneSlotDontBothLose() throws Exception {
        for (int round = 1; round <= 20; round++) {
            Duration days = Duration.ofDays(round);
            Appointment one = booked(at("09:00").plus(days));
            Appointment two = booked(at("09:15").plus(days));
            Instant wanted = at("10:00").plus(days);
            List<Callable<Outcome<Appointment>>> both = List.of(
                    () -> reschedule(reception, one, doctor, wanted), () -> reschedule(reception, two, doctor, wanted));
            List<Outcome<Appointment>> outcomes = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Outcome<Appointment>> done : threads.invokeAll(both)) {
                    outcomes.add(done.get());
                }
            }
            assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
            assertThat(List.of(now(one).start(), now(two).start()))
                    .filteredOn(wanted::equals)
                    .hasSize(1);
        }
    }

    /** FR-SCHED-11: the clock goes forward or back, or it is the leap day. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Dublin, IE, 2026-03-29",
        "Europe/Dublin, IE, 2026-10-25",
        "America/New_York, US, 2026-03-08",
        "America/New_York, US, 2026-11-01",
        "Europe/Dublin, IE, 2028-02-29"
    })
    void bookingsAreAtTheirLocalTimeAroundAnUnusualDay(String zone, String country, LocalDate unusual) {
        openIn(zone, country, unusual.minusDays(10));
        for (LocalDate day : List.of(unusual.minusDays(1), unusual, unusual.plusDays(1))) {
            List<Slot> found = slotsOf(day);
            assertThat(found).hasSize(12);
            assertThat(found.getFirst().start()).isEqualTo(shown(day, "09:00"));
            assertThat(found.getLast().end()).isEqualTo(shown(day, "12:00"));
            Appointment last = booked(shown(day, "11:45"));
            assertThat(last.day()).isEqualTo(day);
            assertThat(last.end()).isEqualTo(shown(day, "12:00"));
            assertThat(slotsOf(day).getLast().status()).isEqualTo(SlotStatus.BUSY);
            assertThat(reschedule(reception, last, doctor, shown(day, "09:15"))
                            .orElseThrow()
                            .day())
                    .isEqualTo(day);
            bookings.cancel(reception, last.id(), null).orElseThrow();
        }
        Appointment week = booked(shown(unusual.minusDays(1), "10:00"));
        assertThat(reschedule(reception, week, doctor, shown(unusual.plusDays(6), "10:00"))
                        .orElseThrow()
                        .start()
                        .atZone(facility.timeZone())
                        .toLocalTime())
                .isEqualTo(LocalTime.of(10, 0));
    }

    /** FR-SCHED-11: the hour that the clock shows twice is booked twice, the one that it skips isn't booked. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Dublin, IE, 2026-10-25, 2026-10-25T00:15:00Z, 20",
        "America/New_York, US, 2026-11-01, 2026-11-01T05:15:00Z, 20",
        "Europe/Dublin, IE, 2026-03-29, 2026-03-29T00:15:00Z, 12",
        "America/New_York, US, 2026-03-08, 2026-03-08T06:15:00Z, 12"
    })
    void theNightOfTheChangeIsBookedAsTheDoctorIsThere(
            String zone, String country, LocalDate night, Instant quarterPast, int slotsOfTheNight) {
        openIn(zone, country, night.minusDays(10));
        Account nightly = hospital.account(Role.DOCTOR, facility);
        schedule(nightly, night.getDayOfWeek(), LocalTime.MIDNIGHT, LocalTime.of(4, 0), 1)
                .orElseThrow();
        assertThat(slotsOf(night))
                .filteredOn(slot -> slot.doctorId().equals(nightly.id()))
                .hasSize(slotsOfTheNight);
        Instant hourLater = quarterPast.plus(Duration.ofHours(1));
        Appointment first =
                book(reception, patient().id(), nightly, quarterPast).orElseThrow();
        Appointment second = book(reception, patient().id(), nightly, hourLater).orElseThrow();
        assertThat(first.start()).isEqualTo(quarterPast);
        assertThat(second.start()).isEqualTo(hourLater);
        assertThat(Duration.between(second.start(), second.end())).isEqualTo(Duration.ofMinutes(15));
        LocalTime one = first.start().atZone(facility.timeZone()).toLocalTime();
        assertThat(second.start().atZone(facility.timeZone()).toLocalTime())
                .isEqualTo(slotsOfTheNight == 20 ? one : one.plusHours(2));
        assertRefused(book(reception, patient().id(), nightly, hourLater), "slot-taken");
    }

    private void openIn(String zone, String country, LocalDate today) {
        facility = hospital.facility(zone, country);
        service = hospital.service(facility, "A");
        clock.drive(today.atTime(12, 0).atZone(facility.timeZone()).toInstant());
        rule(Booking.ALL, 0);
        doctor = doctor(1);
        reception = actor(hospital.account(Role.RECEPTIONIST, facility));
    }

    private List<Slot> slotsOf(LocalDate day) {
        return slots.compute(service.id(), null, shown(day, "00:00"), shown(day.plusDays(1), "00:00"), false);
    }

    /** When the facility's clock shows this. */
    private Instant shown(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(facility.timeZone()).toInstant();
    }
}
