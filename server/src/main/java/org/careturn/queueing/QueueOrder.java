package org.careturn.queueing;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.OrderPolicy;
import org.careturn.facilities.QueueSettings;
import org.careturn.queueing.domain.Board;
import org.careturn.queueing.domain.OrderRule;
import org.careturn.queueing.domain.Targets;
import org.careturn.queueing.jdbc.EntryStore;
import org.springframework.stereotype.Component;

/** The order of a queue at this moment, by its policy. */
@Component
class QueueOrder {
    private final Facilities facilities;
    private final EntryStore entries;
    private final Clock clock;

    QueueOrder(Facilities facilities, EntryStore entries, Clock clock) {
        this.facilities = facilities;
        this.entries = entries;
        this.clock = clock;
    }

    OrderRule rule(QueueSettings queue) {
        return new OrderRule(
                queue.policy(), queue.promotionFactor(), Targets.of(facilities.urgencyLevels(queue.facilityId())));
    }

    /** The rule for a desk that serves several queues: theirs where they agree, else the default one. */
    OrderRule ruleAcross(List<QueueSettings> queues) {
        OrderRule first = rule(queues.getFirst());
        boolean agree = queues.stream()
                .allMatch(queue ->
                        queue.policy() == first.policy() && queue.promotionFactor() == first.promotionFactor());
        return agree
                ? first
                : new OrderRule(OrderPolicy.STRICT_WITH_PROMOTION, first.promotionFactor(), first.targets());
    }

    List<Board.Waiting> now(UUID queueId) {
        return Board.order(entries.waiting(queueId), rule(facilities.queue(queueId)), clock.instant());
    }

    /**
     * What the audit log keeps of an override of the order: where the entry stood and where it stands then, from 1; 0 where
     * it doesn't wait.
     *
     * @param before the order until now
     * @param withRoom the same where room is made for the new place already
     */
    Map<String, Object> override(Entry entry, Place place, List<Board.Waiting> before, List<Board.Waiting> withRoom) {
        // the audit row is written with the transition, so the position after it is worked out ahead
        List<Board.Waiting> placed = withRoom.stream()
                .map(w -> w.entryId().equals(entry.id())
                        ? new Board.Waiting(w.entryId(), place, w.boundDoctorId(), w.skipCalls())
                        : w)
                .toList();
        List<Board.Waiting> after = Board.order(placed, rule(facilities.queue(entry.queueId())), clock.instant());
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("positionBefore", position(before, entry.id()));
        facts.put("positionAfter", position(after, entry.id()));
        facts.put("urgencyBefore", entry.place().urgency());
        facts.put("urgencyAfter", place.urgency());
        return facts;
    }

    /** The entry's position from 1 in the order, or 0 where it doesn't wait. */
    static int position(List<Board.Waiting> order, UUID entryId) {
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i).entryId().equals(entryId)) {
                return i + 1;
            }
        }
        return 0;
    }
}
