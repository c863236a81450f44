package org.careturn.queueing.race;

import java.util.List;
import java.util.UUID;
import org.careturn.queueing.Place;

/**
 * What the clients of one queue asked and were answered. Times are of one clock, in nanoseconds: when a client first
 * asked, and when it had the answer; what was asked again under the same key, because no answer came, is one operation.
 */
record History(List<Arrived> arrivals, List<Called> calls, List<Empty> empties) {

    /** An entry has come to wait at this place. */
    record Arrived(UUID entry, Place place, long asked, long answered) {}

    /** An entry was called, as the queue's call of this number. */
    record Called(UUID entry, long sequence, String desk, long asked, long answered) {}

    /** A desk was told that nobody waits. */
    record Empty(String desk, long asked, long answered) {}
}
