package org.careturn.notifications;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to be staged.
 *
 * @param dedupeKey names the event, 200 characters at most: one event never makes two messages
 * @param patientId whom it is for; or {@code accountId}, or {@code phone}
 * @param phone E.164; for messages to a phone and not to a patient
 * @param language BCP 47; null: the recipient's
 * @param arguments of the text; nothing personal
 * @param secrets personal or secret arguments of the text, stored encrypted
 * @param notBefore when to send it
 * @param usefulUntil after which nobody wants it any more
 */
public record NewNotification(
        NotificationKind kind,
        String dedupeKey,
        @Nullable UUID facilityId,
        @Nullable UUID patientId,
        @Nullable UUID accountId,
        @Nullable UUID visitId,
        @Nullable UUID entryId,
        @Nullable UUID appointmentId,
        @Nullable String phone,
        @Nullable String language,
        Map<String, String> arguments,
        Map<String, String> secrets,
        Instant notBefore,
        Instant usefulUntil) {

    @Override
    public String toString() {
        return "NewNotification[" + kind + "]";
    }
}
