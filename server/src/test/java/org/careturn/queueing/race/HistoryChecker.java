package org.careturn.queueing.race;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.queueing.Place;
import org.careturn.queueing.race.History.Arrived;
import org.careturn.queueing.race.History.Called;
import org.careturn.queueing.race.History.Empty;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a history could have come from a queue that does one thing after the other, each at some moment between
 * being asked and being answered, and always calls the first of those who wait.
 *
 * <p>The calls' own numbers are the witness: they say in which order the calls took effect. What remains is to look for
 * moments at which the arrivals can have taken effect between them, which is done for each arrival by the earliest such
 * moment. Everything takes {@code n log n}.
 */
final class HistoryChecker {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::urgency).thenComparing(Comparator.naturalOrder());

    private final History history;
    private final List<String> violations = new ArrayList<>();

    /** The calls in their order; [0] is the first. */
    private final List<Called> calls;

    private final Map<UUID, Arrived> arrivals = new HashMap<>();

    /** From 1; an entry's first call, or one past the last where it has none. */
    private final Map<UUID, Integer> positions = new HashMap<>();

    /** [p]: the latest asking among the calls 1 to p. */
    private final long[] latestAsked;

    /** [p]: the earliest answering among the calls after p. */
    private final long[] earliestAnswered;

    private HistoryChecker(History history) {
        this.history = history;
        calls = history.calls().stream()
                .sorted(Comparator.comparingLong(Called::sequence))
                .toList();
        latestAsked = new long[calls.size() + 1];
        earliestAnswered = new long[calls.size() + 1];
        latestAsked[0] = Long.MIN_VALUE;
        earliestAnswered[calls.size()] = Long.MAX_VALUE;
        for (int p = 1; p <= calls.size(); p++) {
            latestAsked[p] = Math.max(latestAsked[p - 1], calls.get(p - 1).asked());
        }
        for (int p = calls.size() - 1; p >= 0; p--) {
            earliestAnswered[p] = Math.min(earliestAnswered[p + 1], calls.get(p).answered());
        }
    }

    /** What is wrong with the history; empty where nothing is. */
    static List<String> violations(History history) {
        HistoryChecker checker = new HistoryChecker(history);
        checker.everyEntryOnce();
        checker.everyNumberOnce();
        checker.callsInRealTime();
        checker.order();
        checker.empties();
        return checker.violations;
    }

    private void everyEntryOnce() {
        for (Arrived arrived : history.arrivals()) {
            if (arrivals.put(arrived.entry(), arrived) != null) {
                violations.add("entered twice: " + arrived);
            }
            positions.put(arrived.entry(), calls.size() + 1);
        }
        int position = 0;
        for (Called call : calls) {
            position++;
            Integer before = positions.get(call.entry());
            if (before == null) {
                violations.add("called, but never came: " + call);
            } else if (before <= calls.size()) {
                violations.add("called twice: " + calls.get(before - 1) + " and " + call);
            } else {
                positions.put(call.entry(), position);
            }
        }
        positions.forEach((entry, called) -> {
            if (called > calls.size()) {
                violations.add("lost: " + entry + " was never called");
            }
        });
    }

    private void everyNumberOnce() {
        long expected = 1;
        for (Called call : calls) {
            if (call.sequence() != expected) {
                violations.add(
                        call.sequence() < expected
                                ? "number there twice: " + call
                                : "call " + expected + " is missing, nobody was told of it: next is " + call);
            }
            expected = call.sequence() + 1;
        }
    }

    /** Who was answered before another asked comes before. */
    private void callsInRealTime() {
        for (int p = 1; p <= calls.size(); p++) {
            if (calls.get(p - 1).answered() < latestAsked[p]) {
                violations.add("numbered after a call that was asked for only later: " + calls.get(p - 1));
            }
        }
    }

    /** Looks for each arrival's earliest moment, as the number of calls before it. */
    private void order() {
        int[] passedOver = passedOver();
        List<Arrived> byAnswer = sorted(Comparator.comparingLong(Arrived::answered));
        Map<UUID, Integer> moments = new HashMap<>();
        int known = 0;
        int notBefore = 0; // the latest moment of those whose arrival was over
        for (Arrived arrived : sorted(Comparator.comparingLong(Arrived::asked))) {
            while (known < byAnswer.size() && byAnswer.get(known).answered() < arrived.asked()) {
                notBefore = Math.max(
                        notBefore, moments.getOrDefault(byAnswer.get(known++).entry(), 0));
            }
            int own = positions.getOrDefault(arrived.entry(), calls.size() + 1);
            int skipped = passedOver[own];
            int moment = Math.max(Math.max(notBefore, skipped), firstAllAnsweredAfter(arrived.asked()));
            moments.put(arrived.entry(), moment);
            if (moment >= own) {
                violations.add("called before it came: " + arrived + ", " + calls.get(own - 1));
            } else if (latestAsked[moment] > arrived.answered()) {
                violations.add(
                        skipped > 0 && latestAsked[skipped] > arrived.answered()
                                ? "order inverted: " + calls.get(skipped - 1) + " although " + arrived + " was waiting"
                                : "no moment at which it can have come: " + arrived);
            }
        }
    }

    /**
     * [p]: the last call before p that took somebody who comes after the one whom call p took; for one past the last call,
     * 0. An entry's arrival must lie behind that call. Repeated and unknown entries are left out.
     */
    private int[] passedOver() {
        int[] found = new int[calls.size() + 2];
        Deque<Integer> worse = new ArrayDeque<>();
        for (int p = 1; p <= calls.size(); p++) {
            Place place = placeAt(p);
            if (place == null) {
                continue;
            }
            while (!worse.isEmpty() && ORDER.compare(placeOf(worse.getLast()), place) < 0) {
                worse.removeLast();
            }
            found[p] = worse.isEmpty() ? 0 : worse.getLast();
            worse.addLast(p);
        }
        return found;
    }

    private @Nullable Place placeAt(int position) {
        UUID entry = calls.get(position - 1).entry();
        Arrived arrived = arrivals.get(entry);
        Integer first = positions.get(entry);
        return arrived == null || first == null || first != position ? null : arrived.place();
    }

    private Place placeOf(int position) {
        Place place = placeAt(position);
        if (place == null) {
            throw new IllegalStateException("no place at " + position);
        }
        return place;
    }

    /** The fewest calls after which all further ones were answered no sooner than this. */
    private int firstAllAnsweredAfter(long asked) {
        int at = Arrays.binarySearch(earliestAnswered, asked);
        int p = at >= 0 ? at : -at - 1;
        while (p > 0 && earliestAnswered[p - 1] >= asked) {
            p--;
        }
        return p;
    }

    /**
     * "Nobody waits" is wrong where somebody whose arrival was over was called only by a call that was asked for after the
     * answer, or never.
     */
    private void empties() {
        List<Arrived> byAnswer = sorted(Comparator.comparingLong(Arrived::answered));
        int known = 0;
        int lastCalled = 0;
        for (Empty empty : history.empties().stream()
                .sorted(Comparator.comparingLong(Empty::asked))
                .toList()) {
            while (known < byAnswer.size() && byAnswer.get(known).answered() < empty.asked()) {
                lastCalled = Math.max(
                        lastCalled, positions.getOrDefault(byAnswer.get(known++).entry(), calls.size() + 1));
            }
            if (lastCalled > calls.size() || latestAsked[lastCalled] > empty.answered()) {
                violations.add("told that nobody waits while somebody did: " + empty);
            }
        }
    }

    private List<Arrived> sorted(Comparator<Arrived> by) {
        return history.arrivals().stream().sorted(by).toList();
    }
}
