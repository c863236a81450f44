package org.careturn.queueing.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.careturn.queueing.Credit;
import org.jspecify.annotations.Nullable;

/** From when an arriving patient counts as waiting, and by which credits. */
public record Arrival(Instant since, List<Credit> credits) {

    /**
     * Decides an arrival's {@code since}. Booked and present by the booked time and its grace: the booked time less the
     * booking credit, however early he came; everybody else: his arrival. Priority groups add minutes of head start.
     *
     * @param bookingCredit minutes
     * @param grace minutes
     * @param groups the head starts of the patient's priority groups
     */
    public static Arrival of(
            Instant arrivedAt, @Nullable Instant bookedAt, int bookingCredit, int grace, List<Credit> groups) {
        List<Credit> credits = new ArrayList<>();
        Instant since = arrivedAt;
        if (bookedAt != null && !arrivedAt.isAfter(bookedAt.plus(Duration.ofMinutes(grace)))) {
            since = bookedAt.minus(Duration.ofMinutes(bookingCredit));
            credits.add(new Credit(Credit.BOOKED, bookingCredit));
        }
        for (Credit group : groups) {
            since = since.minus(Duration.ofMinutes(group.minutes()));
            credits.add(group);
        }
        return new Arrival(since, List.copyOf(credits));
    }
}
