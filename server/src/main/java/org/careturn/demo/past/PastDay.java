package org.careturn.demo.past;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened on one service day, in the order of arrival. */
public record PastDay(LocalDate day, List<Desk> desks, List<Visit> visits, List<Appointment> appointments) {

    /** Somebody at a desk from opening to closing. */
    public record Desk(UUID id, PastHospital.Worker worker, UUID queueId, Instant opened, Instant closed) {}

    /**
     * Somebody's presence.
     *
     * @param channel as in the database
     */
    public record Visit(
            UUID id,
            UUID patientId,
            String prefix,
            int sequence,
            String token,
            String channel,
            int urgency,
            Instant arrived,
            Instant ended,
            List<Stay> stays) {}

    /**
     * A stay in one queue.
     *
     * @param desk null: left without having been called
     * @param state SERVED, NO_SHOW or LEFT
     */
    public record Stay(
            UUID id,
            UUID callId,
            UUID queueId,
            @Nullable Desk desk,
            Instant came,
            @Nullable Instant called,
            @Nullable Instant started,
            Instant ended,
            String state,
            boolean unreliable) {}

    /**
     * What had been booked.
     *
     * @param visitId null: nobody came
     */
    public record Appointment(
            UUID id,
            UUID patientId,
            UUID serviceId,
            PastHospital.Worker doctor,
            Instant starts,
            Instant ends,
            Instant booked,
            @Nullable UUID visitId) {}
}
