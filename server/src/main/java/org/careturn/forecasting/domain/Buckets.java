package org.careturn.forecasting.domain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.careturn.facilities.Urgency;
import org.careturn.queueing.domain.OrderRule;

/**
 * Those who wait, first come first served in each of many lines: one for each queue, doctor waited for, and urgency. Filled
 * once, copied for each simulated path.
 */
public final class Buckets {
    private static final Urgency[] URGENCIES = Urgency.values();

    private final Urgency[] urgencies;
    private final int[] queues;
    private final int[][] first;
    private final int[] firstTails;
    private final int[][] items;
    private final int[] heads;
    private final int[] tails;
    private long[] since;
    private final long[] ties;
    private final Map<Long, Integer> places = new HashMap<>();

    public Buckets(LineState state) {
        List<LineState.Waiting> waiting = state.waiting();
        for (LineState.Waiting w : waiting) {
            place(w.queue(), w.doctor(), w.urgency());
        }
        for (LineState.Expected e : state.expected()) {
            place(e.queue(), e.doctor(), e.urgency());
        }
        for (int queue = 0; queue < state.services().size(); queue++) {
            for (double[] hour : state.services().get(queue).arrivals()) {
                for (int u = 0; u < Math.min(hour.length, URGENCIES.length); u++) {
                    if (hour[u] > 0) {
                        place(queue, LineState.ANYBODY, URGENCIES[u]);
                    }
                }
            }
        }
        int count = places.size();
        urgencies = new Urgency[count];
        queues = new int[count];
        places.forEach((key, place) -> {
            urgencies[place] = URGENCIES[(int) (key & 7)];
            queues[place] = (int) (key >> 40);
        });
        long[] sinces = new long[waiting.size() + 64];
        ties = new long[waiting.size()];
        first = new int[count][4];
        firstTails = new int[count];
        items = new int[count][4];
        heads = new int[count];
        tails = new int[count];
        since = sinces;
        for (int i = 0; i < waiting.size(); i++) {
            sinces[i] = micros(waiting.get(i).since());
            ties[i] = waiting.get(i).tie();
        }
        for (int i = 0; i < waiting.size(); i++) {
            if (waiting.get(i).skipCalls() <= 0) {
                add(placeOf(waiting.get(i)), i);
            }
        }
        for (int b = 0; b < count; b++) {
            first[b] = Arrays.copyOf(items[b], tails[b]);
            firstTails[b] = tails[b];
        }
    }

    public static long micros(double seconds) {
        return (long) (seconds * 1e6);
    }

    public int placeOf(LineState.Waiting waiting) {
        return place(waiting.queue(), waiting.doctor(), waiting.urgency());
    }

    public int placeOf(LineState.Expected expected) {
        return place(expected.queue(), expected.doctor(), expected.urgency());
    }

    /** The line of those who wait for anybody. */
    public int placeOf(int queue, int urgency) {
        return place(queue, LineState.ANYBODY, URGENCIES[urgency]);
    }

    /** The lines from which a desk calls. */
    public int[] placesOf(LineState.Desk desk) {
        return places.entrySet().stream()
                .filter(e -> desk.calls((int) (e.getKey() >> 40)))
                .filter(e -> {
                    int doctor = (int) (e.getKey() >> 8 & 0xffffffffL) - 1;
                    return doctor == LineState.ANYBODY || doctor == desk.doctor();
                })
                .mapToInt(Map.Entry::getValue)
                .sorted()
                .toArray();
    }

    private int place(int queue, int doctor, Urgency urgency) {
        long key = ((long) queue << 40) | ((doctor + 1L) << 8) | (urgency.level() - 1);
        return places.computeIfAbsent(key, fresh -> places.size());
    }

    /** Back to those who wait now. */
    public void reset() {
        for (int b = 0; b < first.length; b++) {
            System.arraycopy(first[b], 0, items[b], 0, firstTails[b]);
            heads[b] = 0;
            tails[b] = firstTails[b];
        }
    }

    /**
     * Puts somebody new in his line, who counts as waiting since then.
     *
     * @param id beyond those who wait now
     */
    public void add(int bucket, int id, long sinceMicros) {
        if (id >= since.length) {
            since = Arrays.copyOf(since, 2 * id);
        }
        since[id] = sinceMicros;
        add(bucket, id);
    }

    void add(int bucket, int id) {
        int[] line = items[bucket];
        int tail = tails[bucket];
        if (tail == line.length) {
            line = Arrays.copyOf(line, 2 * tail);
            items[bucket] = line;
        }
        int at = tail;
        while (at > heads[bucket] && before(id, line[at - 1])) {
            line[at] = line[at - 1];
            at--;
        }
        line[at] = id;
        tails[bucket] = tail + 1;
    }

    private boolean before(int a, int b) {
        long difference = since[a] - since[b];
        return difference != 0 ? difference < 0 : tie(a) < tie(b);
    }

    private long tie(int id) {
        return id < ties.length ? ties[id] : Long.MAX_VALUE;
    }

    /** The line among these whose head the policy calls at a time; -1 where nobody can be called. */
    public int pick(int[] eligible, OrderRule rule, double now) {
        int best = -1;
        long micros = micros(now);
        for (int bucket : eligible) {
            if (!isEmpty(bucket) && (best < 0 || precedes(bucket, best, rule, micros))) {
                best = bucket;
            }
        }
        return best;
    }

    private boolean precedes(int a, int b, OrderRule rule, long now) {
        int order = rule.compare(urgencies[a], since(head(a)), urgencies[b], since(head(b)), now);
        return order != 0 ? order < 0 : before(head(a), head(b));
    }

    public int queue(int bucket) {
        return queues[bucket];
    }

    private boolean isEmpty(int bucket) {
        return heads[bucket] == tails[bucket];
    }

    private int head(int bucket) {
        return items[bucket][heads[bucket]];
    }

    public int take(int bucket) {
        return items[bucket][heads[bucket]++];
    }

    private long since(int id) {
        return since[id];
    }
}
