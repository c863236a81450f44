package org.careturn.analytics.domain;

/** Counts entries into figures. */
public final class Tally {
    private final Seconds waits = new Seconds();
    private int arrivals;
    private int served;
    private int transferred;
    private int noShows;
    private int left;
    private int cancelled;
    private int onTime;
    private int unreliable;

    /**
     * Counts one entry.
     *
     * @param targetSeconds the target of the entry's category
     */
    public void add(PackedEntries entry, int targetSeconds) {
        arrivals++;
        switch (entry.outcome()) {
            case SERVED -> served++;
            case TRANSFERRED -> transferred++;
            case NO_SHOW -> noShows++;
            case LEFT -> left++;
            case CANCELLED -> cancelled++;
            case ACTIVE -> {}
        }
        if (entry.unreliable()) {
            unreliable++;
        }
        if (entry.waited() >= 0) {
            waits.add(entry.waited());
            if (entry.waited() <= targetSeconds) {
                onTime++;
            }
        }
    }

    public Figures figures() {
        waits.sorted();
        int count = waits.count();
        return new Figures(
                arrivals,
                served,
                transferred,
                noShows,
                left,
                cancelled,
                count,
                waits.minutes(0.5),
                waits.minutes(0.9),
                count == 0 ? null : (double) onTime / count,
                unreliable);
    }
}
