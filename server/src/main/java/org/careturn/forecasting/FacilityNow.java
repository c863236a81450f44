package org.careturn.forecasting;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Urgency;
import org.careturn.queueing.EntryState;
import org.careturn.queueing.Place;
import org.jspecify.annotations.Nullable;

/** How a facility stands at one moment, as far as a forecast needs to know. */
public record FacilityNow(
        List<Person> people,
        List<Desk> desks,
        List<Busy> busy,
        List<Block> blocks,
        List<Booked> booked,
        List<Started> started,
        List<Ahead> route) {

    /** An active entry. */
    public record Person(
            UUID entryId,
            UUID queueId,
            UUID visitId,
            EntryState state,
            Place place,
            @Nullable UUID doctorId,
            int skipCalls,
            Instant arrivedAt) {}

    /**
     * A desk that is open.
     *
     * @param lastEndedAt of its latest call that has ended
     */
    public record Desk(
            UUID id,
            UUID accountId,
            String name,
            List<UUID> queueIds,
            boolean onBreak,
            int slots,
            @Nullable Instant breakUntil,
            @Nullable Instant lastEndedAt) {}

    /** Somebody under a call that goes on. */
    public record Busy(
            UUID deskId,
            int slot,
            UUID queueId,
            Instant calledAt,
            @Nullable Instant startedAt) {}

    /** A doctor's planned hours of this service day for a queue's service, without absences. */
    public record Block(UUID accountId, String name, UUID queueId, Instant start, Instant end) {}

    /**
     * Somebody who is booked for today and not yet there.
     *
     * @param doctorId whom he will wait for; null: anybody, since that doctor works there no more
     */
    public record Booked(
            UUID appointmentId, UUID queueId, @Nullable UUID doctorId, Instant start, Instant since) {}

    /** A start of the last two hours. */
    public record Started(UUID queueId, UUID accountId, Urgency urgency, Instant arrivedAt, Instant startedAt) {}

    /** A step of an open visit's route that hasn't begun. */
    public record Ahead(UUID visitId, int ordinal, UUID queueId) {}
}
