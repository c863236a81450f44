package org.careturn.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.careturn.facilities.Room;
import org.careturn.forecasting.Delayed;
import org.careturn.forecasting.NoticeDue;
import org.careturn.patients.Consents;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.queueing.Calls;
import org.careturn.queueing.DeskSession;
import org.careturn.queueing.Entry;
import org.careturn.queueing.TurnForecast;
import org.careturn.queueing.Visits.VisitWithPath;
import org.careturn.scheduling.Absence.Affected;
import org.careturn.scheduling.Absences;
import org.careturn.scheduling.Appointment;
import org.careturn.scheduling.AppointmentStatus;
import org.careturn.scheduling.Bookings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** FR-NOTIF-01, 02, 08, 13: what happens becomes one message each, staged with it. */
class MessagesTest extends MessageScene {
    @Autowired
    Absences absences;

    @Test
    void anAppointmentIsConfirmedMovedAndCancelledByAMessageEach() {
        Appointment appointment = booked(Instant.parse("2026-03-04T09:00:00Z"));
        bookings.reschedule(
                        reception,
                        appointment.id(),
                        new Bookings.Reschedule(doctor.id(), Instant.parse("2026-03-04T10:00:00Z"), null, false))
                .orElseThrow();
        assertThat(lastText())
                .isEqualTo(facility.name() + ": your appointment has been moved to Wed, Mar 4, 10:00 AM.");
        bookings.cancel(reception, appointment.id(), null).orElseThrow();
        bookings.cancel(reception, appointment.id(), null).orElseThrow();
        assertThat(kinds()).containsExactly("BOOKING_CONFIRMED", "BOOKING_RESCHEDULED", "BOOKING_CANCELLED");
    }

    /** FR-SCHED-10 */
    @Test
    void whoseDoctorIsAwayIsToldOfTheNewTimeOrOfTheCancellation() {
        booked(Instant.parse("2026-03-04T09:00:00Z"));
        away("2026-03-04T09:00:00Z", "2026-03-04T10:00:00Z", Affected.MOVE);
        assertThat(lastText())
                .isEqualTo(facility.name()
                        + ": your appointment has been moved to Wed, Mar 4, 10:00 AM. The doctor is away.");
        away("2026-03-04T10:00:00Z", "2026-03-04T12:00:00Z", Affected.CANCEL);
        assertThat(lastText())
                .isEqualTo(facility.name() + ": your appointment on Wed, Mar 4, 10:00 AM is cancelled."
                        + " The doctor is away; please book another time.");
        assertThat(kinds()).containsExactly("BOOKING_CONFIRMED", "BOOKING_RESCHEDULED", "BOOKING_CANCELLED");
    }

    private void away(String from, String until, Affected affected) {
        absences.add(
                        reception,
                        new Absences.NewAbsence(
                                Ids.next(),
                                facility.id(),
                                doctor.id(),
                                Instant.parse(from),
                                Instant.parse(until),
                                "Ill",
                                affected))
                .orElseThrow();
        assertThat(absences.settleAll()).isEqualTo(1);
    }

    @Test
    void aRefusedOrRolledBackChangeTellsNobody() {
        new TransactionTemplate(transactions).executeWithoutResult(tx -> {
            booked(Instant.parse("2026-03-04T09:00:00Z"));
            tx.setRollbackOnly();
        });
        assertThat(kinds()).isEmpty();
    }

    @Test
    void theQueueTellsOfNumberCallRecallMissAndCorrection() {
        VisitWithPath visit = arrived();
        assertThat(kinds()).containsExactly("CHECKED_IN");
        assertThat(lastText())
                .contains(visit.visit().ticketNumber(), "/t/" + visit.visit().token());
        Room room = hospital.room(facility);
        Actor at = new Actor(doctor.id(), Ids.next(), doctor.roles(), null);
        DeskSession desk =
                desks.open(at, room.id(), List.of(service.queueId()), 1).orElseThrow();
        Calls.Called first = calls.callNext(at, desk.id(), null).orElseThrow();
        assertThat(lastText())
                .isEqualTo("Number " + visit.visit().ticketNumber() + ": it is your turn. Please go to: " + room.name()
                        + ".");
        calls.recall(at, first.entry().id(), first.call().id()).orElseThrow();
        calls.recall(at, first.entry().id(), first.call().id()).orElseThrow();
        Entry missed = calls.noShow(at, first.entry().id(), first.call().id()).orElseThrow();
        assertThat(lastText()).contains("you missed your call");
        undo.undo(at, missed.id(), missed.version()).orElseThrow();
        assertThat(kinds()).containsExactly("CHECKED_IN", "TURN_NOW", "RECALL", "RECALL", "MISSED_TURN", "TURN_NOW");
    }

    @Test
    void whoWasCalledByMistakeIsToldSoAndASecondCallIsAnotherMessage() {
        arrived();
        Actor at = new Actor(doctor.id(), Ids.next(), doctor.roles(), null);
        DeskSession desk = desks.open(at, hospital.room(facility).id(), List.of(service.queueId()), 1)
                .orElseThrow();
        Calls.Called called = calls.callNext(at, desk.id(), null).orElseThrow();
        undo.undo(at, called.entry().id(), called.entry().version()).orElseThrow();
        Calls.Called again = calls.callNext(at, desk.id(), null).orElseThrow();
        calls.start(at, again.entry().id(), again.call().id()).orElseThrow();
        calls.serve(at, again.entry().id(), again.call().id()).orElseThrow();
        assertThat(kinds()).containsExactly("CHECKED_IN", "TURN_NOW", "CORRECTION", "TURN_NOW", "VISIT_FINISHED");
    }

    @Test
    void theForecastTellsOnceThatATurnIsNearAndOnceThatItTakesLonger() {
        VisitWithPath visit = arrived();
        Entry entry = visit.entries().getFirst();
        Instant p10 = MONDAY.plusSeconds(600);
        Instant p50 = MONDAY.plusSeconds(900);
        Instant p90 = MONDAY.plusSeconds(1500);
        for (int i = 0; i < 2; i++) {
            new TransactionTemplate(transactions).executeWithoutResult(tx -> {
                events.publishEvent(new NoticeDue(
                        facility.id(), entry.queueId(), entry.id(), entry.visitId(), MONDAY, p10, p50, p90));
                events.publishEvent(new Delayed(
                        facility.id(),
                        entry.queueId(),
                        entry.id(),
                        entry.visitId(),
                        MONDAY,
                        new TurnForecast.Range(p10, p50, p90),
                        null,
                        Delayed.Reason.EMERGENCY_FIRST));
            });
        }
        assertThat(kinds()).containsExactly("CHECKED_IN", "TURN_SOON", "DELAYED");
        assertThat(lastText()).contains("as an emergency came first", "between 8:10 AM and 8:25 AM");
    }

    @Test
    void whereNobodyIsAtWorkTheMessageNamesNoTimeThatNobodyKnows() {
        Entry entry = arrived().entries().getFirst();
        delayed(entry, null);
        assertThat(lastText())
                .contains("nobody is at the desk", "cannot say yet")
                .doesNotContain(":00", "AM");
    }

    @Test
    void whereSomebodyIsKnownToBeginTheMessageNamesThatTime() {
        delayed(arrived().entries().getFirst(), MONDAY.plusSeconds(3600));
        assertThat(lastText()).contains("Your turn is not before 9:00 AM.");
    }

    private void delayed(Entry entry, @Nullable Instant notBefore) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(tx -> events.publishEvent(new Delayed(
                        facility.id(),
                        entry.queueId(),
                        entry.id(),
                        entry.visitId(),
                        MONDAY,
                        null,
                        notBefore,
                        Delayed.Reason.NOBODY_AT_WORK)));
    }

    @Test
    void reminders24And2HoursBeforeAreSentOnceAndOnlyWhereTheyMakeSense() {
        Instant start = Instant.parse("2026-03-04T10:00:00Z");
        Appointment appointment = booked(start);
        clock.drive(start.minus(Duration.ofHours(24)).minusSeconds(60));
        reminders.remindAll();
        assertThat(kinds()).containsExactly("BOOKING_CONFIRMED");
        clock.drive(start.minus(Duration.ofHours(24)));
        reminders.remindAll();
        reminders.remindAll();
        assertThat(kinds()).containsExactly("BOOKING_CONFIRMED", "REMINDER");
        clock.drive(start.minus(Duration.ofMinutes(110)));
        reminders.remindAll();
        assertThat(kinds()).containsExactly("BOOKING_CONFIRMED", "REMINDER", "REMINDER");
        bookings.cancel(reception, appointment.id(), null).orElseThrow();
        clock.drive(Instant.parse("2026-03-04T09:10:00Z"));
        booked(Instant.parse("2026-03-04T11:00:00Z")); // later than the reminders' times
        clock.drive(Instant.parse("2026-03-04T09:12:00Z"));
        reminders.remindAll();
        assertThat(kinds().stream().filter("REMINDER"::equals)).hasSize(2);
    }

    @Test
    void whoIsBookedForTheEarlyMorningIsRemindedBeforeTheQuietHours() {
        for (java.time.DayOfWeek day : java.time.DayOfWeek.values()) {
            openFrom(day, 8);
        }
        booked(Instant.parse("2026-03-04T08:30:00Z"));
        clock.drive(Instant.parse("2026-03-03T08:30:00Z"));
        reminders.remindAll();
        clock.drive(Instant.parse("2026-03-03T19:59:00Z"));
        reminders.remindAll();
        assertThat(kinds()).containsExactly("BOOKING_CONFIRMED", "REMINDER");
        clock.drive(Instant.parse("2026-03-03T20:00:00Z"));
        reminders.remindAll();
        assertThat(kinds()).containsExactly("BOOKING_CONFIRMED", "REMINDER", "REMINDER");
        assertThat(recipients.of(message()).quietUntil()).isNull();
        clock.drive(Instant.parse("2026-03-04T06:40:00Z"));
        reminders.remindAll();
        assertThat(kinds()).containsExactly("BOOKING_CONFIRMED", "REMINDER", "REMINDER");
    }

    @Test
    void whoIsBookedForLaterIsRemindedInTheMorning() {
        booked(Instant.parse("2026-03-04T09:00:00Z"));
        clock.drive(Instant.parse("2026-03-03T20:30:00Z"));
        reminders.remindAll();
        assertThat(kinds()).containsExactly("BOOKING_CONFIRMED");
        clock.drive(Instant.parse("2026-03-04T07:00:00Z"));
        reminders.remindAll();
        assertThat(kinds()).containsExactly("BOOKING_CONFIRMED", "REMINDER");
    }

    @Test
    void anAnswerCancelsTheOneAppointmentThatThisPhoneWasRemindedOf() {
        Instant start = Instant.parse("2026-03-04T10:00:00Z");
        Appointment appointment = booked(start);
        reply(phone, "CANCELAR");
        assertThat(appointments.get(Actor.SYSTEM, appointment.id()).status()).isEqualTo(AppointmentStatus.BOOKED);
        clock.drive(start.minus(Duration.ofHours(24)));
        reminders.remindAll();
        jdbc.update(
                "update notification set state = 'SENT', next_at = null where kind = 'REMINDER'"); // as delivery does
        reply("+353851299999", "CANCELAR");
        reply(phone, "sí");
        reply(phone, "cancelar la luz");
        assertThat(appointments.get(Actor.SYSTEM, appointment.id()).status()).isEqualTo(AppointmentStatus.BOOKED);
        reply(phone, "Cancelar.");
        assertThat(appointments.get(Actor.SYSTEM, appointment.id()).status()).isEqualTo(AppointmentStatus.CANCELLED);
        assertThat(kinds()).endsWith("BOOKING_CANCELLED");
    }

    @Test
    void aYesIsWrittenDownOnceAndNotAskedForAgain() {
        Instant start = Instant.parse("2026-03-04T10:00:00Z");
        Appointment appointment = booked(start);
        clock.drive(start.minus(Duration.ofHours(24)));
        reminders.remindAll();
        assertThat(lastText()).contains("Reply YES to confirm, CANCEL to cancel.");
        jdbc.update(
                "update notification set state = 'SENT', next_at = null where kind = 'REMINDER'"); // as delivery does
        reply(phone, "sí");
        Appointment confirmed = appointments.get(Actor.SYSTEM, appointment.id());
        assertThat(confirmed.confirmedAt()).isEqualTo(clock.instant());
        assertThat(confirmed.status()).isEqualTo(AppointmentStatus.BOOKED);
        reply(phone, "sí");
        assertThat(hospital.auditOf(appointment.id())).containsOnlyOnce("APPOINTMENT_CONFIRM");
        clock.drive(start.minus(Duration.ofHours(2)));
        reminders.remindAll();
        assertThat(lastText()).contains("Reply CANCEL to cancel.").doesNotContain("YES");
        bookings.reschedule(
                        reception,
                        appointment.id(),
                        new Bookings.Reschedule(doctor.id(), Instant.parse("2026-03-04T11:00:00Z"), null, false))
                .orElseThrow();
        assertThat(appointments.get(Actor.SYSTEM, appointment.id()).confirmedAt())
                .as("it was for another time")
                .isNull();
    }

    @Test
    void aNoWinsAndAPointlessMessageIsNotSent() {
        Appointment appointment = booked(Instant.parse("2026-03-04T09:00:00Z"));
        Notification message = message();
        assertThat(recipients.of(message).channels()).containsExactly(Channel.SMS);
        assertThat(recipients.of(message).phone()).isEqualTo(phone);
        assertThat(recipients.of(message).language()).isEqualTo("es");
        consents.record(reception, patient.id(), Consents.Kind.SMS, false).orElseThrow();
        assertThat(recipients.of(message).channels()).isEmpty();
        assertThat(recipients.of(message).withheld()).isEqualTo(Withheld.REFUSED);
        consents.record(reception, patient.id(), Consents.Kind.SMS, true).orElseThrow();
        bookings.reschedule(
                        reception,
                        appointment.id(),
                        new Bookings.Reschedule(doctor.id(), Instant.parse("2026-03-04T10:00:00Z"), null, false))
                .orElseThrow();
        assertThat(recipients.of(message).withheld()).isEqualTo(Withheld.APPOINTMENT_MOVED);
    }

    @Test
    void quietHoursHoldForWhatMayWaitByTheFacilitysClock() {
        booked(Instant.parse("2026-03-04T09:00:00Z"));
        Notification message = message();
        assertThat(recipients.of(message).quietUntil()).isNull();
        clock.drive(Instant.parse("2026-03-02T23:30:00Z"));
        assertThat(recipients.of(message).quietUntil()).isEqualTo(Instant.parse("2026-03-03T08:00:00Z"));
    }

    @Test
    void nothingPersonalStandsInTheMessagesInClear() {
        booked(Instant.parse("2026-03-04T09:00:00Z"));
        String row = jdbc.queryForObject(
                "select row_to_json(n)::text from notification n where patient_id = ?", String.class, patient.id());
        assertThat(row).doesNotContain(service.name(), patient.name(), phone);
    }
}
