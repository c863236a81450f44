package org.careturn.facilities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import org.careturn.facilities.ServiceSetup.QueueChange;
import org.careturn.platform.Actor;
import org.careturn.platform.RefusedException;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

class SettingsCacheTest extends ServerTest {
    private static final QueueChange CLOSE = QueueChange.open(false);

    @Autowired
    Facilities facilities;

    @Autowired
    ServiceSetup services;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void aChangeIsSeenAtOnceWhereItWasMade() {
        UUID queue = hospital.service(hospital.facility(), "A").queueId();
        assertThat(facilities.queue(queue).open()).isTrue();
        services.changeQueue(Actor.SYSTEM, queue, 1, CLOSE).orElseThrow();
        assertThat(facilities.queue(queue).open()).isFalse();
    }

    @Test
    void aTransactionSeesItsOwnChangeAndOthersOnlyWhatIsCommitted() {
        UUID queue = hospital.service(hospital.facility(), "A").queueId();
        transaction.executeWithoutResult(tx -> {
            services.changeQueue(Actor.SYSTEM, queue, 1, CLOSE).orElseThrow();
            assertThat(facilities.queue(queue).open()).isFalse();
            assertThat(inAnotherThread(queue).open()).isTrue();
            tx.setRollbackOnly();
        });
        assertThat(facilities.queue(queue).open()).isTrue();
    }

    @Test
    void aChangeOnAnotherNodeIsSeenWithinTwoSeconds() throws InterruptedException {
        UUID queue = hospital.service(hospital.facility(), "A").queueId();
        assertThat(facilities.queue(queue).open()).isTrue();
        jdbc.update(
                "update queue set open = false, version = version + 1 where id = ?", queue); // as the other node does
        assertThat(facilities.queue(queue).open()).isTrue();
        Thread.sleep(Duration.ofMillis(2_050));
        assertThat(facilities.queue(queue).open()).isFalse();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        UUID nobody = UUID.randomUUID();
        assertThat(facilities.findQueue(nobody)).isEmpty();
        assertThat(facilities.priorityGroups(nobody)).isEmpty();
        assertThatThrownBy(() -> facilities.queue(nobody)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> facilities.facility(nobody)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> facilities.room(nobody)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> facilities.route(nobody)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> facilities.urgencyLevels(nobody)).isInstanceOf(RefusedException.class);
    }

    private QueueSettings inAnotherThread(UUID queue) {
        QueueSettings[] read = new QueueSettings[1];
        Thread thread = Thread.startVirtualThread(() -> read[0] = facilities.queue(queue));
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return read[0];
    }
}
