package org.careturn.queueing.race;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.jspecify.annotations.Nullable;

/**
 * A client that goes to another node where it gets no answer, and asks again under the same key. It signs in again when
 * its token has expired.
 */
final class RetryingClient {
    private static final int ATTEMPTS = 50;

    private final List<Http> nodes;
    private final Supplier<Http> signIn;
    private final AtomicInteger unanswered;
    private final AtomicInteger replayed;
    private Http signedIn;
    private int node;

    /** Begins at the node of that index. Counts what got no answer, and what of it had taken effect. */
    RetryingClient(
            List<Http> nodes, int node, Supplier<Http> signIn, AtomicInteger unanswered, AtomicInteger replayed) {
        this.nodes = nodes;
        this.node = node;
        this.signIn = signIn;
        this.signedIn = signIn.get();
        this.unanswered = unanswered;
        this.replayed = replayed;
    }

    Answer post(String path, @Nullable Map<String, ?> body) throws InterruptedException {
        String key = UUID.randomUUID().toString();
        for (int attempt = 1; ; attempt++) {
            try {
                Answer answer = signedIn.at(nodes.get(node))
                        .with("Idempotency-Key", key)
                        .post(path, body);
                if (answer.status() == 401 && attempt < ATTEMPTS) {
                    signedIn = signIn.get();
                    continue;
                }
                if (answer.status() == 503 && attempt < ATTEMPTS) { // busy, which it says may be tried again
                    Thread.sleep(200);
                    continue;
                }
                if (!answer.header("Idempotency-Replayed").isEmpty()) {
                    replayed.incrementAndGet();
                }
                return answer;
            } catch (IllegalStateException failure) {
                if (!(failure.getCause() instanceof IOException) || attempt == ATTEMPTS) {
                    throw failure;
                }
                unanswered.incrementAndGet();
                node = (node + 1) % nodes.size();
                Thread.sleep(20);
            }
        }
    }
}
