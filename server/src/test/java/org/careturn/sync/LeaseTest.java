package org.careturn.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.careturn.platform.Ids;
import org.careturn.support.Http.Answer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** FR-SYNC-13: numbers handed out without a network never meet the counter's, nor each other. */
class LeaseTest extends SyncServer {

    @Test
    void aPrintedTicketStands() {
        JsonNode lease = lease(desk, 50);
        assertThat(lease.path("from").asInt()).isEqualTo(700);
        assertThat(lease.path("to").asInt()).isEqualTo(749);
        String token = Ids.token();
        JsonNode result = desk.push("takeTicket", printed(lease, 700, token));
        assertStatus("APPLIED", result);
        assertThat(result.path("current").path("row").path("ticketNumber").asString())
                .isEqualTo("A-700");
        assertThat(hospital.http().get("/api/v1/tickets/" + token).status()).isEqualTo(200);
        assertRejected("ticket-taken", desk.push("takeTicket", printed(lease, 700, Ids.token())));
        assertRejected("not-leased", desk.push("takeTicket", printed(lease, 750, Ids.token())));
        Offline other = new Offline(reception, facility.id());
        assertRejected("not-leased", other.push("takeTicket", printed(lease, 701, Ids.token())));
    }

    @Test
    void sixteenAtOnceGetRangesOfTheirOwnAndTheCounterPassesOverThem() throws Exception {
        waiting();
        jdbc.update("update ticket_counter set last = 695 where facility_id = ?", facility.id());
        List<Callable<Object>> work = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            work.add(() -> lease(desk, 5));
            work.add(() -> {
                Offline own = new Offline(reception, facility.id());
                for (int n = 0; n < 3; n++) {
                    assertStatus(
                            "APPLIED",
                            own.push("takeTicket", ticket(Ids.next(), Ids.next(), hospital.patient(facility))));
                }
                return own;
            });
        }
        try (ExecutorService workers = Executors.newFixedThreadPool(16)) {
            for (Future<Object> done : workers.invokeAll(work)) {
                done.get();
            }
        }
        assertThat(hospital.count("visit", "facility_id = ?", facility.id())).isEqualTo(25);
        assertThat(hospital.count(
                        "visit v join ticket_lease l on l.facility_id = v.facility_id"
                                + " and v.ticket_sequence between l.from_sequence and l.to_sequence",
                        "v.facility_id = ?",
                        facility.id()))
                .isZero();
    }

    private JsonNode lease(Offline client, int count) {
        Answer answer =
                client.http.post(SYNC + "leases", Map.of("clientId", client.clientId, "prefix", "A", "count", count));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.body();
    }

    private Map<String, Object> printed(JsonNode lease, int sequence, String token) {
        Map<String, Object> ticket = new HashMap<>(ticket(Ids.next(), Ids.next(), hospital.patient(facility)));
        ticket.put("leaseId", lease.path("leaseId").asString());
        ticket.put("sequence", sequence);
        ticket.put("token", token);
        return ticket;
    }
}
