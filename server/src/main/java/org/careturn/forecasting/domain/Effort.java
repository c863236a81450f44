package org.careturn.forecasting.domain;

/** How many paths a forecast gets: all of them as a rule, fewer where many wait or many queues want one. */
public final class Effort {
    /** So many starts are worked out within some tens of milliseconds. */
    private static final int STARTS = 100_000;

    private static final int FEWEST = 20;
    /** Facilities that want a forecast at once before each gets less. */
    private static final int BACKLOG = 4;

    private Effort() {}

    /**
     * Shares the work out.
     *
     * @param people who wait, or are expected
     * @param backlog facilities that want a forecast and haven't got it
     */
    public static int paths(int people, int backlog) {
        int affordable = people <= 0 ? Simulation.PATHS : STARTS / people;
        int shared = affordable * BACKLOG / Math.max(BACKLOG, backlog);
        int most = Simulation.PATHS * BACKLOG / Math.max(BACKLOG, backlog);
        return Math.clamp(Math.min(shared, most), FEWEST, Simulation.PATHS);
    }
}
