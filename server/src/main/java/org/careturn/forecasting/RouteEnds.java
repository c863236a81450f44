package org.careturn.forecasting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.careturn.forecasting.domain.DurationLaw;
import org.careturn.forecasting.domain.Quantiles;
import org.jspecify.annotations.Nullable;

/**
 * When a visit's whole route will end. What follows on each other adds up: medians as they are, and the ways from them to P10
 * and P90 as if independent (root of the sum of squares). Of what is waited for in parallel the later counts. A step that
 * hasn't begun takes as long as the one who waits at the end of its queue now, and a service; where nobody works for its
 * queue yet, it begins with the first desk that is planned, after those who wait for it.
 */
final class RouteEnds {
    private RouteEnds() {}

    static List<Told> add(
            List<Told> all,
            FacilityNow now,
            Map<UUID, Integer> desks,
            Map<UUID, QueueKnowledge> known,
            Clockwork clock) {
        Map<UUID, Quantiles> newcomers = newcomers(all, now, desks, known);
        Map<UUID, Opening> openings = openings(all, now, desks, known, clock);
        Map<UUID, List<Told>> byVisit = new HashMap<>();
        all.forEach(told -> byVisit.computeIfAbsent(told.visitId(), fresh -> new ArrayList<>())
                .add(told));
        Map<UUID, TreeMap<Integer, List<UUID>>> steps = new HashMap<>();
        now.route()
                .forEach(step -> steps.computeIfAbsent(step.visitId(), fresh -> new TreeMap<>())
                        .computeIfAbsent(step.ordinal(), fresh -> new ArrayList<>())
                        .add(step.queueId()));
        Map<UUID, Quantiles> ends = new HashMap<>();
        byVisit.forEach((visit, active) -> {
            Quantiles end = end(active, steps.getOrDefault(visit, new TreeMap<>()), newcomers, openings, known);
            if (end != null) {
                ends.put(visit, end);
            }
        });
        List<Told> with = new ArrayList<>(all.size());
        for (Told told : all) {
            Quantiles end = ends.get(told.visitId());
            with.add(end == null ? told : told.ending(Telling.range(end, clock)));
        }
        return with;
    }

    private static @Nullable Quantiles end(
            List<Told> active,
            Map<Integer, List<UUID>> steps,
            Map<UUID, Quantiles> newcomers,
            Map<UUID, Opening> openings,
            Map<UUID, QueueKnowledge> known) {
        Quantiles sum = null;
        for (Told told : active) {
            QueueKnowledge queue = known.get(told.queueId());
            if (told.made() == null || queue == null) {
                return null;
            }
            sum = later(sum, plus(told.made().shown(), service(queue)));
        }
        for (List<UUID> parallel : steps.values()) {
            if (sum == null) {
                return null;
            }
            Quantiles stage = null;
            Quantiles planned = null;
            for (UUID id : parallel) {
                Quantiles wait = newcomers.get(id);
                Opening opening = openings.get(id);
                QueueKnowledge queue = known.get(id);
                if (queue != null && wait != null) {
                    stage = later(stage, plus(wait, service(queue)));
                } else if (queue == null || opening == null) {
                    return null;
                } else {
                    Quantiles begins = later(sum, Quantiles.of(opening.in, opening.in, opening.in));
                    planned = later(planned, plus(plus(begins, opening.line), service(queue)));
                }
            }
            Quantiles open = stage == null ? sum : plus(sum, stage);
            sum = planned == null ? open : later(planned, open);
        }
        return sum;
    }

    /** The wait of one who would come now, in each queue for which somebody works. */
    private static Map<UUID, Quantiles> newcomers(
            List<Told> all, FacilityNow now, Map<UUID, Integer> desks, Map<UUID, QueueKnowledge> known) {
        Map<UUID, Quantiles> waits = new HashMap<>();
        desks.forEach((queueId, working) -> {
            QueueKnowledge queue = known.get(queueId);
            if (working > 0 && queue != null) {
                long busy = now.busy().stream()
                        .filter(b -> b.queueId().equals(queueId))
                        .count();
                double mean = queue.services.law().mean();
                waits.put(queueId, busy < working ? Quantiles.of(0, 0, mean / 2) : Quantiles.of(0, mean / 2, mean));
            }
        });
        for (Told told : all) {
            QueueKnowledge queue = known.get(told.queueId());
            int working = desks.getOrDefault(told.queueId(), 0);
            if (told.made() != null && told.rank() > 0 && queue != null && working > 0) {
                double turn = queue.services.law().mean() / working;
                Quantiles wait = told.made().shown();
                waits.merge(
                        told.queueId(),
                        Quantiles.of(wait.p10() + turn, wait.p50() + turn, wait.p90() + turn),
                        (a, b) -> a.p50() >= b.p50() ? a : b);
            }
        }
        return waits;
    }

    /**
     * Of a queue for which nobody works.
     *
     * @param in seconds until the first desk that is planned
     * @param line how long those take who wait for it
     */
    private record Opening(double in, Quantiles line) {}

    private static Map<UUID, Opening> openings(
            List<Told> all,
            FacilityNow now,
            Map<UUID, Integer> desks,
            Map<UUID, QueueKnowledge> known,
            Clockwork clock) {
        Map<UUID, Opening> openings = new HashMap<>();
        known.forEach((queueId, queue) -> {
            List<FacilityNow.Block> planned = now.blocks().stream()
                    .filter(block -> block.queueId().equals(queueId) && clock.seconds(block.start()) > 0)
                    .sorted(Comparator.comparing(FacilityNow.Block::start))
                    .toList();
            if (desks.getOrDefault(queueId, 0) > 0 || planned.isEmpty()) {
                return;
            }
            Instant first = planned.getFirst().start();
            long doctors = planned.stream()
                    .filter(block -> block.start().equals(first))
                    .map(FacilityNow.Block::accountId)
                    .distinct()
                    .count();
            long people = all.stream()
                    .filter(told -> told.queueId().equals(queueId) && told.rank() > 0)
                    .count();
            double each = queue.services.law().mean() / doctors;
            // as if each service took an exponential time
            double spread = 1.28 * Math.sqrt((double) people) * each;
            openings.put(
                    queueId,
                    new Opening(
                            clock.seconds(first),
                            Quantiles.of(people * each - spread, people * each, people * each + spread)));
        });
        return openings;
    }

    private static Quantiles service(QueueKnowledge known) {
        DurationLaw law = known.services.law();
        return Quantiles.of(law.quantile(.1), law.quantile(.5), law.quantile(.9));
    }

    static Quantiles plus(Quantiles a, Quantiles b) {
        double middle = a.p50() + b.p50();
        return Quantiles.of(
                middle - Math.hypot(a.p50() - a.p10(), b.p50() - b.p10()),
                middle,
                middle + Math.hypot(a.p90() - a.p50(), b.p90() - b.p50()));
    }

    private static Quantiles later(@Nullable Quantiles a, Quantiles b) {
        return a == null
                ? b
                : Quantiles.of(Math.max(a.p10(), b.p10()), Math.max(a.p50(), b.p50()), Math.max(a.p90(), b.p90()));
    }
}
