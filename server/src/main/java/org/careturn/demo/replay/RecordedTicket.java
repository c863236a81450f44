package org.careturn.demo.replay;

import org.careturn.facilities.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * A row of the log. Times are seconds since midnight.
 *
 * @param priorityClass 0 to 2, 2 is high
 * @param leftQueueS when the wait ended, by service or by leaving
 * @param server who served; null where the log names nobody
 */
record RecordedTicket(
        String ticket,
        int priorityClass,
        int arrivalS,
        Outcome outcome,
        @Nullable Integer leftQueueS,
        @Nullable Integer serviceStartS,
        @Nullable Integer serviceEndS,
        @Nullable String server) {

    /** What became of the person. */
    enum Outcome {
        SERVED,
        ABANDONED
    }

    /** Classes 2, 1, 0 stand for the three categories that no policy puts before all others. */
    Urgency urgency() {
        return switch (priorityClass) {
            case 2 -> Urgency.URGENT;
            case 1 -> Urgency.LESS_URGENT;
            default -> Urgency.NON_URGENT;
        };
    }

    /** How long service took; null where the log says nothing that can be: no time at all, or less. */
    @Nullable
    Integer plausibleDurationS() {
        return serviceStartS == null || serviceEndS == null || serviceEndS <= serviceStartS
                ? null
                : serviceEndS - serviceStartS;
    }

    /** How long a person who was served had waited; null where unknown. */
    @Nullable
    Integer recordedWaitS() {
        return outcome != Outcome.SERVED || leftQueueS == null ? null : Math.max(0, leftQueueS - arrivalS);
    }
}
