package org.careturn.notifications;

import io.micrometer.core.instrument.MeterRegistry;
import org.careturn.notifications.domain.Attempt;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What is counted of messages. */
@Component
class DeliveryMetrics {
    private final ObjectProvider<MeterRegistry> registry;

    DeliveryMetrics(ObjectProvider<MeterRegistry> registry) {
        this.registry = registry;
    }

    void answered(Channel channel, Attempt.State state) {
        count("careturn.notifications.answers", "channel", channel.name(), "state", state.name());
    }

    void ended(NotificationState state) {
        count("careturn.notifications.ended", "state", state.name());
    }

    void credentialsRefused(Channel channel) {
        count("careturn.notifications.credentials.refused", "channel", channel.name());
    }

    void capped() {
        count("careturn.notifications.capped");
    }

    private void count(String name, String... tags) {
        registry.ifAvailable(meters -> meters.counter(name, tags).increment());
    }
}
