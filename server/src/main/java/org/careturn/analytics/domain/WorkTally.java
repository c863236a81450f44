package org.careturn.analytics.domain;

/** Counts hours at desks, and services given there. */
public final class WorkTally {
    private final Seconds services = new Seconds();
    private double openMinutes;
    private double breakMinutes;
    private int unreliable;

    public void addDesk(double open, double breaks) {
        openMinutes += open;
        breakMinutes += breaks;
    }

    public void add(PackedEntries entry) {
        if (entry.unreliable()) {
            unreliable++;
        }
        if (entry.service() >= 0) {
            services.add(entry.service());
        }
    }

    public WorkFigures figures() {
        double serving = services.sumMinutes();
        return new WorkFigures(
                openMinutes,
                breakMinutes,
                serving,
                openMinutes > 0 ? serving / openMinutes : null,
                services.count(),
                unreliable);
    }
}
