package org.careturn.scheduling.domain;

import java.time.Instant;
import java.util.Arrays;

/**
 * What is taken of one doctor's time: each value holds the start in minutes since 1970, the length in minutes, whether it
 * is only offered, and the seat. Packed, since two months of forty doctors are tens of thousands of them.
 */
public final class Taken {
    public static final Taken NOTHING = new Taken(new long[0]);
    private static final int LENGTH_BITS = 10;
    private static final int SEAT_BITS = 6;
    private static final long SEAT = (1L << SEAT_BITS) - 1;
    private static final long LENGTH = (1L << LENGTH_BITS) - 1;

    private final long[] sorted;
    private final long longest;

    private Taken(long[] sorted) {
        this.sorted = sorted;
        long most = 0;
        for (long one : sorted) {
            most = Math.max(most, length(one));
        }
        this.longest = most;
    }

    /**
     * What these values tell.
     *
     * @param packed in any order
     */
    public static Taken of(long[] packed) {
        long[] sorted = packed.clone();
        Arrays.sort(sorted);
        return new Taken(sorted);
    }

    /** One of the values; the database packs alike. */
    public static long pack(Instant start, Instant end, boolean tentative, int seat) {
        long begin = Math.floorDiv(start.getEpochSecond(), 60);
        long length = Math.floorDiv(end.getEpochSecond(), 60) - begin;
        return ((begin << LENGTH_BITS | length) << 1 | (tentative ? 1 : 0)) << SEAT_BITS | seat;
    }

    /** A bit for each seat that is taken at some time between, in minutes since 1970; only the offered ones if so asked. */
    long seats(long from, long until, boolean tentativeOnly) {
        long taken = 0;
        for (int i = firstFrom(from - longest); i < sorted.length && start(sorted[i]) < until; i++) {
            long one = sorted[i];
            if (start(one) + length(one) > from && (!tentativeOnly || isTentative(one))) {
                taken |= 1L << (one & SEAT);
            }
        }
        return taken;
    }

    private int firstFrom(long minute) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (start(sorted[middle]) < minute) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long start(long one) {
        return one >> (LENGTH_BITS + 1 + SEAT_BITS);
    }

    private static long length(long one) {
        return one >> (1 + SEAT_BITS) & LENGTH;
    }

    private static boolean isTentative(long one) {
        return (one >> SEAT_BITS & 1) == 1;
    }
}
