package org.careturn.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.careturn.platform.Role;
import org.careturn.support.EventClient;
import org.careturn.support.Http;
import org.careturn.support.ServerNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** FR-LIVE-05: changes at one node reach readers at the other, by a notice or, where that is lost, a second later. */
@Timeout(240)
class NodesTest extends LiveServer {
    private static final int CHANGES = 5;

    /** A node that stops waits ten seconds for requests that go on. */
    private static final Duration WITHOUT_WAITING = Duration.ofSeconds(8);

    @Autowired
    Environment settings;

    @Autowired
    NoticeListener listener;

    @Test
    void aChangeAtOneNodeReachesReadersAtTheOther() throws Exception {
        try (ServerNode node = ServerNode.start("live", settings)) {
            Http there = hospital.signedIn(Role.RECEPTIONIST, facility)
                    .at(node.awaitAnswer().http());
            EventClient here = staff();
            EventClient other = read(there, events());
            assertThat(other.next().name()).isEqualTo("hello");

            areHeard(there, here);
            areHeard(reception, other);
            listener.stop();
            try {
                areHeard(there, here);
            } finally {
                listener.start();
            }
            assertThat(node.stopsWithin(WITHOUT_WAITING))
                    .as("no open stream holds the node back")
                    .isTrue();
            assertThat(other.endsWithin(Duration.ZERO)).isTrue();
            assertThat(here.endsWithin(Duration.ZERO)).isFalse();
        }
    }

    private void areHeard(Http writer, EventClient reader) throws InterruptedException {
        for (int i = 0; i < CHANGES; i++) {
            String id = register(writer);
            reader.await(event -> event.rows().contains(id));
        }
    }
}
