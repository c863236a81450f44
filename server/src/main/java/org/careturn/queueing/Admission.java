package org.careturn.queueing;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.facilities.QueueSettings;
import org.careturn.queueing.jdbc.CallStore;
import org.careturn.queueing.jdbc.EntryStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether a facility and its queues take anybody in at this moment. */
@Component
class Admission {
    /** More than the nodes have connections to the database. */
    private static final int AT_ONE_MOMENT = 500;

    private final Facilities facilities;
    private final EntryStore entries;
    private final CallStore calls;
    private final Clock clock;

    Admission(Facilities facilities, EntryStore entries, CallStore calls, Clock clock) {
        this.facilities = facilities;
        this.entries = entries;
        this.calls = calls;
        this.clock = clock;
    }

    /**
     * Null where the queue takes somebody in. Near its limit arrivals are counted one after the other, under the queue's
     * lock, which is held until this transaction ends; otherwise nobody waits for it.
     */
    @Nullable
    QueueProblem refusal(UUID queueId) {
        QueueSettings queue = facilities.queue(queueId);
        if (!queue.open()) {
            return QueueProblem.QUEUE_CLOSED;
        }
        int limit = queue.maxWaiting();
        if (entries.countWaiting(queueId, limit) < limit - AT_ONE_MOMENT) {
            return null;
        }
        calls.lockTurns(List.of(queueId));
        return entries.countWaiting(queueId, limit) >= limit ? QueueProblem.QUEUE_FULL : null;
    }

    /** By the facility's opening hours, holidays included. */
    boolean isClosed(Facility facility) {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), facility.timeZone());
        return !facilities.openingHours(facility.id()).isOpen(now, now);
    }
}
