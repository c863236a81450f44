package org.careturn.notifications;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.careturn.notifications.domain.Answer;
import org.jspecify.annotations.Nullable;

/** Brings messages by one channel. */
public interface Provider {
    Channel channel();

    /** Whether there is an account with the provider. */
    boolean isReady();

    /** Calls the provider, once; waits ten seconds for its answer at most, and never throws. */
    Answer send(Outgoing outgoing);

    /** What became of an attempt, by the provider's list; UNKNOWN where it doesn't hold it, or can't be asked. */
    Found find(Sought sought);

    /**
     * A message on its way.
     *
     * @param phone E.164; null: none
     */
    record Outgoing(
            UUID attemptId,
            Notification notification,
            @Nullable String phone,
            List<String> pushTokens,
            Message message) {
        @Override
        public String toString() {
            return "Outgoing[" + attemptId + "]";
        }
    }

    /**
     * What to look for: by the provider's name of it where that is known, else by phone, text and time.
     *
     * @param providerId null: not known
     * @param phone E.164; null: not known, but then {@code providerId} is
     * @param text likewise
     * @param known whether a message, by the provider's name of it, is known to be another attempt's
     */
    record Sought(
            @Nullable String providerId,
            @Nullable String phone,
            @Nullable String text,
            Instant startedAt,
            java.util.function.Predicate<String> known) {
        @Override
        public String toString() {
            return "Sought[" + startedAt + "]";
        }
    }

    /**
     * What was found.
     *
     * @param asked whether the list could be read
     * @param answer null: the list doesn't hold it
     */
    record Found(boolean asked, @Nullable Answer answer) {}
}
