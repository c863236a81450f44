package org.careturn.platform.settings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says where the server is to be found, once it answers. */
@Component
class ReadyNotice {
    private static final Logger LOG = LoggerFactory.getLogger(ReadyNotice.class);

    private final CareTurnSettings settings;

    ReadyNotice(CareTurnSettings settings) {
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        LOG.info(
                "CareTurn is ready ({} mode): the desk is at {}, the API is described at {}",
                settings.isProduction() ? "production" : "demo",
                settings.publicUrl().resolve("/desk/"),
                settings.publicUrl().resolve("/swagger-ui"));
    }
}
