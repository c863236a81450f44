package org.careturn.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.careturn.identity.Account;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.scheduling.Absence.Affected;
import org.careturn.scheduling.WaitingListEntry.Status;
import org.junit.jupiter.api.Test;

/** ADR 0011: the order of locks, and one appointment that fails, keep nobody from the rest. */
class SchedulingLocksTest extends SchedulingFixture {

    private WaitingListEntry offered(Instant start) {
        Appointment freed = booked(start);
        WaitingListEntry entry = waitingLists
                .join(
                        reception,
                        new WaitingLists.Joining(
                                Ids.next(), service.id(), doctor.id(), patient().id(), DAY, DAY.plusDays(80)))
                .orElseThrow();
        bookings.cancel(reception, freed.id(), null).orElseThrow();
        return entry;
    }

    private UUID offer(WaitingListEntry entry) {
        return jdbc.queryForList(
                        "select id from appointment where waiting_list_id = ? and status = 'PROPOSED'",
                        UUID.class,
                        entry.id())
                .getFirst();
    }

    /** As somebody who answers an offer does: holds the entry, then wants the offer, while the other work runs. */
    private void answersWhile(WaitingListEntry entry, UUID offer, Callable<Integer> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection answering = DATABASE.owner().connect();
                Statement statement = answering.createStatement()) {
            answering.setAutoCommit(false);
            statement.execute("select from waiting_list_entry where id = '" + entry.id() + "' for no key update");
            Future<Integer> working = threads.submit(work);
            awaitBlocked(1);
            statement.execute("select from appointment where id = '" + offer + "' for no key update nowait");
            answering.commit();
            assertThat(working.get()).isEqualTo(1);
        }
        assertThat(appointments.get(Actor.SYSTEM, offer).status()).isEqualTo(AppointmentStatus.CANCELLED);
        assertThat(jdbc.queryForObject("select status from waiting_list_entry where id = ?", String.class, entry.id()))
                .isEqualTo(Status.WAITLIST.name());
    }

    @Test
    void whoEndsAnOfferLocksItsEntryFirst() throws Exception {
        WaitingListEntry entry = offered(at("11:45"));
        UUID offer = offer(entry);
        clock.drive(at("08:31"));
        answersWhile(entry, offer, due::expireOffers);
    }

    @Test
    void anAbsenceThatEndsAnOfferLocksItsEntryFirst() throws Exception {
        WaitingListEntry entry = offered(at("11:45"));
        UUID offer = offer(entry);
        absences.add(
                        reception,
                        new Absences.NewAbsence(
                                Ids.next(),
                                facility.id(),
                                doctor.id(),
                                at("11:30"),
                                at("12:00"),
                                "Ill",
                                Affected.CANCEL))
                .orElseThrow();
        answersWhile(entry, offer, absences::settleAll);
    }

    /** As a merge does: locks the patient, then what is the patient's, while somebody cancels that. */
    @Test
    void whoChangesAnAppointmentHoldsItsPatientFirst() throws Exception {
        Appointment booked = booked(at("11:00"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection merging = DATABASE.owner().connect();
                Statement statement = merging.createStatement()) {
            merging.setAutoCommit(false);
            statement.execute("select from patient where id = '" + booked.patientId() + "' for update");
            Future<Outcome<Appointment>> cancelling =
                    threads.submit(() -> bookings.cancel(reception, booked.id(), null));
            awaitBlocked(1);
            statement.execute("select from appointment where id = '" + booked.id() + "' for no key update nowait");
            merging.commit();
            assertThat(cancelling.get()).isInstanceOf(Outcome.Done.class);
        }
        assertThat(now(booked).status()).isEqualTo(AppointmentStatus.CANCELLED);
    }

    @Test
    void twoWhoSwapDoctorsDontWaitForEachOther() throws Exception {
        Account other = doctor(1);
        for (int round = 1; round <= 40; round++) {
            Duration days = Duration.ofDays(round);
            Appointment one = booked(at("09:00").plus(days));
            Appointment two = book(reception, patient().id(), other, at("09:00").plus(days))
                    .orElseThrow();
            List<Callable<Outcome<Appointment>>> both = List.of(
                    () -> reschedule(reception, one, other, at("10:00").plus(days)),
                    () -> reschedule(reception, two, doctor, at("10:00").plus(days)));
            List<Outcome<Appointment>> outcomes = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Outcome<Appointment>> done : threads.invokeAll(both)) {
                    outcomes.add(done.get());
                }
            }
            assertThat(outcomes).hasOnlyElementsOfType(Outcome.Done.class);
        }
    }

    @Test
    void whatFailsForOneIsDoneForTheOthers() throws Exception {
        Appointment first = booked(at("09:00"));
        Appointment bad = booked(at("09:15"));
        Appointment last = booked(at("09:30"));
        clock.drive(at("10:30"));
        try (Connection owner = DATABASE.owner().connect();
                Statement statement = owner.createStatement()) {
            statement.execute("alter table appointment add constraint broken check (id <> '" + bad.id()
                    + "' or status = 'BOOKED')");
            try {
                due.markNoShows();
            } finally {
                statement.execute("alter table appointment drop constraint broken");
            }
        }
        assertThat(now(first).status()).isEqualTo(AppointmentStatus.NOSHOW);
        assertThat(now(bad).status()).isEqualTo(AppointmentStatus.BOOKED);
        assertThat(now(last).status()).isEqualTo(AppointmentStatus.NOSHOW);
        due.markNoShows();
        assertThat(now(bad).status()).isEqualTo(AppointmentStatus.NOSHOW);
    }

    @Test
    void anAbsenceThatIsWithdrawnMeanwhileAffectsNothingMore() {
        Appointment first = booked(at("10:00"));
        Appointment second = booked(at("10:15"));
        Absence absence = absences.add(
                        reception,
                        new Absences.NewAbsence(
                                Ids.next(),
                                facility.id(),
                                doctor.id(),
                                at("09:30"),
                                at("12:00"),
                                "By mistake",
                                Affected.CANCEL))
                .orElseThrow();
        afterwards.once(() -> absences.withdraw(reception, absence.id()).orElseThrow());
        assertThat(absences.settleAll()).isEqualTo(1);
        assertThat(now(first).status()).isEqualTo(AppointmentStatus.CANCELLED);
        assertThat(now(second)).isEqualTo(second);
        assertThat(absences.page(reception, facility.id(), null, null, 10)
                        .getFirst()
                        .settledAt())
                .isNull();
    }
}
