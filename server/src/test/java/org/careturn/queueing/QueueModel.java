package org.careturn.queueing;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.careturn.facilities.Urgency;
import org.careturn.queueing.ModelState.CallOf;
import org.careturn.queueing.ModelState.DeskOf;
import org.careturn.queueing.ModelState.Item;
import org.careturn.queueing.ModelState.Last;
import org.careturn.queueing.ModelState.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What the queue should do, written a second time and as plainly as can be: maps in memory, no locks, no SQL. It says of
 * each act whether it is done, nothing, or refused, and how everything stands afterwards.
 */
final class QueueModel {
    final Map<UUID, Item> items = new LinkedHashMap<>();

    final Map<UUID, CallOf> calls = new LinkedHashMap<>();

    final Map<UUID, DeskOf> desks = new LinkedHashMap<>();

    final Map<UUID, Long> callsMade = new TreeMap<>();

    private final int missedAllowed;

    private final int returnAfter;

    QueueModel(int missedAllowed, int returnAfter) {
        this.missedAllowed = missedAllowed;
        this.returnAfter = returnAfter;
    }

    /** Who is called next at the desk: strict with promotion, spelled out. */
    @Nullable
    Item next(DeskOf desk, Instant now) {
        List<Item> candidates = new ArrayList<>();
        for (Item item : items.values()) {
            if (item.queue.equals(desk.queue)
                    && item.state == EntryState.WAITING
                    && (item.doctor == null || item.doctor.equals(desk.account))
                    && !isVisitCalled(item.visit)) {
                candidates.add(item);
            }
        }
        long made = callsMade.getOrDefault(desk.queue, 0L);
        if (candidates.stream().anyMatch(item -> item.skipUntil <= made)) {
            candidates.removeIf(item -> item.skipUntil > made);
        }
        return candidates.stream().min(order(now)).orElse(null);
    }

    private static Comparator<Item> order(Instant now) {
        return Comparator.comparingInt((Item item) -> rank(item, now))
                .thenComparing(item -> item.since)
                .thenComparingLong(item -> item.tie)
                .thenComparing(item -> item.id);
    }

    private static int rank(Item item, Instant now) {
        int[] targets = {0, 10, 30, 60, 120};
        long waited = Duration.between(item.since, now).toSeconds();
        if (item.urgency <= 2) {
            return item.urgency;
        }
        return waited > 4L * 60 * targets[item.urgency - 1] ? 3 : item.urgency + 1;
    }

    boolean isBusy(DeskOf desk) {
        return calls.values().stream().anyMatch(call -> call.active && call.desk.equals(desk.id));
    }

    boolean isVisitCalled(UUID visit) {
        return calls.values().stream()
                .anyMatch(call -> call.active && item(call.item).visit.equals(visit));
    }

    Item item(UUID id) {
        Item item = items.get(id);
        if (item == null) {
            throw new IllegalArgumentException("no item " + id);
        }
        return item;
    }

    CallOf call(@Nullable UUID id) {
        CallOf call = id == null ? null : calls.get(id);
        if (call == null) {
            throw new IllegalArgumentException("no call " + id);
        }
        return call;
    }

    Verdict mayCall(DeskOf desk) {
        return desk.state == DeskSession.State.ACTIVE && !isBusy(desk) ? Verdict.DONE : Verdict.REFUSED;
    }

    void called(Item item, DeskOf desk, UUID call, Instant now) {
        touch(item, now, true);
        item.state = EntryState.CALLED;
        item.call = call;
        item.skipUntil = 0;
        calls.put(call, new CallOf(item.id, desk.id));
        callsMade.merge(desk.queue, 1L, Long::sum);
    }

    Verdict recall(Item item, UUID call, Instant now) {
        if (!call.equals(item.call) || item.state != EntryState.CALLED) {
            return Verdict.REFUSED;
        }
        touch(item, now, false);
        return Verdict.DONE;
    }

    Verdict start(Item item, UUID call, Instant now) {
        if (!call.equals(item.call)) {
            return Verdict.REFUSED;
        }
        if (item.state == EntryState.SERVING || item.state == EntryState.SERVED) {
            return Verdict.NOOP;
        }
        if (item.state != EntryState.CALLED) {
            return Verdict.REFUSED;
        }
        touch(item, now, true);
        item.state = EntryState.SERVING;
        return Verdict.DONE;
    }

    Verdict serve(Item item, UUID call, Instant now) {
        if (!call.equals(item.call)) {
            return Verdict.REFUSED;
        }
        if (item.state == EntryState.SERVED) {
            return Verdict.NOOP;
        }
        boolean late = call(call).missed && (item.state == EntryState.WAITING || item.state == EntryState.NO_SHOW);
        if (item.state != EntryState.CALLED && item.state != EntryState.SERVING && !late) {
            return Verdict.REFUSED;
        }
        touch(item, now, item.state != EntryState.NO_SHOW);
        item.state = EntryState.SERVED;
        call(call).active = false;
        call(call).missed = false;
        return Verdict.DONE;
    }

    Verdict miss(Item item, UUID call, Instant now) {
        if (!call.equals(item.call)) {
            return Verdict.REFUSED;
        }
        if (item.state != EntryState.CALLED) {
            return call(call).active ? Verdict.REFUSED : Verdict.NOOP;
        }
        touch(item, now, true);
        item.missed++;
        if (item.missed <= missedAllowed) {
            item.state = EntryState.WAITING;
            item.skipUntil = callsMade.getOrDefault(item.queue, 0L) + returnAfter;
        } else {
            item.state = EntryState.NO_SHOW;
            item.skipUntil = 0;
        }
        call(call).active = false;
        call(call).missed = true;
        return Verdict.DONE;
    }

    Verdict hold(Item item, Instant now) {
        if (item.state == EntryState.ON_HOLD) {
            return Verdict.NOOP;
        }
        if (!item.state.isActive()) {
            return Verdict.REFUSED;
        }
        touch(item, now, true);
        endCall(item);
        item.state = EntryState.ON_HOLD;
        return Verdict.DONE;
    }

    Verdict resume(Item item, Instant now) {
        if (item.state == EntryState.WAITING) {
            return Verdict.NOOP;
        }
        if (item.state != EntryState.ON_HOLD) {
            return Verdict.REFUSED;
        }
        touch(item, now, true);
        item.state = EntryState.WAITING;
        return Verdict.DONE;
    }

    Verdict end(Item item, EntryState terminal, Instant now) {
        if (item.state == terminal) {
            return Verdict.NOOP;
        }
        boolean may = item.state == EntryState.WAITING
                || item.state == EntryState.ON_HOLD
                || (terminal == EntryState.LEFT && item.state == EntryState.CALLED);
        if (!may) {
            return Verdict.REFUSED;
        }
        touch(item, now, true);
        endCall(item);
        item.state = terminal;
        return Verdict.DONE;
    }

    Verdict transfer(Item item, UUID target, Instant now) {
        boolean there = items.values().stream()
                .anyMatch(other ->
                        other.visit.equals(item.visit) && other.queue.equals(target) && other.state.isActive());
        if (!item.state.isActive() || there || target.equals(item.queue)) {
            return Verdict.REFUSED;
        }
        touch(item, now, true);
        endCall(item);
        item.state = EntryState.TRANSFERRED;
        return Verdict.DONE;
    }

    Verdict setUrgency(Item item, Urgency urgency, Instant now) {
        if (item.state != EntryState.WAITING && item.state != EntryState.ON_HOLD) {
            return Verdict.REFUSED;
        }
        if (item.urgency == urgency.level()) {
            return Verdict.NOOP;
        }
        touch(item, now, true, true);
        item.urgency = urgency.level();
        return Verdict.DONE;
    }

    /** @param after null: before all others of its category */
    Verdict move(Item item, @Nullable Item after, Instant now) {
        if (item.state != EntryState.WAITING) {
            return Verdict.REFUSED;
        }
        if (item == after) {
            return Verdict.NOOP;
        }
        if (after != null && (!after.queue.equals(item.queue) || after.urgency != item.urgency)) {
            return Verdict.REFUSED;
        }
        Comparator<Item> byPlace =
                Comparator.comparing((Item other) -> other.since).thenComparingLong(other -> other.tie);
        List<Item> others = items.values().stream()
                .filter(other -> other != item
                        && other.queue.equals(item.queue)
                        && other.state == EntryState.WAITING
                        && other.urgency == item.urgency)
                .sorted(byPlace)
                .toList();
        Item before = null;
        for (Item other : others) {
            if (after != null && byPlace.compare(other, after) <= 0) {
                before = other;
            }
        }
        if (others.isEmpty()) {
            return Verdict.NOOP;
        }
        if (before == null) {
            touch(item, now, true, true);
            item.since = others.getFirst().since.minus(1, ChronoUnit.MICROS);
            return Verdict.DONE;
        }
        for (Item other : items.values()) {
            if (other.queue.equals(item.queue)
                    && other.urgency == item.urgency
                    && other.state.isActive()
                    && other.since.equals(before.since)
                    && other.tie > before.tie) {
                other.tie++;
            }
        }
        touch(item, now, true, true);
        item.since = before.since;
        item.tie = before.tie + 1;
        return Verdict.DONE;
    }

    Verdict bind(Item item, @Nullable UUID doctor, Instant now) {
        if (item.state != EntryState.WAITING && item.state != EntryState.ON_HOLD) {
            return Verdict.REFUSED;
        }
        if (Objects.equals(item.doctor, doctor)) {
            return Verdict.NOOP;
        }
        touch(item, now, true);
        item.doctor = doctor;
        return Verdict.DONE;
    }

    Verdict lateEntry(Item item, Instant now) {
        if (item.state == EntryState.SERVED) {
            return Verdict.NOOP;
        }
        if (item.state != EntryState.WAITING && item.state != EntryState.CALLED && item.state != EntryState.ON_HOLD) {
            return Verdict.REFUSED;
        }
        touch(item, now, false);
        endCall(item);
        item.state = EntryState.SERVED;
        return Verdict.DONE;
    }

    void endCall(Item item) {
        if (item.state.isAtDesk()) {
            call(item.call).active = false;
        }
    }

    static void touch(Item item, Instant now, boolean undoable) {
        touch(item, now, undoable, false);
    }

    static void touch(Item item, Instant now, boolean undoable, boolean placed) {
        item.last = new Last(
                now,
                undoable,
                placed,
                item.state,
                item.urgency,
                item.since,
                item.tie,
                item.missed,
                item.skipUntil,
                item.doctor,
                item.call);
        item.version++;
    }
}
