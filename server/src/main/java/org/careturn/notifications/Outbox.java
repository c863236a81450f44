package org.careturn.notifications;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.careturn.notifications.jdbc.NotificationStore;
import org.careturn.platform.openapi.ApiName;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The latest messages with all that they hold, also codes: for the demo, which has nobody to send by. */
@Service
public class Outbox {
    private final NotificationStore store;
    private final MessageTexts texts;

    Outbox(NotificationStore store, MessageTexts texts) {
        this.store = store;
        this.texts = texts;
    }

    /**
     * A message as it would be read.
     *
     * @param at from when it may be sent
     * @param phone E.164; null where it is for a patient
     * @param language BCP 47; null: the patient's
     * @param error why it ended so; null: no reason is known
     * @param status what became of it, in words
     */
    @ApiName("OutboxEntry")
    public record Entry(
            UUID id,
            Instant at,
            NotificationKind kind,
            NotificationState state,
            @Nullable String error,
            String status,
            @Nullable String phone,
            @Nullable UUID patientId,
            @Nullable String language,
            @Nullable String code,
            String text) {
        @Override
        public String toString() {
            return "Entry[" + id + ", " + kind + "]";
        }
    }

    /** The newest first. */
    public List<Entry> latest(int limit) {
        return store.latest(limit).stream().map(this::entry).toList();
    }

    private Entry entry(NotificationStore.Latest latest) {
        Notification message = latest.notification();
        String language = message.language() == null ? "en" : message.language();
        return new Entry(
                message.id(),
                message.notBefore(),
                message.kind(),
                message.state(),
                latest.error(),
                status(message.state(), latest.error()),
                message.phone(),
                message.patientId(),
                message.language(),
                message.arguments().get("code"),
                texts.render(message, Channel.SMS, language).text());
    }

    static String status(NotificationState state, @Nullable String error) {
        return switch (state) {
            case PENDING, SENDING -> "waiting";
            case UNKNOWN -> "may have been sent";
            case SENT -> "sent";
            case DELIVERED -> "arrived";
            case EXPIRED -> "not sent: of no use any more";
            case DEAD -> "given up";
            case FAILED -> "not sent: " + why(error);
        };
    }

    private static String why(@Nullable String error) {
        return switch (error == null ? "" : error) {
            case "NO_PROVIDER" -> "no provider";
            case "NO_ADDRESS" -> "no phone is known";
            case "DAILY_CAP" -> "as many as may be were sent today";
            case "REFUSED", "OPTED_OUT", "NO_MESSAGES", "NO_REMINDERS", "NO_FEEDBACK" -> "not wanted";
            default -> "refused by the provider";
        };
    }
}
