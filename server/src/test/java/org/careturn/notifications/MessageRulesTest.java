package org.careturn.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.FacilityPolicy;
import org.careturn.facilities.OpeningSetup;
import org.careturn.facilities.Urgency;
import org.careturn.identity.Account;
import org.careturn.notifications.jdbc.NotificationStore;
import org.careturn.patients.Consents;
import org.careturn.patients.Guardianship;
import org.careturn.patients.Guardianships;
import org.careturn.patients.Patient;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.queueing.Calls;
import org.careturn.queueing.DeskSession;
import org.careturn.queueing.Visit;
import org.careturn.queueing.Visits.Arriving;
import org.careturn.queueing.Visits.VisitWithPath;
import org.careturn.scheduling.Appointment;
import org.careturn.scheduling.Bookings;
import org.careturn.scheduling.WaitingLists;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** FR-NOTIF-08, 09, 12, 13, US-PAT-19: who is written to, and who isn't and why; answers, resending, ratings and counts. */
class MessageRulesTest extends MessageScene {
    @Autowired
    private Guardianships guardianships;

    @Autowired
    private WaitingLists waitingLists;

    @Autowired
    private Preferences preferences;

    @Autowired
    private OpeningSetup opening;

    @Autowired
    private Resends resends;

    @Autowired
    private MessageUsage usage;

    @Autowired
    private Feedback feedback;

    @Autowired
    private OptOuts optOuts;

    @Autowired
    private Inbox inbox;

    private Actor admin() {
        Account account = hospital.account(Role.ADMIN, facility);
        return new Actor(account.id(), Ids.next(), account.roles(), null);
    }

    private Recipients.Recipient lastRecipient() {
        return recipients.of(store.latest(1).getFirst().notification());
    }

    private Calls.Called called() {
        Actor at = new Actor(doctor.id(), Ids.next(), doctor.roles(), null);
        DeskSession desk = desks.open(at, hospital.room(facility).id(), List.of(service.queueId()), 1)
                .orElseThrow();
        return calls.callNext(at, desk.id(), null).orElseThrow();
    }

    private void set(boolean reminders, boolean feedbackAsked) {
        FacilityPolicy now = facilities.policy(facility.id());
        opening.setPolicy(
                        Actor.SYSTEM,
                        facility.id(),
                        facilities.facility(facility.id()).version(),
                        new FacilityPolicy(
                                now.reminderHours(),
                                now.lastReminderHours(),
                                reminders,
                                feedbackAsked,
                                now.quietFrom(),
                                now.quietUntil(),
                                now.messagesPerDay(),
                                now.visitRetentionDays(),
                                now.messageRetentionDays(),
                                now.forecastRetentionDays()))
                .orElseThrow();
    }

    private void ends(NotificationState state, @Nullable String error) {
        Notification held = store.latest(1).getFirst().notification();
        store.claim(Instant.parse("2099-01-01T00:00:00Z"), Duration.ofSeconds(1), 0, 9, 10_000);
        Notification claimed = store.find(held.id()).orElseThrow();
        if (state != NotificationState.FAILED) { // which needs no provider
            assertThat(store.move(claimed, NotificationState.SENDING, null, null, clock.instant()))
                    .isTrue();
        }
        assertThat(store.move(claimed, state, error, null, clock.instant())).isTrue();
    }

    @Test
    void aPhoneGivenForTheVisitIsEnoughAndANoIsStronger() {
        arrived();
        assertThat(lastRecipient().channels()).containsExactly(Channel.SMS);
        assertThat(lastRecipient().withheld()).isNull();
        assertThat(preferences.current(patient.id()).smsAllowed()).isTrue();
        consents.record(reception, patient.id(), Consents.Kind.SMS, false).orElseThrow();
        assertThat(lastRecipient().withheld()).isEqualTo(Withheld.REFUSED);
        assertThat(preferences.current(patient.id()).smsAllowed()).isFalse();
        consents.record(reception, patient.id(), Consents.Kind.SMS, true).orElseThrow();
        preferences
                .set(reception, patient.id(), 1, Preferences.Choice.NONE, true)
                .orElseThrow();
        assertThat(lastRecipient().withheld()).isEqualTo(Withheld.NO_MESSAGES);
    }

    @Test
    void remindersAreOnAndFeedbackIsOffUntilSomebodySaysOtherwise() {
        Instant start = Instant.parse("2026-03-04T10:00:00Z");
        booked(start);
        clock.drive(start.minus(Duration.ofHours(24)));
        reminders.remindAll();
        assertThat(lastRecipient().withheld()).isNull();
        set(false, false);
        assertThat(lastRecipient().withheld()).isEqualTo(Withheld.NO_REMINDERS);
        preferences
                .set(reception, patient.id(), 1, Preferences.Choice.SMS, true)
                .orElseThrow();
        assertThat(lastRecipient().withheld()).isNull();
        set(true, false);
        preferences
                .set(reception, patient.id(), 2, Preferences.Choice.SMS, false)
                .orElseThrow();
        assertThat(lastRecipient().withheld()).isEqualTo(Withheld.NO_REMINDERS);
    }

    @Test
    void whoWasServedIsAskedHowItWasOnlyIfTheFacilityOrThePatientWantsIt() {
        arrived();
        Calls.Called call = called();
        Actor at = new Actor(doctor.id(), Ids.next(), doctor.roles(), null);
        calls.start(at, call.entry().id(), call.call().id()).orElseThrow();
        calls.serve(at, call.entry().id(), call.call().id()).orElseThrow();
        assertThat(kinds()).endsWith("VISIT_FINISHED");
        assertThat(lastRecipient().withheld()).isEqualTo(Withheld.NO_FEEDBACK);
        set(true, true);
        assertThat(lastRecipient().withheld()).isNull();
        consents.record(reception, patient.id(), Consents.Kind.FEEDBACK, false).orElseThrow();
        assertThat(lastRecipient().withheld()).isEqualTo(Withheld.NO_FEEDBACK);

        String token = feedback.token(call.entry().visitId()).orElseThrow();
        assertThat(lastText()).endsWith("/f/" + token);
        assertThat(feedback.get(token).rating()).isNull();
        assertThat(feedback.give(token, 4, " Friendly. ")).isInstanceOf(Outcome.Done.class);
        assertThat(feedback.give(token, 4, "Friendly.")).isInstanceOf(Outcome.Noop.class);
        assertThat(feedback.give(token, 1, null)).isInstanceOf(Outcome.Refused.class);
        assertThat(jdbc.queryForObject(
                        "select position('Friendly' in encode(words, 'escape')) from visit_feedback where token = ?",
                        Integer.class,
                        token))
                .isZero();
        LocalDate day = LocalDate.of(2026, 3, 2);
        Feedback.FeedbackReport report = feedback.report(admin(), facility.id(), day, day);
        assertThat(report.visits()).isEqualTo(1);
        assertThat(report.ratings()).contains(new Feedback.RatingCount(4, 1), new Feedback.RatingCount(1, 0));
        assertThat(report.latest()).extracting(Feedback.FeedbackWords::words).containsExactly("Friendly.");
    }

    @Test
    void aVisitIsRatedWithinTwoWeeks() {
        arrived();
        Calls.Called call = called();
        Actor at = new Actor(doctor.id(), Ids.next(), doctor.roles(), null);
        calls.start(at, call.entry().id(), call.call().id()).orElseThrow();
        calls.serve(at, call.entry().id(), call.call().id()).orElseThrow();
        String token = feedback.token(call.entry().visitId()).orElseThrow();
        clock.drive(MONDAY.plus(Duration.ofDays(15)));
        assertThat(feedback.give(token, 4, null)).isEqualTo(Outcome.refused(NotificationProblem.FEEDBACK_CLOSED));
        assertThat(feedback.give("no such token of any visit", 4, null))
                .isEqualTo(Outcome.refused(CommonProblem.NOT_FOUND));
    }

    @Test
    void whatEventsHaveOvertakenEndsByTheirName() {
        VisitWithPath visit = arrived();
        Calls.Called call = called();
        assertThat(lastRecipient().withheld()).isNull();
        Actor at = new Actor(doctor.id(), Ids.next(), doctor.roles(), null);
        calls.start(at, call.entry().id(), call.call().id()).orElseThrow();
        assertThat(lastRecipient().withheld()).isEqualTo(Withheld.TURN_CAME);
        assertThat(visit.entries()).hasSize(1);

        Appointment appointment = booked(Instant.parse("2026-03-04T09:00:00Z"));
        Notification confirmed = store.latest(1).getFirst().notification();
        bookings.cancel(reception, appointment.id(), null).orElseThrow();
        assertThat(recipients.of(confirmed).withheld()).isEqualTo(Withheld.APPOINTMENT_CANCELLED);
    }

    @Test
    void aGuardianIsToldOfADependantAndCanSayNo() {
        Patient child = hospital.patient(facility);
        guardianships
                .start(
                        reception,
                        child.id(),
                        new Guardianships.NewGuardianship(patient.id(), Guardianship.Relationship.PARENT, null))
                .orElseThrow();
        visits.arrive(
                        reception,
                        Arriving.at(
                                Ids.next(),
                                facility.id(),
                                child.id(),
                                service.queueId(),
                                Urgency.NON_URGENT,
                                Visit.Channel.RECEPTION))
                .orElseThrow();
        assertThat(lastRecipient().phone()).isEqualTo(phone);
        assertThat(lastRecipient().language()).isEqualTo("es");
        consents.record(reception, patient.id(), Consents.Kind.SMS, false).orElseThrow();
        assertThat(lastRecipient().phone()).isNull();
        consents.record(reception, patient.id(), Consents.Kind.SMS, true).orElseThrow();
        consents.record(reception, child.id(), Consents.Kind.SMS, false).orElseThrow();
        assertThat(lastRecipient().withheld()).isEqualTo(Withheld.REFUSED);
    }

    @Test
    void aFreedSlotIsOfferedBySmsAndTakenByAWord() {
        Patient other = hospital.patient(facility);
        Appointment freed = bookings.book(
                        reception,
                        new Bookings.Booking(
                                Ids.next(),
                                service.id(),
                                doctor.id(),
                                Instant.parse("2026-03-04T09:00:00Z"),
                                other.id(),
                                null,
                                false))
                .orElseThrow();
        LocalDate day = LocalDate.of(2026, 3, 4);
        waitingLists
                .join(reception, new WaitingLists.Joining(Ids.next(), service.id(), null, patient.id(), day, day))
                .orElseThrow();
        bookings.cancel(reception, freed.id(), null).orElseThrow();
        assertThat(kinds()).containsExactly("SLOT_OFFERED");
        ends(NotificationState.SENT, null);
        reply(phone, "Sí");
        assertThat(kinds()).containsExactly("SLOT_OFFERED", "BOOKING_CONFIRMED"); // which is the answer
        Notification offer = message(NotificationKind.SLOT_OFFERED);
        assertThat(recipients.of(offer).withheld()).isEqualTo(Withheld.OFFER_ENDED);
    }

    private Notification message(NotificationKind kind) {
        return store.latest(50).stream()
                .map(NotificationStore.Latest::notification)
                .filter(one -> one.kind() == kind && patient.id().equals(one.patientId()))
                .findFirst()
                .orElseThrow();
    }

    private List<String> answers() {
        return jdbc.query(
                "select arguments ->> 'about' from notification where kind = 'ANSWER' and phone = ? order by id",
                (row, n) -> row.getString(1),
                phone);
    }

    @Test
    void whoWritesIsAnsweredInHisLanguageButNotForEver() {
        reply(phone, "help");
        assertThat(answers()).containsExactly("HELP");
        assertThat(store.latest(1).getFirst().notification().language()).isEqualTo("es");
        reply(phone, "HELP");
        assertThat(answers()).as("within five minutes").hasSize(1);
        clock.drive(MONDAY.plus(Duration.ofMinutes(6)));
        reply(phone, "I am driving and will answer later");
        assertThat(answers()).as("noise within a day").hasSize(1);
        reply(phone, "sí");
        assertThat(answers()).containsExactly("HELP", "NOTHING_OPEN");
        clock.drive(MONDAY.plus(Duration.ofHours(30)));
        reply(phone, "I am driving and will answer later");
        reply(phone, "I am driving and will answer later");
        assertThat(answers()).containsExactly("HELP", "NOTHING_OPEN", "NOT_UNDERSTOOD");
        reply("+353851288888", "hello"); // a stranger
        reply(phone, "stop");
        assertThat(jdbc.queryForObject(
                        "select count(*) from notification where phone = '+353851288888'", Integer.class))
                .isZero();
        assertThat(answers()).hasSize(3);
    }

    @Test
    void aConfirmationIsConfirmed() {
        Instant start = Instant.parse("2026-03-04T10:00:00Z");
        booked(start);
        clock.drive(start.minus(Duration.ofHours(24)));
        reminders.remindAll();
        ends(NotificationState.SENT, null);
        reply(phone, "si");
        assertThat(answers()).containsExactly("CONFIRMED");
        clock.drive(start.minus(Duration.ofHours(23)));
        reply(phone, "cancelar");
        assertThat(answers()).containsExactly("CONFIRMED"); // the cancellation has its own message
        assertThat(kinds()).endsWith("BOOKING_CANCELLED");
    }

    @Test
    void whatTheProviderAnswersItselfIsNotAnsweredTwice() {
        inbox.take("SM-help-" + phone, phone, "HELP", "HELP");
        assertThat(answers()).isEmpty();
    }

    @Test
    void staffSendAMessageOnceMoreForAReasonAndThreeTimesAtMost() {
        arrived();
        Notification first = message(NotificationKind.CHECKED_IN);
        assertThat(resends.resend(reception, facility.id(), first.id(), "nothing came"))
                .isEqualTo(Outcome.refused(NotificationProblem.MESSAGE_ON_ITS_WAY));
        ends(NotificationState.FAILED, "NO_PROVIDER");
        UUID last = first.id();
        for (int i = 1; i <= Resends.MOST; i++) {
            Resends.Resent again = resends.resend(reception, facility.id(), last, "nothing came")
                    .orElseThrow();
            assertThat(again.resendOf()).isEqualTo(first.id());
            assertThat(again.usefulUntil()).isEqualTo(clock.instant().plus(Duration.ofMinutes(30)));
            assertThat(resends.resend(reception, facility.id(), last, "nothing came"))
                    .isEqualTo(Outcome.refused(NotificationProblem.MESSAGE_ON_ITS_WAY));
            assertThat(lastText()).contains(first.arguments().get("number"));
            last = again.id();
            ends(NotificationState.DELIVERED, null);
        }
        assertThat(resends.resend(reception, facility.id(), last, "nothing came"))
                .isEqualTo(Outcome.refused(NotificationProblem.MESSAGE_RESENT_ENOUGH));
        assertThat(hospital.auditOf(last)).contains("NOTIFICATION_RESENT");
        assertThat(resends.resend(reception, hospital.facility().id(), last, "nothing came"))
                .isEqualTo(Outcome.refused(CommonProblem.NOT_FOUND));
        assertThat(jdbc.queryForObject(
                        "select position('nothing' in encode(resend_reason, 'escape')) from notification where id = ?",
                        Integer.class,
                        last))
                .isZero();
    }

    @Test
    void whatIsOverIsNotSentOnceMore() {
        arrived();
        Calls.Called call = called();
        Notification turn = message(NotificationKind.TURN_NOW);
        ends(NotificationState.FAILED, "NO_PROVIDER");
        Actor at = new Actor(doctor.id(), Ids.next(), doctor.roles(), null);
        calls.start(at, call.entry().id(), call.call().id()).orElseThrow();
        Outcome<Resends.Resent> refused = resends.resend(reception, facility.id(), turn.id(), "did not come");
        assertThat(refused).isInstanceOf(Outcome.Refused.class);
        assertThat(refused.toString()).contains("MESSAGE_OVERTAKEN", "TURN_CAME");
    }

    @Test
    void countsStayWhenTheLogHasGone() {
        arrived();
        ends(NotificationState.FAILED, "NO_PROVIDER");
        LocalDate day = LocalDate.of(2026, 3, 2);
        List<MessageUsage.UsageCount> before =
                usage.report(admin(), facility.id(), day, day).items();
        assertThat(before).hasSize(1);
        assertThat(before.getFirst().messages()).isEqualTo(1);
        assertThat(before.getFirst().kind()).isEqualTo(NotificationKind.CHECKED_IN);
        clock.drive(MONDAY.plus(Duration.ofDays(89)));
        usage.forget();
        assertThat(kinds()).as("kept for 90 days").hasSize(1);
        clock.drive(MONDAY.plus(Duration.ofDays(91)));
        assertThat(usage.forget()).isPositive();
        assertThat(kinds()).isEmpty();
        usage.forget();
        assertThat(usage.report(admin(), facility.id(), day, day).items())
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(before);
        assertThat(usage.report(admin(), facility.id(), day.plusDays(1), day.plusDays(2))
                        .items())
                .isEmpty();
    }

    @Test
    void aStoppedNumberIsKnownByItsHashAlone() {
        optOuts.stop(phone);
        optOuts.stop(phone);
        assertThat(optOuts.isStopped(phone)).isTrue();
        assertThat(jdbc.queryForObject("select count(*) from sms_opt_out where phone is not null", Integer.class))
                .isZero();
        optOuts.start(phone);
        assertThat(optOuts.isStopped(phone)).isFalse();
        jdbc.update("insert into sms_opt_out (phone, at) values (?, now())", phone); // of an earlier version
        assertThat(optOuts.isStopped(phone)).isTrue();
        optOuts.hashAll();
        assertThat(optOuts.isStopped(phone)).isTrue();
        assertThat(jdbc.queryForObject("select count(*) from sms_opt_out where phone is not null", Integer.class))
                .isZero();
    }

    @Test
    void theOutboxSaysThatThereIsNoProvider() {
        arrived();
        ends(NotificationState.FAILED, "NO_PROVIDER");
        Outbox.Entry entry = outbox.latest(1).getFirst();
        assertThat(entry.status()).isEqualTo("not sent: no provider");
        assertThat(entry.state()).isEqualTo(NotificationState.FAILED);
    }
}
