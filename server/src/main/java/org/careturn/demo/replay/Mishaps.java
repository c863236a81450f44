package org.careturn.demo.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What shouldn't have happened, counted by kind. Too much of it ends the replay. */
final class Mishaps {
    static final int AT_MOST = 100;

    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, String> firsts = new TreeMap<>();
    private int total;

    /** @param example the first of its kind, as it was told */
    record Kind(String what, int count, String example) {}

    /** @throws ReplayFailedException when it is too much */
    void add(String what, String detail) {
        total++;
        counts.merge(what, 1, Integer::sum);
        firsts.putIfAbsent(what, detail);
        if (total >= AT_MOST) {
            throw new ReplayFailedException("More than " + AT_MOST + " answers were not as they should be.");
        }
    }

    int total() {
        return total;
    }

    List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        counts.forEach((what, count) -> kinds.add(new Kind(what, count, firsts.getOrDefault(what, ""))));
        return kinds;
    }
}
