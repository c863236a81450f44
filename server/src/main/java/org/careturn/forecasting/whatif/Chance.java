package org.careturn.forecasting.whatif;

/**
 * Common random numbers: a number that depends only on what it decides. However else two days differ, the same person's
 * patience, or the length of a queue's tenth service, comes out alike in both.
 */
final class Chance {
    /** What a number decides. */
    static final int SHOWS = 1;

    static final int COPIES = 2;
    static final int SHIFT = 3;
    static final int PATIENCE = 4;
    static final int WALK_IN = 5;
    static final int MARK = 6;
    static final int SERVICE = 7;
    static final int TURN_ROUND = 8;

    private final long seed;

    Chance(long seed, int path) {
        this.seed = mix(seed + 0x9E3779B97F4A7C15L * (path + 1L));
    }

    /** From 0 to below 1. */
    double of(int what, long of, long index) {
        long key = mix(seed ^ (what * 0xD1B54A32D192ED03L + of * 0x8CB92BA72F3D8DD7L));
        return (mix(key + index * 0x9E3779B97F4A7C15L) >>> 11) * 0x1p-53;
    }

    /** Source: Stafford's variant 13 of the finaliser of MurmurHash3, as SplittableRandom uses. */
    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
