package org.careturn.scheduling;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A patient who waits for a slot that becomes free.
 *
 * @param doctorId null: any doctor
 * @param offer the appointment that is being offered
 */
public record WaitingListEntry(
        UUID id,
        UUID facilityId,
        UUID serviceId,
        @Nullable UUID doctorId,
        UUID patientId,
        LocalDate fromDay,
        LocalDate untilDay,
        Status status,
        Instant createdAt,
        @Nullable Appointment offer,
        long version) {

    /** Whether it waits and its last day was before this one. */
    boolean isOver(LocalDate today) {
        return status == Status.WAITLIST && untilDay.isBefore(today);
    }

    /** By FHIR's names for an appointment in these states. */
    public enum Status {
        WAITLIST,
        PROPOSED,
        BOOKED,
        CANCELLED
    }
}
