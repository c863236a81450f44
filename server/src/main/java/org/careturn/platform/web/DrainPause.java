package org.careturn.platform.web;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * A pause between the moment from which the server says that it isn't ready, and that from which its work ends: a proxy
 * that asks once a second has turned to another server by then, and nobody gets an error.
 */
@Component
class DrainPause {
    private final ApplicationContext context;
    private final Duration pause;

    DrainPause(ApplicationContext context, @Value("${careturn.drain:0s}") Duration pause) {
        this.context = context;
        this.pause = pause;
    }

    /** Told before anything is stopped, once the state has become REFUSING_TRAFFIC. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void pauseBefore(ContextClosedEvent closing) throws InterruptedException {
        if (context.equals(closing.getApplicationContext())) {
            Thread.sleep(pause);
        }
    }
}
