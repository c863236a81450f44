package org.careturn.notifications;

import io.micrometer.core.instrument.MeterRegistry;
import org.careturn.notifications.domain.Attempt;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What is counted of messages. */
@Component
class DeliveryMetrics {
    private static final String ANSWERS = "careturn.notifications.answers";
    private static final String ENDED = "careturn.notifications.ended";
    private static final String REFUSED = "careturn.notifications.credentials.refused";
    private static final String CAPPED = "careturn.notifications.capped";

    private final ObjectProvider<MeterRegistry> registry;

    DeliveryMetrics(ObjectProvider<MeterRegistry> registry) {
        this.registry = registry;
    }

    /** A counter that appears with its first event has no increase that anybody could see, so that no alert would be given. */
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        for (Channel channel : Channel.values()) {
            for (Attempt.State state : Attempt.State.values()) {
                count(ANSWERS, 0, "channel", channel.name(), "state", state.name());
            }
            count(REFUSED, 0, "channel", channel.name());
        }
        for (NotificationState state : NotificationState.values()) {
            if (state.isFinal()) {
                count(ENDED, 0, "state", state.name());
            }
        }
        count(CAPPED, 0);
    }

    void answered(Channel channel, Attempt.State state) {
        count(ANSWERS, 1, "channel", channel.name(), "state", state.name());
    }

    void ended(NotificationState state) {
        count(ENDED, 1, "state", state.name());
    }

    void credentialsRefused(Channel channel) {
        count(REFUSED, 1, "channel", channel.name());
    }

    void capped() {
        count(CAPPED, 1);
    }

    private void count(String name, int events, String... tags) {
        registry.ifAvailable(meters -> meters.counter(name, tags).increment(events));
    }
}
