package org.careturn.notifications.domain;

import java.time.Instant;
import java.util.UUID;
import org.careturn.notifications.Channel;
import org.jspecify.annotations.Nullable;

/**
 * A call of a provider.
 *
 * @param changedAt when it came into this state, or was last looked for
 */
public record Attempt(
        UUID id,
        Channel channel,
        State state,
        Instant startedAt,
        Instant changedAt,
        @Nullable String error) {

    public enum State {
        /** Committed; the provider is being called, or its caller has died. */
        STARTED,
        /** The provider may have it or not. */
        UNKNOWN,
        /** Accepted. */
        SENT,
        /** Arrived. */
        DELIVERED,
        /** Certainly not accepted; it may be tried again. */
        REFUSED,
        /** Won't arrive; not to be tried again on this channel. */
        FAILED
    }

    /** Whether more is to be heard of it. */
    public boolean isOpen() {
        return state == State.STARTED || state == State.UNKNOWN || state == State.SENT;
    }
}
