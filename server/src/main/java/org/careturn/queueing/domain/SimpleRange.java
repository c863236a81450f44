package org.careturn.queueing.domain;

/**
 * A rough range for the time until the turn, for as long as nothing better is known: so wide that it is honest.
 *
 * @param earliestMinutes from now, a multiple of five
 * @param latestMinutes from now, a multiple of five
 */
public record SimpleRange(int earliestMinutes, int latestMinutes) {

    /**
     * Works out the range.
     *
     * @param ahead people who will be called before
     * @param desks desks that call from the queue, at least 1
     * @param durationMinutes of a service
     */
    public static SimpleRange of(int ahead, int desks, int durationMinutes) {
        double rounds = (double) ahead / desks;
        int earliest = (int) Math.floor(rounds * durationMinutes * 0.5 / 5) * 5;
        int latest = (int) Math.ceil((rounds + 1) * durationMinutes * 1.5 / 5) * 5;
        return new SimpleRange(earliest, latest);
    }
}
