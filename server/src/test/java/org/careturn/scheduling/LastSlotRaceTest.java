package org.careturn.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.careturn.identity.Account;
import org.careturn.platform.Ids;
import org.careturn.platform.RefusedException;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

/** NFR-REL-03: many want the last slot; one gets it. The control drops the constraint, and must see two. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("race")
class LastSlotRaceTest extends SchedulingFixture {
    private static final int CLIENTS = 500;
    private static final int DAYS = 80;
    private static final int TRIES = 60;

    @Autowired
    Writes writes;

    @Test
    @Order(1)
    void oneOf500GetsIt() throws Exception {
        int rounds = Boolean.getBoolean("careturn.all") ? 1_000 : 200;
        List<UUID> people = people(CLIENTS);
        for (int round = 0; round < rounds; round++) {
            Account with = round % DAYS == 0 ? doctor(1) : doctor;
            doctor = with;
            Instant start = at("10:00").plus(Duration.ofDays(1 + round % DAYS));
            assertThat(winners(people, start)).as("round %d", round).isEqualTo(1);
            assertThat(hospital.count(
                            "appointment",
                            "doctor_id = ? and starts_at = ?::timestamptz and status = 'BOOKED'",
                            with.id(),
                            start.toString()))
                    .isEqualTo(1);
        }
    }

    @Test
    @Order(2)
    void withoutTheConstraintSeveralDo() throws Exception {
        try (Connection owner = DATABASE.owner().connect();
                var statement = owner.createStatement()) {
            statement.execute("alter table appointment drop constraint appointment_once");
        }
        List<UUID> people = people(60);
        int most = 0;
        for (int round = 0; round < DAYS && most < 2; round++) {
            most = Math.max(most, winners(people, at("10:00").plus(Duration.ofDays(1 + round))));
        }
        assertThat(most).isGreaterThan(1);
    }

    private List<UUID> people(int count) {
        List<UUID> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            people.add(patient().id());
        }
        return people;
    }

    /** All at the same moment, each for himself; who doesn't win is told that the slot is taken, and of others. */
    private int winners(List<UUID> people, Instant start) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Boolean>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (UUID person : people) {
                running.add(threads.submit(() -> {
                    go.await();
                    return wins(person, start);
                }));
            }
            go.countDown();
        }
        int winners = 0;
        for (Future<Boolean> one : running) {
            winners += one.get() ? 1 : 0;
        }
        return winners;
    }

    /** As a client: where the server had no connection in time (503, unavailable), again after a second, by the same key. */
    private boolean wins(UUID person, Instant start) throws InterruptedException {
        WriteKey key = new WriteKey(UUID.randomUUID().toString(), "POST /api/v1/appointments");
        Bookings.Booking wanted =
                new Bookings.Booking(Ids.next(), service.id(), doctor.id(), start, person, null, false);
        for (int i = 0; i < TRIES; i++) {
            try {
                var answer = writes.create(
                        reception, key, wanted, Appointment.class, () -> bookings.book(reception, wanted));
                assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.CREATED);
                return true;
            } catch (RefusedException lost) {
                assertThat(lost.refusal().type()).isEqualTo(SchedulingProblem.SLOT_TAKEN);
                assertThat(lost.refusal().facts()).containsKey("alternatives");
                return false;
            } catch (CannotCreateTransactionException | CannotGetJdbcConnectionException unavailable) {
                Thread.sleep(1_000);
            }
        }
        throw new AssertionError("unavailable " + TRIES + " times");
    }
}
