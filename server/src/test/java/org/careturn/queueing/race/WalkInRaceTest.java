package org.careturn.queueing.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Service;
import org.careturn.facilities.ServiceSetup;
import org.careturn.facilities.ServiceSetup.QueueChange;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Ticket numbers under load: each once, none left out, nobody turned away. */
@Tag("race")
class WalkInRaceTest extends ServerTest {
    private static final int WORKERS = 16;
    private static final int WALK_INS = RaceClinic.all() ? 5_000 : 2_000;

    @Autowired
    ServiceSetup services;

    @Test
    void numbersAreGivenOnceAndWithoutAGap() throws Exception {
        Facility facility = hospital.facility();
        Service service = hospital.service(facility, "W");
        services.changeQueue(
                        Actor.SYSTEM,
                        service.queueId(),
                        1,
                        new QueueChange(null, null, null, null, null, null, null, WALK_INS + 1, null, null))
                .orElseThrow();
        Queue<UUID> patients =
                new ConcurrentLinkedQueue<>(RaceClinic.patients(hospital, facility, WALK_INS, WORKERS / 2));
        Http reception = hospital.signedIn(Role.RECEPTIONIST, facility);
        List<Callable<List<String>>> workers = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            workers.add(() -> register(reception, facility.id(), service.queueId(), patients));
        }
        List<String> numbers = RaceClinic.together(workers).stream()
                .flatMap(Collection::stream)
                .toList();
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, WALK_INS)
                        .mapToObj(n -> "W-" + (n < 1000 ? "%03d".formatted(n) : Integer.toString(n)))
                        .toList());
    }

    private static List<String> register(Http reception, UUID facility, UUID queue, Queue<UUID> patients) {
        List<String> numbers = new ArrayList<>();
        UUID patient = patients.poll();
        while (patient != null) {
            Answer answer = reception.post(
                    "/api/v1/visits", Map.of("facilityId", facility, "patientId", patient, "queueId", queue));
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            numbers.add(answer.body().path("visit").path("ticketNumber").asString());
            patient = patients.poll();
        }
        return numbers;
    }
}
