package org.careturn.forecasting;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.facilities.QueueSettings;
import org.careturn.forecasting.jdbc.KnowledgeStore;
import org.springframework.stereotype.Component;

/**
 * Learns from each service as it starts and ends. To be used by one thread at a time, and only by who holds the facility's
 * forecast.
 */
@Component
class Learning {
    private final KnowledgeStore store;
    private final Map<UUID, QueueKnowledge> known = new HashMap<>();

    Learning(KnowledgeStore store) {
        this.store = store;
    }

    /** What is known of these queues now. */
    Map<UUID, QueueKnowledge> knowledge(Facility facility, List<QueueSettings> queues, int generation, Instant now) {
        // A night shift's day is counted when it is over.
        LocalDate today = facility.serviceDay(now);
        Map<UUID, QueueKnowledge> all = new HashMap<>();
        for (QueueSettings queue : queues) {
            QueueKnowledge mine = of(queue, generation);
            mine.follow(store, queue.id());
            if (!mine.knowsDaysBefore(today)) {
                store.countDays(facility, queue.id(), today);
                mine.followDays(store, queue.id(), today);
            }
            all.put(queue.id(), mine);
        }
        return all;
    }

    /** Stores what the changes between two versions teach; from version 0, all that ever was. */
    void learn(Facility facility, List<QueueSettings> queues, int generation, long after, long upTo) {
        List<KnowledgeStore.Served> served =
                after == 0 ? store.all(facility.id()) : store.changed(facility.id(), after, upTo);
        Map<UUID, QueueSettings> settings = new HashMap<>();
        queues.forEach(queue -> settings.put(queue.id(), queue));
        for (KnowledgeStore.Served one : served) {
            QueueSettings queue = settings.get(one.queueId());
            if (one.unreliable() || queue == null) {
                store.forgetTimes(one.entryId());
                continue;
            }
            QueueKnowledge mine = of(queue, generation);
            mine.follow(store, queue.id());
            store.addWait(one.entryId(), one.startedAt());
            if (one.turnRound() != null && one.turnRound() >= 0) {
                store.addTime(one, false, one.startedAt(), one.turnRound(), one.turnRound() > mine.turnRounds.cap());
            }
            if (one.endedAt() != null) {
                double seconds =
                        Duration.between(one.startedAt(), one.endedAt()).toNanos() / 1e9;
                if (seconds >= 0) {
                    store.addTime(one, true, one.endedAt(), seconds, seconds > mine.services.cap());
                }
            }
        }
    }

    void forget(UUID facilityId) {
        store.forget(facilityId);
    }

    /** What was stored can be read again. */
    void forgetAll() {
        known.clear();
    }

    private QueueKnowledge of(QueueSettings queue, int generation) {
        QueueKnowledge mine = known.get(queue.id());
        if (mine == null || !mine.isOf(queue.serviceDurationMinutes(), generation)) {
            mine = new QueueKnowledge(queue.serviceDurationMinutes(), generation);
            known.put(queue.id(), mine);
        }
        return mine;
    }
}
