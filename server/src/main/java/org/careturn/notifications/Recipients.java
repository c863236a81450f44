package org.careturn.notifications;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom a message reaches, and how he wants it. Asked when it is sent, outside of any transaction. */
public interface Recipients {

    Recipient of(Notification notification);

    /**
     * Whom a message reaches.
     *
     * @param phone E.164; null: none is known
     * @param pushTokens of the devices that are registered; none: no push
     * @param channels those that the person accepts, the preferred one first
     * @param language BCP 47
     * @param quietUntil when the quiet hours end; null: they aren't now, or don't hold for this message
     * @param withheld why it isn't sent, whatever the channels; null: no reason
     */
    record Recipient(
            @Nullable String phone,
            List<String> pushTokens,
            List<Channel> channels,
            String language,
            @Nullable Instant quietUntil,
            @Nullable Withheld withheld) {
        @Override
        public String toString() {
            return "Recipient" + channels;
        }
    }
}
