package org.careturn.bench;

import java.io.IOException;
import java.util.UUID;
import org.careturn.bench.Clinic.Desk;
import org.careturn.bench.HttpConnection.Answer;

/** Works at a desk over one kept connection. */
final class DeskClient {
    private final HttpConnection connection;
    private final Desk desk;
    private final String headers;
    private final String callNext;

    /** An entry under a call. */
    record Called(String entryId, String callId) {}

    DeskClient(HttpConnection connection, Desk desk) {
        this.connection = connection;
        this.desk = desk;
        this.headers = headers(desk.token());
        this.callNext = "/api/v1/queues/" + desk.doctor().queueId() + "/call-next";
    }

    static String headers(String token) {
        return "Authorization: Bearer " + token + "\r\n";
    }

    static String newKey() {
        return "Idempotency-Key: " + UUID.randomUUID() + "\r\n";
    }

    Called callNext() throws IOException {
        Answer answer = post(callNext, "{\"deskSessionId\":\"" + desk.id() + "\"}");
        return new Called(answer.text("entry", "id"), answer.text("call", "id"));
    }

    void start(Called called) throws IOException {
        post("/api/v1/entries/" + called.entryId + "/start", "{\"callId\":\"" + called.callId + "\"}");
    }

    void serve(Called called) throws IOException {
        post("/api/v1/entries/" + called.entryId + "/serve", "{\"callId\":\"" + called.callId + "\"}");
    }

    /** Calls, starts and serves the next patient. */
    void cycle() throws IOException {
        Called called = callNext();
        start(called);
        serve(called);
    }

    private Answer post(String path, String body) throws IOException {
        return connection.post(path, headers + newKey(), body).expect(200);
    }
}
