package org.careturn.demo.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.careturn.demo.replay.ReferenceOrder.Waiting;
import org.careturn.facilities.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * Watches the calls of one queue: that their sequence has no gap and no repetition, that only people who wait are
 * called, and at each call that nobody else of those waiting had to come before.
 */
final class OrderCheck {
    private static final int SHOWN = 10;

    private final ReferenceOrder reference;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final List<String> examples = new ArrayList<>();
    private final List<Call> called = new ArrayList<>();
    private long lastSequence;
    private int outOfOrder;
    private int notWaiting;
    private int outOfSequence;

    OrderCheck(ReferenceOrder reference) {
        this.reference = reference;
    }

    /**
     * What came out.
     *
     * @param examples the first few violations, in words
     * @param called everybody, in the order in which the server called them
     */
    record Result(
            int calls, int outOfOrder, int notWaiting, int outOfSequence, List<String> examples, List<Call> called) {
        boolean passed() {
            return outOfOrder == 0 && notWaiting == 0 && outOfSequence == 0;
        }
    }

    /**
     * A ticket's call.
     *
     * @param at seconds since midnight, as {@code 09:05:00}
     * @param waitedS seconds from the arrival; 0 for who wasn't waiting
     */
    record Call(long sequence, String ticket, @Nullable Urgency urgency, String at, int waitedS) {}

    void arrived(Waiting person) {
        waiting.put(person.ticket(), person);
    }

    void left(String ticket) {
        waiting.remove(ticket);
    }

    /** @param sequence of the call, as the server counts them from 1 */
    void called(String ticket, long sequence, int atS) {
        if (sequence != lastSequence + 1) {
            outOfSequence++;
            note("call " + sequence + " followed call " + lastSequence);
        }
        lastSequence = sequence;
        Waiting person = waiting.remove(ticket);
        called.add(new Call(
                sequence,
                ticket,
                person == null ? null : person.urgency(),
                Times.ofDay(atS),
                person == null ? 0 : atS - person.sinceS()));
        if (person == null) {
            notWaiting++;
            note("ticket " + ticket + " was called at " + Times.ofDay(atS) + " and was not waiting");
            return;
        }
        Waiting before = first(atS);
        if (before != null && reference.isBefore(before, person, atS)) {
            outOfOrder++;
            note("at " + Times.ofDay(atS) + " " + words(person) + " was called before " + words(before));
        }
    }

    Result result() {
        return new Result(
                called.size(), outOfOrder, notWaiting, outOfSequence, List.copyOf(examples), List.copyOf(called));
    }

    private @Nullable Waiting first(int atS) {
        Waiting first = null;
        for (Waiting other : waiting.values()) {
            if (first == null || reference.isBefore(other, first, atS)) {
                first = other;
            }
        }
        return first;
    }

    private static String words(Waiting person) {
        return "ticket " + person.ticket() + " (" + person.urgency() + ", waiting since " + Times.ofDay(person.sinceS())
                + ")";
    }

    private void note(String violation) {
        if (examples.size() < SHOWN) {
            examples.add(violation);
        }
    }
}
