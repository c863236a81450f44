package org.careturn.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.careturn.facilities.BookingRule.Booking;
import org.careturn.identity.Account;
import org.careturn.patients.Patient;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.scheduling.Absence.Affected;
import org.careturn.scheduling.WaitingListEntry.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** FR-SCHED-09, FR-SCHED-10: the waiting list, and what becomes of appointments when a doctor is away. */
class WaitingAndAbsenceTest extends SchedulingFixture {

    @Test
    void aFreedSlotIsOfferedToOneAtATime() {
        Appointment appointment = booked(at("11:45"));
        WaitingListEntry first = waits(null);
        WaitingListEntry second = waits(doctor.id());
        bookings.cancel(reception, appointment.id(), null).orElseThrow();
        Appointment offer = offer(first);
        assertThat(offer.start()).isEqualTo(at("11:45"));
        assertThat(offer.offerUntil()).isEqualTo(at("08:30"));
        assertThat(entry(second).offer()).isNull();
        assertRefused(waitingLists.accept(reception, second.id()), "nothing-offered");
        assertRefused(book(reception, patient().id(), doctor, at("11:45")), "slot-taken");
        assertThat(slots.at(service.id(), doctor.id(), at("11:45"))
                        .orElseThrow()
                        .status())
                .isEqualTo(SlotStatus.BUSY_TENTATIVE);
        clock.drive(at("08:30"));
        assertRefused(waitingLists.accept(reception, first.id()), "offer-ended");
        assertThat(due.expireOffers()).isPositive();
        assertThat(now(offer).status()).isEqualTo(AppointmentStatus.CANCELLED);
        assertThat(entry(first).status()).isEqualTo(Status.WAITLIST);
        Appointment next = offer(second);
        waitingLists.decline(reception, second.id()).orElseThrow();
        assertThat(now(next).status()).isEqualTo(AppointmentStatus.CANCELLED);
        assertThat(slots.at(service.id(), doctor.id(), at("11:45"))
                        .orElseThrow()
                        .status())
                .as("who was offered it is not asked twice")
                .isEqualTo(SlotStatus.FREE);
    }

    @Test
    void whatIsOfferedCanBeTaken() {
        Appointment appointment = booked(at("11:45"));
        WaitingListEntry entry = waits(null);
        assertNoop(join(entry.patientId(), null, DAY, DAY.plusDays(3)));
        bookings.cancel(reception, appointment.id(), null).orElseThrow();
        Appointment taken = waitingLists.accept(reception, entry.id()).orElseThrow();
        assertThat(taken.status()).isEqualTo(AppointmentStatus.BOOKED);
        assertThat(history(taken)).containsExactly("OFFER", "ACCEPT");
        assertRefused(waitingLists.accept(reception, entry.id()), "offer-ended");
    }

    @Test
    void nobodyWaitsForDaysThatAreOver() {
        clock.drive(at("08:00").plus(Duration.ofDays(1)));
        UUID patient = patient().id();
        assertRefused(join(patient, null, DAY.minusDays(3), DAY), "invalid-time");
        assertThat(join(patient, null, DAY, DAY.plusDays(1))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whoJoinsAgainKeepsThePlaceForTheNewDaysAndDoctor() {
        WaitingListEntry entry = waits(doctor(1).id());
        WaitingListEntry later = waits(null);
        Appointment freed = booked(at("11:45").plus(Duration.ofDays(9)));
        WaitingListEntry again = join(entry.patientId(), doctor.id(), DAY.plusDays(9), DAY.plusDays(9))
                .orElseThrow();
        assertThat(again.id()).isEqualTo(entry.id());
        assertThat(again.version()).isEqualTo(entry.version() + 1);
        assertThat(hospital.auditOf(entry.id())).containsExactly("WAITING_LIST_JOIN", "WAITING_LIST_CHANGE");
        assertThat(hospital.changesAt(facility.id(), hospital.version(facility.id())))
                .contains("waiting_list_entry " + entry.id());
        join(later.patientId(), null, DAY, DAY.plusDays(9)).orElseThrow();
        bookings.cancel(reception, freed.id(), null).orElseThrow();
        assertThat(offer(entry).start()).isEqualTo(freed.start());
        WaitingListEntry offered =
                join(entry.patientId(), null, DAY, DAY.plusDays(20)).orElseThrow();
        assertThat(offered.status()).isEqualTo(Status.PROPOSED);
        assertThat(offered.offer()).isNotNull();
    }

    @Test
    void whoseDaysAreOverJoinsAnewBeforeTheJobHasRun() {
        WaitingListEntry over = waits(null);
        clock.drive(at("08:00").plus(Duration.ofDays(4)));
        WaitingListEntry fresh =
                join(over.patientId(), null, DAY.plusDays(4), DAY.plusDays(9)).orElseThrow();
        assertThat(fresh.id()).isNotEqualTo(over.id());
        assertThat(hospital.auditOf(over.id())).containsExactly("WAITING_LIST_JOIN", "WAITING_LIST_LAPSE");
        assertThat(waitingLists.in(reception, facility.id(), null, null, 10)).containsExactly(fresh);
    }

    @Test
    void aWaitEndsWithTheServiceDayOfItsLastDay() {
        WaitingListEntry entry = waits(null);
        WaitingListEntry longer =
                join(patient().id(), null, DAY, DAY.plusDays(4)).orElseThrow();
        Instant end = facility.startOf(DAY.plusDays(4));
        clock.drive(end.minusSeconds(1));
        due.endWaits();
        assertThat(entry(entry).status()).isEqualTo(Status.WAITLIST);
        clock.drive(end);
        due.endWaits();
        assertThat(status(entry)).isEqualTo("CANCELLED");
        assertThat(hospital.auditOf(entry.id())).containsExactly("WAITING_LIST_JOIN", "WAITING_LIST_LAPSE");
        assertThat(hospital.changesAt(facility.id(), hospital.version(facility.id())))
                .contains("waiting_list_entry " + entry.id());
        assertThat(waitingLists.in(reception, facility.id(), null, null, 10)).containsExactly(longer);
        assertThat(due.endWaits()).isZero();
    }

    @Test
    void whatIsOfferedOnTheLastDayEndsFirst() {
        Appointment freed = booked(at("11:45"));
        WaitingListEntry entry = join(patient().id(), null, DAY, DAY).orElseThrow();
        bookings.cancel(reception, freed.id(), null).orElseThrow();
        assertThat(entry(entry).status()).isEqualTo(Status.PROPOSED);
        clock.drive(at("08:00").plus(Duration.ofDays(1)));
        due.endWaits();
        assertThat(status(entry)).isEqualTo("PROPOSED");
        due.expireOffers();
        due.endWaits();
        assertThat(status(entry)).isEqualTo("CANCELLED");
    }

    @Test
    void nothingIsOfferedTooCloseToItsTime() {
        Appointment appointment = booked(at("10:00"));
        WaitingListEntry entry = waits(null);
        bookings.cancel(reception, appointment.id(), null).orElseThrow();
        assertThat(entry(entry).offer()).isNull();
    }

    @Test
    void whatIsFreedAtNightIsOfferedUntilAfterTheQuietHours() {
        Appointment appointment = booked(at("11:45").plus(Duration.ofDays(1)));
        WaitingListEntry first = waits(null);
        WaitingListEntry second = waits(null);
        clock.drive(at("22:00"));
        bookings.cancel(reception, appointment.id(), null).orElseThrow();
        Appointment offer = offer(first);
        assertThat(offer.offerUntil())
                .as("quiet until 8, and half an hour to accept")
                .isEqualTo(at("08:30").plus(Duration.ofDays(1)));
        for (int halfHours = 1; halfHours <= 20; halfHours++) {
            clock.drive(at("22:00").plus(Duration.ofMinutes(30L * halfHours)));
            due.expireOffers();
            assertThat(now(offer).status()).isEqualTo(AppointmentStatus.PROPOSED);
        }
        assertThat(entry(second).offer()).isNull();
        clock.drive(at("08:29").plus(Duration.ofDays(1)));
        assertThat(waitingLists.accept(reception, first.id()).orElseThrow().status())
                .isEqualTo(AppointmentStatus.BOOKED);
    }

    @Test
    void whatIsFreedJustBeforeTheQuietHoursIsOfferedUntilAfterThem() {
        Appointment appointment = booked(at("11:45").plus(Duration.ofDays(1)));
        WaitingListEntry entry = waits(null);
        clock.drive(at("20:45"));
        bookings.cancel(reception, appointment.id(), null).orElseThrow();
        assertThat(offer(entry).offerUntil()).isEqualTo(at("08:30").plus(Duration.ofDays(1)));
    }

    @Test
    void nothingIsOfferedAtNightThatEndsBeforeAnybodyIsTold() {
        Appointment appointment = booked(at("10:00").plus(Duration.ofDays(1)));
        WaitingListEntry entry = waits(null);
        clock.drive(at("22:00"));
        bookings.cancel(reception, appointment.id(), null).orElseThrow();
        assertThat(entry(entry).offer()).isNull();
    }

    @Test
    void aMoveOffersTheFormerTime() {
        Appointment appointment = booked(at("11:45"));
        WaitingListEntry entry = waits(null);
        reschedule(reception, appointment, doctor, at("11:30")).orElseThrow();
        assertThat(offer(entry).start()).isEqualTo(at("11:45"));
        waitingLists.leave(reception, entry.id()).orElseThrow();
        assertThat(slots.at(service.id(), doctor.id(), at("11:45"))
                        .orElseThrow()
                        .status())
                .isEqualTo(SlotStatus.FREE);
    }

    @Test
    void whoIsAwayHasNoSlotsAndTheAppointmentsMove() {
        Account other = doctor(1);
        book(reception, patient().id(), other, at("10:00")).orElseThrow();
        Appointment early = booked(at("10:00"));
        Appointment late = booked(at("10:15"));
        Appointment outside = booked(at("11:00"));
        Absence absence = away(at("10:00"), at("11:00"), Affected.MOVE);
        assertRefused(book(reception, patient().id(), doctor, at("10:30")), "doctor-absent");
        assertThat(absences.settleAll()).isEqualTo(2);
        assertThat(now(outside)).isEqualTo(outside);
        assertThat(now(early).doctorId() + " " + now(early).start())
                .as("the nearest free slot of the day, of whichever doctor")
                .isIn(other.id() + " " + at("09:45"), doctor.id() + " " + at("09:45"), other.id() + " " + at("10:15"));
        assertThat(now(late).start()).isBetween(at("09:30"), at("10:45"));
        assertThat(history(early)).containsExactly("BOOK", "MOVE_FOR_ABSENCE");
        assertTellsNobodyWhyTheDoctorIsAway(early);
        assertThat(now(early).status()).isEqualTo(AppointmentStatus.BOOKED);
        assertThat(absences.page(reception, facility.id(), null, null, 10)
                        .getFirst()
                        .settledAt())
                .isNotNull();
        absences.withdraw(reception, absence.id()).orElseThrow();
        assertThat(book(reception, patient().id(), doctor, at("10:30"))
                        .orElseThrow()
                        .start())
                .isEqualTo(at("10:30"));
    }

    @Test
    void whereNothingIsFreeOrCancelIsWantedTheyAreCancelled() {
        Appointment appointment = booked(at("10:00"));
        away(at("00:00"), at("00:00").plus(Duration.ofDays(30)), Affected.MOVE);
        absences.settleAll();
        assertThat(now(appointment).status()).isEqualTo(AppointmentStatus.CANCELLED);
        assertTellsNobodyWhyTheDoctorIsAway(appointment);
        assertThat(history(appointment)).containsExactly("BOOK", "CANCEL_FOR_ABSENCE");
        assertThat(hospital.auditOf(appointment.id()))
                .containsExactly("APPOINTMENT_BOOK", "APPOINTMENT_CANCEL_FOR_ABSENCE");
    }

    @Test
    void anAbsenceIsSettledInBatchesOfAtMost200() {
        rule(Booking.ALL, 0);
        List<Appointment> many = new ArrayList<>();
        Patient patient = patient();
        for (int day = 1; day <= 85; day++) {
            many.add(book(reception, patient.id(), doctor, at("10:00").plus(Duration.ofDays(day)))
                    .orElseThrow());
        }
        for (int i = 0; i < 2; i++) {
            Patient another = patient();
            for (int day = 1; day <= 85; day++) {
                many.add(book(
                                reception,
                                another.id(),
                                doctor,
                                at("10:15").plus(Duration.ofDays(day)).plus(Duration.ofMinutes(15L * i)))
                        .orElseThrow());
            }
        }
        long before = hospital.version(facility.id());
        away(at("00:00"), at("00:00").plus(Duration.ofDays(100)), Affected.CANCEL);
        absences.settleAll();
        assertThat(many).allMatch(one -> now(one).status() == AppointmentStatus.CANCELLED);
        for (long version = before + 1; version <= hospital.version(facility.id()); version++) {
            assertThat(hospital.changesAt(facility.id(), version)).hasSizeLessThanOrEqualTo(201);
        }
        assertThat(hospital.version(facility.id())).isGreaterThanOrEqualTo(before + 3);
    }

    /** The absence itself keeps that, for the staff. */
    private void assertTellsNobodyWhyTheDoctorIsAway(Appointment affected) {
        assertThat(now(affected).reason()).isEqualTo(affected.reason());
        assertThat(hospital.count("appointment_event", "reason is not null and appointment_id = ?", affected.id()))
                .isZero();
        assertThat(absences.page(reception, facility.id(), null, null, 10))
                .extracting(Absence::reason)
                .containsOnly("Ill");
    }

    private Absence away(Instant from, Instant until, Affected affected) {
        return absences.add(
                        reception,
                        new Absences.NewAbsence(Ids.next(), facility.id(), doctor.id(), from, until, "Ill", affected))
                .orElseThrow();
    }

    private WaitingListEntry waits(@Nullable UUID doctorId) {
        return join(patient().id(), doctorId, DAY, DAY.plusDays(3)).orElseThrow();
    }

    private Outcome<WaitingListEntry> join(UUID patient, @Nullable UUID doctorId, LocalDate from, LocalDate until) {
        return waitingLists.join(
                reception, new WaitingLists.Joining(Ids.next(), service.id(), doctorId, patient, from, until));
    }

    private @Nullable String status(WaitingListEntry of) {
        return jdbc.queryForObject("select status from waiting_list_entry where id = ?", String.class, of.id());
    }

    private WaitingListEntry entry(WaitingListEntry of) {
        return waitingLists.in(reception, facility.id(), null, null, 100).stream()
                .filter(entry -> entry.id().equals(of.id()))
                .findFirst()
                .orElseThrow();
    }

    private Appointment offer(WaitingListEntry of) {
        Appointment offer = entry(of).offer();
        assertThat(offer).isNotNull();
        return Objects.requireNonNull(offer);
    }
}
