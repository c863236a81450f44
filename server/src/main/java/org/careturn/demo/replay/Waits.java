package org.careturn.demo.replay;

import java.util.Collection;
import java.util.List;

/** Waits in seconds; quantiles by nearest rank. */
record Waits(List<Integer> sortedS) {
    static Waits of(Collection<Integer> seconds) {
        return new Waits(seconds.stream().sorted().toList());
    }

    int count() {
        return sortedS.size();
    }

    int medianS() {
        return quantileS(0.5);
    }

    int p90S() {
        return quantileS(0.9);
    }

    int maxS() {
        return sortedS.isEmpty() ? 0 : sortedS.getLast();
    }

    /** The share, 0 to 1, that is at most so long; 0 where there are none. */
    double shareWithin(int seconds) {
        long within = sortedS.stream().filter(wait -> wait <= seconds).count();
        return sortedS.isEmpty() ? 0 : (double) within / sortedS.size();
    }

    private int quantileS(double q) {
        return sortedS.isEmpty() ? 0 : sortedS.get((int) Math.ceil(q * sortedS.size()) - 1);
    }
}
