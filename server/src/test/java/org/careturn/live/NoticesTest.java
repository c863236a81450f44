package org.careturn.live;

import org.careturn.platform.Role;
import org.careturn.support.EventClient;
import org.careturn.support.Http;
import org.careturn.support.ServerNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

/** FR-LIVE-05: a node that doesn't look at the versions itself hears of another's changes by their notices alone. */
@Timeout(240)
@TestPropertySource(properties = "careturn.live.look-every=1h")
class NoticesTest extends LiveServer {
    @Autowired
    Environment settings;

    @Autowired
    NoticeListener listener;

    @Test
    void tellOfEachChangeAndOfThoseThatTheListenerMissed() throws Exception {
        try (ServerNode node = ServerNode.start("notices", settings)) {
            Http there = hospital.signedIn(Role.RECEPTIONIST, facility)
                    .at(node.awaitAnswer().http());
            EventClient here = staff();
            for (int i = 0; i < 5; i++) {
                String id = register(there);
                here.await(event -> event.rows().contains(id));
            }
            listener.stop();
            String missed = register(there);
            listener.start();
            here.await(event -> event.rows().contains(missed));
        }
    }
}
