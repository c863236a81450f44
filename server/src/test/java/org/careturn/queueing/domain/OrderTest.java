package org.careturn.queueing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;
import org.careturn.facilities.OrderPolicy;
import org.careturn.facilities.Urgency;
import org.careturn.queueing.Place;
import org.careturn.queueing.domain.Board.Waiting;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Targets TARGETS = new Targets(targets());

    @Test
    void immediateAndEmergentComeFirstUnderEachPolicy() {
        for (OrderPolicy policy : OrderPolicy.values()) {
            Waiting immediate = waiting(Urgency.IMMEDIATE, 0);
            Waiting emergent = waiting(Urgency.EMERGENT, 0);
            Waiting old = waiting(Urgency.NON_URGENT, 900);
            assertThat(Board.order(List.of(old, emergent, immediate), rule(policy), NOON))
                    .as(policy.name())
                    .containsExactly(immediate, emergent, old);
        }
    }

    @Test
    void aHeadIsPromotedBeyondFourTimesItsTargetAndNotAMinuteBefore() {
        Waiting urgent = waiting(Urgency.URGENT, 10);
        OrderRule rule = rule(OrderPolicy.STRICT_WITH_PROMOTION);
        Waiting atTheLimit = waiting(Urgency.LESS_URGENT, 240);
        assertThat(Board.order(List.of(atTheLimit, urgent), rule, NOON)).containsExactly(urgent, atTheLimit);
        Waiting beyond = new Waiting(
                UUID.randomUUID(),
                new Place(Urgency.LESS_URGENT, NOON.minus(Duration.ofHours(4)).minusMillis(1), 0),
                null,
                0);
        assertThat(Board.order(List.of(beyond, urgent), rule, NOON)).containsExactly(beyond, urgent);
        assertThat(Board.order(List.of(beyond, waiting(Urgency.EMERGENT, 0)), rule, NOON))
                .extracting(w -> w.place().urgency())
                .containsExactly(Urgency.EMERGENT, Urgency.LESS_URGENT);
    }

    @Test
    void accumulatingPriorityComparesWaitsInRelationToTargets() {
        Waiting half = waiting(Urgency.URGENT, 15); // 0.5 of 30
        Waiting more = waiting(Urgency.NON_URGENT, 72); // 0.6 of 120
        assertThat(Board.order(List.of(half, more), rule(OrderPolicy.ACCUMULATING_PRIORITY), NOON))
                .containsExactly(more, half);
        assertThat(Board.order(List.of(half, more), rule(OrderPolicy.STRICT_WITH_PROMOTION), NOON))
                .containsExactly(half, more);
    }

    @Test
    void fifoIgnoresTheLowerThreeCategories() {
        Waiting late = waiting(Urgency.URGENT, 5);
        Waiting early = waiting(Urgency.NON_URGENT, 6);
        assertThat(Board.order(List.of(late, early), rule(OrderPolicy.FIFO), NOON))
                .containsExactly(early, late);
    }

    @Test
    void whoMissedACallIsPassedOverForThatManyCallsButNotWhenNobodyElseWaits() {
        Waiting missed = new Waiting(UUID.randomUUID(), place(Urgency.URGENT, 60), null, 3);
        List<Waiting> others = IntStream.range(0, 5)
                .mapToObj(i -> waiting(Urgency.URGENT, 50 - i))
                .toList();
        List<Waiting> all = new ArrayList<>(others);
        all.add(missed);
        assertThat(Board.order(all, rule(OrderPolicy.STRICT_WITH_PROMOTION), NOON)
                        .indexOf(missed))
                .isEqualTo(3);
        assertThat(Board.order(List.of(others.getFirst(), missed), rule(OrderPolicy.STRICT_WITH_PROMOTION), NOON))
                .containsExactly(others.getFirst(), missed);
        assertThat(Board.first(List.of(missed), rule(OrderPolicy.STRICT_WITH_PROMOTION), NOON))
                .isEqualTo(missed);
    }

    @Test
    void theScoreIsAThousandPerBandAndAMinuteEach() {
        OrderRule rule = rule(OrderPolicy.STRICT_WITH_PROMOTION);
        assertThat(rule.score(place(Urgency.NON_URGENT, 7), NOON)).isEqualTo(7);
        assertThat(rule.score(place(Urgency.LESS_URGENT, 7), NOON)).isEqualTo(1007);
        assertThat(rule.score(place(Urgency.URGENT, 7), NOON)).isEqualTo(2007);
        assertThat(rule.score(place(Urgency.URGENT, 121), NOON)).isEqualTo(3121);
        assertThat(rule.score(place(Urgency.EMERGENT, 7), NOON)).isEqualTo(4007);
        assertThat(rule.score(place(Urgency.IMMEDIATE, 2000), NOON)).isEqualTo(5999);
        assertThat(rule.score(place(Urgency.URGENT, -30), NOON)).isEqualTo(2000);
    }

    @Property(tries = 2_000)
    void boardOrderIsScoreOrderUnderTheDefaultPolicy(@ForAll("queues") List<Waiting> queue) {
        OrderRule rule = rule(OrderPolicy.STRICT_WITH_PROMOTION);
        List<Waiting> order = Board.order(queue, rule, NOON);
        assertThat(order)
                .isSortedAccordingTo(Comparator.comparingInt((Waiting w) -> rule.score(w.place(), NOON))
                        .reversed());
    }

    @Property(tries = 1_000)
    void theOrderIsThatOfCallingTheHeadsOneByOne(@ForAll("queues") List<Waiting> queue, @ForAll OrderPolicy policy) {
        OrderRule rule = rule(policy);
        List<Waiting> left = new ArrayList<>(queue);
        List<Waiting> called = new ArrayList<>();
        while (!left.isEmpty()) {
            Waiting next = Objects.requireNonNull(Board.first(heads(left), rule, NOON));
            called.add(next);
            left.remove(next);
        }
        assertThat(Board.order(queue, rule, NOON)).isEqualTo(called);
    }

    @Property(tries = 500)
    void theOrderDoesNotDependOnHowTheQueueIsRead(@ForAll("queues") List<Waiting> queue, @ForAll OrderPolicy policy) {
        List<Waiting> shuffled = new ArrayList<>(queue);
        Collections.shuffle(shuffled, new Random(queue.size()));
        assertThat(Board.order(shuffled, rule(policy), NOON)).isEqualTo(Board.order(queue, rule(policy), NOON));
    }

    @Property(tries = 500)
    void withinACategoryTheOrderIsFirstComeFirstServed(
            @ForAll("queues") List<Waiting> queue, @ForAll OrderPolicy policy, @ForAll Urgency urgency) {
        assertThat(Board.order(queue, rule(policy), NOON).stream()
                        .filter(w -> w.place().urgency() == urgency)
                        .map(Waiting::place))
                .isSortedAccordingTo(Comparator.naturalOrder());
    }

    /**
     * Kleinrock's conservation: with interchangeable desks, when the k-th start takes the k-th duration, the mean wait
     * over all patients is the same under each policy.
     */
    @Property(tries = 50)
    void theMeanWaitIsTheSameUnderEachPolicy(@ForAll long seed) {
        Double reference = null;
        for (OrderPolicy policy : OrderPolicy.values()) {
            double mean = meanWait(rule(policy), seed);
            if (reference == null) {
                reference = mean;
            }
            assertThat(mean).as(policy.name()).isCloseTo(reference, Offset.offset(1e-6));
        }
    }

    private static double meanWait(OrderRule rule, long seed) {
        Random random = new Random(seed);
        int patients = 200;
        List<Place> arrivals = new ArrayList<>();
        Instant at = NOON;
        List<Long> durations = new ArrayList<>();
        for (int i = 0; i < patients; i++) {
            at = at.plusSeconds(random.nextInt(300));
            arrivals.add(new Place(Urgency.ofLevel(1 + random.nextInt(5)), at, i));
            durations.add(60L + random.nextInt(600));
        }
        Instant[] free = {NOON, NOON};
        List<Waiting> queue = new ArrayList<>();
        int arrived = 0;
        double waits = 0;
        for (int start = 0; start < patients; start++) {
            int desk = free[0].isAfter(free[1]) ? 1 : 0;
            Instant now = free[desk];
            if (queue.isEmpty()
                    && arrived < patients
                    && arrivals.get(arrived).since().isAfter(now)) {
                now = arrivals.get(arrived).since();
            }
            while (arrived < patients && !arrivals.get(arrived).since().isAfter(now)) {
                queue.add(new Waiting(new UUID(0, arrived), arrivals.get(arrived), null, 0));
                arrived++;
            }
            Waiting next = Objects.requireNonNull(Board.first(queue, rule, now));
            queue.remove(next);
            waits += (double) Duration.between(next.place().since(), now).toSeconds();
            free[desk] = now.plusSeconds(durations.get(start));
        }
        return waits / patients;
    }

    private static List<Waiting> heads(List<Waiting> waiting) {
        Map<Urgency, Waiting> heads = new EnumMap<>(Urgency.class);
        for (Waiting w : waiting) {
            heads.merge(
                    w.place().urgency(),
                    w,
                    (a, b) -> Comparator.comparing(Waiting::place)
                                            .thenComparing(Waiting::entryId)
                                            .compare(a, b)
                                    <= 0
                            ? a
                            : b);
        }
        return List.copyOf(heads.values());
    }

    @Provide
    Arbitrary<List<Waiting>> queues() {
        Arbitrary<Waiting> waiting = Combinators.combine(
                        Arbitraries.of(Urgency.class),
                        Arbitraries.integers().between(-60, 900),
                        Arbitraries.longs().between(0, 3),
                        Arbitraries.longs().between(0, Long.MAX_VALUE))
                .as((urgency, minutes, tie, id) -> new Waiting(
                        new UUID(0, id), new Place(urgency, NOON.minus(Duration.ofMinutes(minutes)), tie), null, 0));
        return waiting.list().ofMaxSize(40).uniqueElements(Waiting::entryId);
    }

    private static OrderRule rule(OrderPolicy policy) {
        return new OrderRule(policy, 4, TARGETS);
    }

    private static Waiting waiting(Urgency urgency, int minutes) {
        return new Waiting(UUID.randomUUID(), place(urgency, minutes), null, 0);
    }

    private static Place place(Urgency urgency, int minutes) {
        return new Place(urgency, NOON.minus(Duration.ofMinutes(minutes)), 0);
    }

    private static Map<Urgency, Integer> targets() {
        Map<Urgency, Integer> minutes = new EnumMap<>(Urgency.class);
        minutes.put(Urgency.IMMEDIATE, 0);
        minutes.put(Urgency.EMERGENT, 10);
        minutes.put(Urgency.URGENT, 30);
        minutes.put(Urgency.LESS_URGENT, 60);
        minutes.put(Urgency.NON_URGENT, 120);
        return minutes;
    }
}
