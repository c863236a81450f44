package org.careturn.bench;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.careturn.bench.HttpConnection.Answer;

/** A registered client of a desk: numbers what it sends, and remembers how far it has pulled. */
final class SyncClient {
    private static final String SYNC = "/api/v1/sync/";
    private static final int TRIES = 30;

    private final UUID id;
    private final UUID entry;
    private final String headers;
    private String cursor = "";
    private String epoch = "";
    private int mid;
    private int triedAgain;

    /** @param entry that it puts on hold and takes back again */
    SyncClient(UUID id, UUID entry, String token) {
        this.id = id;
        this.entry = entry;
        this.headers = DeskClient.headers(token);
    }

    /** How often it was told to come again. */
    int triedAgain() {
        return triedAgain;
    }

    /** Pulls until there is no more. */
    void pull(HttpConnection connection) throws IOException, InterruptedException {
        Answer answer;
        do {
            answer = pullPage(connection, "");
        } while (answer.body().contains("\"hasMore\":true"));
    }

    Answer pullPage(HttpConnection connection, String more) throws IOException, InterruptedException {
        String from = cursor.isEmpty() ? "" : ",\"cursor\":\"" + cursor + "\"";
        Answer answer = patiently(connection, "pull", "{\"clientId\":\"" + id + "\"" + from + "}", more);
        if (more.isEmpty()) {
            if (answer.body().contains("\"reset\":true")) {
                throw new IllegalStateException("reset in the middle");
            }
            cursor = answer.text("", "cursor");
            epoch = answer.text("", "epoch");
        }
        return answer;
    }

    /** A first pull that is compressed, and forgotten. */
    Answer firstPull(HttpConnection connection) throws IOException {
        return connection
                .post(SYNC + "pull", headers + "Accept-Encoding: gzip\r\n", "{\"clientId\":\"" + id + "\"}")
                .expect(200);
    }

    /** Sends so many mutations, of these entries in turn; all must be taken. */
    void push(HttpConnection connection, List<UUID> entries, int count) throws IOException, InterruptedException {
        StringBuilder mutations = new StringBuilder();
        for (int i = 0; i < count; i++) {
            mid++;
            String name = i / entries.size() % 2 == 0 ? "hold" : "resume";
            mutations
                    .append(i == 0 ? "" : ",")
                    .append("{\"mid\":")
                    .append(mid)
                    .append(",\"name\":\"")
                    .append(name)
                    .append("\",\"args\":{\"entryId\":\"")
                    .append(entries.get(i % entries.size()))
                    .append("\"}}");
        }
        Answer answer = patiently(
                connection,
                "push",
                "{\"clientId\":\"" + id + "\",\"epoch\":\"" + epoch + "\",\"schemaVersion\":2,\"mutations\":["
                        + mutations + "]}",
                "");
        if (answer.body().split("\"status\":\"APPLIED\"", -1).length - 1 != count) {
            throw new IllegalStateException("not all was applied: " + answer.body());
        }
    }

    /** What a client does when the network is back: it sends what waits, and fetches what others did. */
    void reconnect(HttpConnection connection) throws IOException, InterruptedException {
        push(connection, List.of(entry), 2);
        pull(connection);
    }

    private Answer patiently(HttpConnection connection, String what, String body, String more)
            throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            Answer answer = connection.post(SYNC + what, headers + more, body);
            if ((answer.status() != 503 && answer.status() != 429) || tries == TRIES) {
                return answer.expect(200);
            }
            triedAgain++;
            Thread.sleep(1_000 + ThreadLocalRandom.current().nextInt(1_000));
        }
    }
}
