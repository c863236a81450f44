package org.careturn.demo;

import java.util.List;
import org.careturn.notifications.Outbox.Entry;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.platform.settings.CareTurnSettings;
import org.springframework.stereotype.Component;

/** The log of messages with their words and codes, for an administrator of everything, in demo mode only. */
@Component("demoOutbox")
public class Outbox {
    static final int SHOWN = 100;

    private final CareTurnSettings settings;
    private final org.careturn.notifications.Outbox outbox;

    Outbox(CareTurnSettings settings, org.careturn.notifications.Outbox outbox) {
        this.settings = settings;
        this.outbox = outbox;
    }

    public record Messages(List<Entry> items) {}

    /** The newest first. */
    public Outcome<Messages> messages(Actor actor) {
        if (settings.isProduction() || !actor.grants().contains(new Grant(Role.ADMIN, null))) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        return Outcome.done(new Messages(outbox.latest(SHOWN)));
    }
}
