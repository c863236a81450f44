package org.careturn.analytics.domain;

import java.nio.ByteBuffer;

/** Counts visits into figures. */
public final class StayTally {
    private final Seconds stays = new Seconds();
    private int visits;
    private int unreliable;

    /**
     * Counts visits of one way.
     *
     * @param packed four bytes each, seconds
     */
    public void add(int count, int countUnreliable, ByteBuffer packed) {
        visits += count;
        unreliable += countUnreliable;
        for (int at = packed.position(); at < packed.limit(); at += Integer.BYTES) {
            stays.add(packed.getInt(at));
        }
    }

    public int visits() {
        return visits;
    }

    public StayFigures figures() {
        stays.sorted();
        return new StayFigures(visits, stays.count(), stays.minutes(0.5), stays.minutes(0.9), unreliable);
    }
}
