package org.careturn.queueing.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Service;
import org.careturn.facilities.Urgency;
import org.careturn.identity.Account;
import org.careturn.platform.Role;
import org.careturn.queueing.Place;
import org.careturn.queueing.race.History.Arrived;
import org.careturn.queueing.race.History.Called;
import org.careturn.queueing.race.History.Empty;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerNode;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Desks at two nodes call from one queue while people keep coming, and one node is killed on the way. What the
 * clients saw must be what a queue shows that does one thing after the other.
 */
@Tag("race")
@TestPropertySource(properties = "careturn.notifications.delivers=false")
class CallRaceTest extends ServerTest {
    private static final int CALLS = RaceClinic.all() ? 50_000 : 20_000;
    private static final int DESKS = 16;
    private static final int RECEPTIONS = 6;

    /** So many wait at most, as each comes again when served; fewer than a queue takes by default. */
    private static final int PATIENTS = 900;

    @Autowired
    Environment settings;

    private final ConcurrentLinkedQueue<Arrived> arrivals = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Called> calls = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Empty> empties = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<UUID> patients = new LinkedBlockingQueue<>();
    private final AtomicInteger toCome = new AtomicInteger(CALLS);
    private final AtomicInteger called = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger replayed = new AtomicInteger();

    @Test
    void manyDesksCallInOneOrderWhileANodeIsKilled() throws Exception {
        Facility facility = hospital.facility();
        Service service = hospital.service(facility, "R");
        patients.addAll(RaceClinic.patients(hospital, facility, PATIENTS, 8));
        try (ServerNode first = ServerNode.startToStay("first", settings);
                ServerNode second = ServerNode.startToStay("second", settings)) {
            List<Http> nodes =
                    List.of(first.awaitAnswer().http(), second.awaitAnswer().http());
            List<Callable<Boolean>> workers = new ArrayList<>();
            for (int i = 0; i < RECEPTIONS; i++) {
                RetryingClient client = client(Role.RECEPTIONIST, facility, nodes, i % 2);
                workers.add(() -> receive(client, facility.id(), service.queueId()));
            }
            for (int i = 0; i < DESKS; i++) {
                RetryingClient client = client(Role.DOCTOR, facility, nodes, i % 2);
                UUID room = hospital.room(facility).id();
                String desk = id(client.post(
                        "/api/v1/desk-sessions", Map.of("roomId", room, "queueIds", List.of(service.queueId()))));
                workers.add(() -> serve(client, service.queueId(), desk, first));
            }
            long begin = System.nanoTime();
            RaceClinic.together(workers);
            report((System.nanoTime() - begin) / 1_000_000);
        }
        assertThat(HistoryChecker.violations(
                        new History(List.copyOf(arrivals), List.copyOf(calls), List.copyOf(empties))))
                .isEmpty();
        assertThat(unanswered).as("requests that the kill left unanswered").hasPositiveValue();
        assertThat(hospital.count("entry", "queue_id = ? and state = 'SERVED'", service.queueId()))
                .isEqualTo(CALLS);
        assertThat(hospital.count("call", "queue_id = ? and outcome = 'SERVED'", service.queueId()))
                .isEqualTo(CALLS);
        assertThat(hospital.count("visit", "facility_id = ? and ended_at is null", facility.id()))
                .isZero();
        assertThat(hospital.count(
                        "(select distinct facility_id, version from change) v", "facility_id = ?", facility.id()))
                .as("versions without a gap")
                .isEqualTo(hospital.version(facility.id()));
    }

    private boolean receive(RetryingClient client, UUID facility, UUID queue) throws InterruptedException {
        Urgency[] urgencies = Urgency.values();
        while (toCome.getAndDecrement() > 0) {
            UUID patient = patients.take();
            Urgency urgency = urgencies[ThreadLocalRandom.current().nextInt(urgencies.length)];
            long asked = System.nanoTime();
            Answer answer = client.post(
                    "/api/v1/visits",
                    Map.of("facilityId", facility, "patientId", patient, "queueId", queue, "urgency", urgency));
            long answered = System.nanoTime();
            expect(201, answer);
            JsonNode entry = answer.body().path("entries").path(0);
            arrivals.add(new Arrived(uuid(entry, "id"), place(entry.path("place")), asked, answered));
        }
        return true;
    }

    private boolean serve(RetryingClient client, UUID queue, String desk, ServerNode toBeKilled)
            throws InterruptedException {
        while (called.get() < CALLS) {
            long asked = System.nanoTime();
            Answer answer = client.post("/api/v1/queues/" + queue + "/call-next", Map.of("deskSessionId", desk));
            long answered = System.nanoTime();
            if (answer.code().equals("queue-empty")) {
                empties.add(new Empty(desk, asked, answered));
                Thread.sleep(5);
                continue;
            }
            expect(200, answer);
            JsonNode entry = answer.body().path("entry");
            JsonNode call = answer.body().path("call");
            calls.add(new Called(uuid(entry, "id"), call.path("sequence").asLong(), desk, asked, answered));
            if (called.incrementAndGet() == CALLS * 2 / 5) {
                toBeKilled.kill();
            }
            expect(
                    200,
                    client.post("/api/v1/entries/" + uuid(entry, "id") + "/serve", Map.of("callId", uuid(call, "id"))));
            patients.add(uuid(entry, "patientId"));
        }
        return true;
    }

    private RetryingClient client(Role role, Facility facility, List<Http> nodes, int node) {
        Account account = hospital.account(role, facility);
        return new RetryingClient(nodes, node, () -> hospital.signedIn(account), unanswered, replayed);
    }

    private void report(long millis) {
        System.out.printf(
                "%d calls and services by %d desks at 2 nodes in %d ms; %d times nobody was waiting; %d requests were left"
                        + " unanswered, of which %d had taken effect%n",
                CALLS, DESKS, millis, empties.size(), unanswered.get(), replayed.get());
    }

    private static void expect(int status, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }

    private static String id(Answer created) {
        expect(201, created);
        return created.body().path("id").asString();
    }

    private static UUID uuid(JsonNode node, String field) {
        return UUID.fromString(node.path(field).asString());
    }

    private static Place place(JsonNode node) {
        return new Place(
                Urgency.valueOf(node.path("urgency").asString()),
                Instant.parse(node.path("since").asString()),
                node.path("tie").asLong());
    }
}
