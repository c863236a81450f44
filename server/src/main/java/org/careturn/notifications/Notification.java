package org.careturn.notifications;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that a worker has taken.
 *
 * @param arguments of the text, with the secret ones
 * @param claim a number that grows each time that one is taken
 * @param attempts how many there were
 * @param faults how often preparing it has failed
 */
public record Notification(
        UUID id,
        NotificationKind kind,
        @Nullable UUID facilityId,
        @Nullable UUID patientId,
        @Nullable UUID accountId,
        @Nullable UUID visitId,
        @Nullable UUID entryId,
        @Nullable UUID appointmentId,
        @Nullable String phone,
        @Nullable String language,
        Map<String, String> arguments,
        Instant notBefore,
        Instant usefulUntil,
        NotificationState state,
        int claim,
        int attempts,
        int faults) {

    @Override
    public String toString() {
        return "Notification[" + id + ", " + kind + "]";
    }
}
