package org.careturn.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.queueing.Visits.VisitWithPath;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** FR-QUEUE-14: acts that meet in the same moment. */
class SameMomentTest extends QueueFixture {
    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void whoeverIsNextIsCalledWhereTheFirstOneCancelsWhileHeIsBeingChosen() throws Exception {
        Entry first = arrive(Urgency.NON_URGENT);
        Entry second = arrive(Urgency.NON_URGENT);
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<Calls.Called> called = new TransactionTemplate(transactions).execute(tx -> {
                entries.cancel(reception, first.id(), "better now").orElseThrow();
                Future<Calls.Called> calling = other.submit(() -> callNext(doctor));
                awaitBlocked();
                return calling;
            });
            assertThat(called.get().entry().id()).isEqualTo(second.id());
        }
        assertThat(now(first).state()).isEqualTo(EntryState.CANCELLED);
    }

    @Test
    void aDeskCallsFromTheQueuesThatItServesWhenItsTurnComes() throws Exception {
        arrive(Urgency.NON_URGENT);
        Entry inLaboratory = arrive(List.of(List.of(laboratory)), Urgency.NON_URGENT, List.of(), null, null)
                .entries()
                .getFirst();
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<Calls.Called> called = new TransactionTemplate(transactions).execute(tx -> {
                desks.serveQueues(doctor.actor(), doctor.id(), List.of(laboratory))
                        .orElseThrow();
                Future<Calls.Called> calling = other.submit(() -> callNext(doctor));
                awaitBlocked();
                return calling;
            });
            assertThat(called.get().entry().id()).isEqualTo(inLaboratory.id());
        }
    }

    @RepeatedTest(5)
    void oneAndTheSamePatientIsTakenInOnce() throws Exception {
        UUID patient = patient();
        Callable<Outcome<VisitWithPath>> arrival = () -> new TransactionTemplate(transactions)
                .execute(tx -> visits.arrive(
                        reception,
                        Visits.Arriving.at(
                                Ids.next(),
                                facility,
                                patient,
                                doctorQueue,
                                Urgency.NON_URGENT,
                                Visit.Channel.RECEPTION)));
        List<Object> outcomes = new ArrayList<>();
        try (ExecutorService desks = Executors.newFixedThreadPool(4)) {
            for (Future<Outcome<VisitWithPath>> one : desks.invokeAll(List.of(arrival, arrival, arrival, arrival))) {
                outcomes.add(one.get());
            }
        }
        assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
        assertThat(waitingNumbers(doctorQueue)).hasSize(1);
    }

    @Test
    void aQueueTakesNoMoreThanItMay() throws Exception {
        jdbc.update("update queue set max_waiting = 3 where id = ?", doctorQueue);
        List<Callable<Outcome<VisitWithPath>>> arrivals = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            UUID patient = patient();
            arrivals.add(() -> new TransactionTemplate(transactions)
                    .execute(tx -> visits.arrive(
                            reception,
                            Visits.Arriving.at(
                                    Ids.next(),
                                    facility,
                                    patient,
                                    doctorQueue,
                                    Urgency.NON_URGENT,
                                    Visit.Channel.RECEPTION))));
        }
        List<Object> outcomes = new ArrayList<>();
        try (ExecutorService desks = Executors.newFixedThreadPool(6)) {
            for (Future<Outcome<VisitWithPath>> one : desks.invokeAll(arrivals)) {
                outcomes.add(one.get());
            }
        }
        assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(3);
        assertThat(waitingNumbers(doctorQueue)).hasSize(3);
    }

    /** Until somebody in this database waits for a lock. */
    private void awaitBlocked() {
        while (Boolean.FALSE.equals(jdbc.queryForObject(
                "select exists (select from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock')",
                Boolean.class))) {
            Thread.onSpinWait();
        }
    }
}
