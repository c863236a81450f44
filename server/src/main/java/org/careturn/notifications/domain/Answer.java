package org.careturn.notifications.domain;

import java.math.BigDecimal;
import java.time.Duration;
import org.careturn.notifications.domain.Attempt.State;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says to an attempt.
 *
 * @param providerId its name of the message
 * @param providerState as it calls it
 * @param error a code; null: none
 * @param retryAfter how long it wants to be left alone
 */
public record Answer(
        State state,
        @Nullable String providerId,
        @Nullable String providerState,
        @Nullable String error,
        @Nullable Duration retryAfter,
        @Nullable BigDecimal cost,
        @Nullable String currency) {

    /** The error of an answer that says nothing of the message: the account may not send. */
    public static final String NOT_SIGNED_IN = "NOT_SIGNED_IN";

    public static Answer accepted(String providerId, @Nullable String providerState) {
        return new Answer(State.SENT, providerId, providerState, null, null, null, null);
    }

    /** Accepted as it was, and nothing new is known. */
    public static Answer stillSent() {
        return new Answer(State.SENT, null, null, null, null, null, null);
    }

    public static Answer unknown(String error) {
        return new Answer(State.UNKNOWN, null, null, error, null, null, null);
    }

    public static Answer refused(String error, @Nullable Duration retryAfter) {
        return new Answer(State.REFUSED, null, null, error, retryAfter, null, null);
    }

    public static Answer failed(String error) {
        return new Answer(State.FAILED, null, null, error, null, null, null);
    }
}
