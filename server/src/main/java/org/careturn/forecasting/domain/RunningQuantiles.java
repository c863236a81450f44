package org.careturn.forecasting.domain;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The quantiles of the latest waits of like cases: by category, people ahead and three-hour bin; where these are few, by
 * category and hour, then by category, then of all.
 */
final class RunningQuantiles {
    private static final int WINDOW = 150;
    private static final int ENOUGH = 12;

    private final Map<Long, RecentValues> cells = new HashMap<>();

    @Nullable
    Quantiles of(Situation situation) {
        for (int depth = 0; depth < 4; depth++) {
            RecentValues cell = cells.get(key(situation, depth));
            if (cell != null && cell.count() >= ENOUGH) {
                return new Quantiles(cell.quantile(.1), cell.quantile(.5), cell.quantile(.9));
            }
        }
        return null;
    }

    void learn(Situation situation, double wait) {
        for (int depth = 0; depth < 4; depth++) {
            cells.computeIfAbsent(key(situation, depth), cell -> new RecentValues(WINDOW))
                    .add(wait);
        }
    }

    private static long key(Situation s, int depth) {
        int ahead = Math.clamp(s.ahead(), 0, 40);
        // Beyond ten, like cases are rare: neighbours share a cell.
        int aheadBin = ahead <= 10 ? ahead : 10 + (ahead - 10) / 5;
        return switch (depth) {
            case 0 -> ((long) s.category() << 20) + (aheadBin << 8) + s.hourBin(3);
            case 1 -> (1L << 60) + ((long) s.category() << 20) + s.hourBin(1);
            case 2 -> (2L << 60) + s.category();
            default -> 3L << 60;
        };
    }
}
