package org.careturn.demo.web;

import org.careturn.demo.Outbox;
import org.careturn.demo.Outbox.Messages;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OutboxController {
    private final Outbox outbox;

    OutboxController(Outbox outbox) {
        this.outbox = outbox;
    }

    @GetMapping("/api/v1/demo/outbox")
    @Allow(Role.ADMIN)
    Messages list(Actor actor) {
        return outbox.messages(actor).orElseThrow();
    }
}
