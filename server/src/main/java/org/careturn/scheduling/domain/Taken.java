package org.careturn.scheduling.domain;

import java.nio.ByteBuffer;
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
     * @param packed in any order, each eight bytes, the highest first
     */
    public static Taken of(byte[] packed) {
        long[] sorted = new long[packed.length / Long.BYTES];
        ByteBuffer.wrap(packed).asLongBuffer().get(sorted);
        Arrays.sort(sorted);
        return new Taken(sorted);
    }

    /** Looks at the times one after the other. */
    Walk walk() {
        return new Walk();
    }

    /** Remembers where it looked last, so that in order of time it looks at each value about once. */
    final class Walk {
        private int next;

        /** A bit for each seat that is taken at some time between, in minutes since 1970; only the offered ones if so asked. */
        long seats(long from, long until, boolean tentativeOnly) {
            long first = from - longest;
            while (next > 0 && start(sorted[next - 1]) >= first) {
                next--;
            }
            while (next < sorted.length && start(sorted[next]) < first) {
                next++;
            }
            long taken = 0;
            for (int i = next; i < sorted.length && start(sorted[i]) < until; i++) {
                long one = sorted[i];
                if (start(one) + length(one) > from && (!tentativeOnly || isTentative(one))) {
                    taken |= 1L << (one & SEAT);
                }
            }
            return taken;
        }
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
