package org.careturn.scheduling;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A booked slot.
 *
 * @param bookingCode what the patient types at a kiosk
 * @param day the service day of its start
 * @param seat 0 and up, below the capacity that the slot had when it was booked
 * @param reason why it was booked, moved or cancelled, as far as somebody said so
 * @param waitingListId by which it was offered
 * @param offerUntil until when an offer may be accepted
 * @param expectedAt when the patient, who runs late, will be here, as he said
 * @param confirmedAt when the patient said that he will come at this time
 * @param visitId since check-in
 */
public record Appointment(
        UUID id,
        String bookingCode,
        UUID facilityId,
        UUID serviceId,
        UUID doctorId,
        @Nullable UUID roomId,
        UUID patientId,
        Instant start,
        Instant end,
        LocalDate day,
        int seat,
        int capacity,
        AppointmentStatus status,
        @Nullable String reason,
        @Nullable UUID waitingListId,
        @Nullable Instant offerUntil,
        @Nullable Instant expectedAt,
        @Nullable Instant confirmedAt,
        @Nullable UUID visitId,
        Instant createdAt,
        Instant changedAt,
        long version) {}
