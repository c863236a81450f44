package org.careturn.queueing;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.facilities.QueueSettings;
import org.careturn.queueing.jdbc.EntryStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether a facility and its queues take anybody in at this moment. */
@Component
class Admission {
    private final Facilities facilities;
    private final EntryStore entries;
    private final Clock clock;

    Admission(Facilities facilities, EntryStore entries, Clock clock) {
        this.facilities = facilities;
        this.entries = entries;
        this.clock = clock;
    }

    /** Null where the queue takes somebody in. Who comes at the very same moment isn't counted yet. */
    @Nullable
    QueueProblem refusal(UUID queueId) {
        QueueSettings queue = facilities.queue(queueId);
        if (!queue.open()) {
            return QueueProblem.QUEUE_CLOSED;
        }
        return entries.countWaiting(queueId, queue.maxWaiting()) >= queue.maxWaiting() ? QueueProblem.QUEUE_FULL : null;
    }

    /** By the facility's opening hours, holidays included. */
    boolean isClosed(Facility facility) {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), facility.timeZone());
        return !facilities.openingHours(facility.id()).isOpen(now, now);
    }
}
