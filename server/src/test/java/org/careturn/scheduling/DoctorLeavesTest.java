package org.careturn.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.careturn.identity.Account;
import org.careturn.identity.Staff;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** FR-ID-18, US-ADM-02: nobody is booked with whoever works here no more, and reception finds who has to be rebooked. */
class DoctorLeavesTest extends SchedulingFixture {
    @Autowired
    Staff people;

    @Autowired
    PlatformTransactionManager transactions;

    private List<Appointment> toRebook() {
        return appointments.toRebook(reception, facility.id(), null, null, 100);
    }

    @Test
    void whoIsDeactivatedHasNoSlotsAndTheAppointmentsAreListed() {
        Appointment today = booked(at("10:00"));
        Appointment later = booked(at("10:15").plus(Duration.ofDays(80)));
        Account colleague = doctor(1);
        book(reception, patient().id(), colleague, at("10:00")).orElseThrow();
        bookings.cancel(reception, booked(at("10:45")).id(), null).orElseThrow();
        assertThat(toRebook()).isEmpty();

        people.setActive(Actor.SYSTEM, doctor.id(), false).orElseThrow();

        assertThat(toRebook()).containsExactly(today, later);
        assertThat(appointments.toRebook(reception, facility.id(), null, today.id(), 100))
                .containsExactly(later);
        assertThat(slots.compute(service.id(), null, at("00:00"), at("23:59"), false))
                .extracting(Slot::doctorId)
                .containsOnly(colleague.id());
        assertRefused(book(reception, patient().id(), doctor, at("11:00")), "no-such-slot");
        assertRefused(reschedule(reception, later, doctor, at("11:00")), "no-such-slot");
        reschedule(reception, today, colleague, at("11:00")).orElseThrow();
        assertThat(toRebook()).containsExactly(later);
        people.setActive(Actor.SYSTEM, doctor.id(), true).orElseThrow();
        assertThat(toRebook()).isEmpty();
        assertThat(book(reception, patient().id(), doctor, at("11:00"))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whoIsNoDoctorThereAnyMoreIsAskedForOverHttp() {
        Appointment appointment = booked(at("10:00"));
        Http http = hospital.signedIn(hospital.account(Role.RECEPTIONIST, facility));
        String list = "/api/v1/appointments?facilityId=" + facility.id() + "&needsRebooking=true";
        assertThat(http.get(list).body().path("items").size()).isZero();
        long version = people.find(Actor.SYSTEM, doctor.id()).orElseThrow().version();
        people.setRoles(Actor.SYSTEM, doctor.id(), version, Set.of(new Grant(Role.RECEPTIONIST, facility.id())))
                .orElseThrow();
        assertThat(http.get(list)
                        .body()
                        .path("items")
                        .path(0)
                        .path("appointment")
                        .path("id")
                        .asString())
                .isEqualTo(appointment.id().toString());
        assertThat(http.get(list + "&firstDay=2026-03-02").code()).isEqualTo("invalid-request");
        Http foreign = hospital.signedIn(Role.RECEPTIONIST, hospital.facility());
        assertThat(foreign.get(list).code()).isEqualTo("not-found");
    }

    @Test
    void whatIsOfferedOfSuchADoctorCantBeTaken() {
        Appointment freed = booked(at("11:45"));
        WaitingListEntry entry = waitingLists
                .join(
                        reception,
                        new WaitingLists.Joining(
                                Ids.next(), service.id(), null, patient().id(), DAY, DAY.plusDays(3)))
                .orElseThrow();
        bookings.cancel(reception, freed.id(), null).orElseThrow();
        people.setActive(Actor.SYSTEM, doctor.id(), false).orElseThrow();
        assertRefused(waitingLists.accept(reception, entry.id()), "offer-ended");
        clock.drive(at("09:00"));
        due.expireOffers();
        assertThat(waitingLists.in(reception, facility.id(), null, null, 100))
                .extracting(WaitingListEntry::offer)
                .containsOnlyNulls();
    }

    @Test
    void aBookingUnderWayIsWaitedForAndListed() throws Exception {
        Appointment booked;
        List<Future<Outcome<Account>>> leaves = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            TransactionTemplate transaction = new TransactionTemplate(transactions);
            booked = transaction.execute(tx -> {
                Appointment made = booked(at("10:00"));
                leaves.add(threads.submit(() -> people.setActive(Actor.SYSTEM, doctor.id(), false)));
                try {
                    awaitBlocked(1);
                } catch (InterruptedException stopped) {
                    throw new IllegalStateException(stopped);
                }
                return made;
            });
        }
        assertThat(leaves.getFirst().get()).isInstanceOf(Outcome.Done.class);
        assertThat(booked).isNotNull();
        assertThat(toRebook()).containsExactly(booked);
    }
}
