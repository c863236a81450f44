package org.careturn.demo;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.DrivableClock;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.platform.settings.CareTurnSettings;
import org.springframework.stereotype.Component;

/**
 * Drives this node's clock, where the settings let it be driven; only for administrators of all facilities, as it is
 * everybody's time. Taking it over and giving it back are audited, each step is not.
 */
@Component
public class ClockDriving {
    private static final UUID CLOCK = new UUID(0, 0);

    private final CareTurnSettings settings;
    private final DrivableClock clock;
    private final AuditLog audit;

    ClockDriving(CareTurnSettings settings, DrivableClock clock, AuditLog audit) {
        this.settings = settings;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * What the clock says.
     *
     * @param driven whether it stands still until it is set again
     */
    public record ClockState(Instant now, boolean driven) {}

    public Outcome<ClockState> state(Actor actor) {
        return mayDrive(actor) ? Outcome.done(state()) : Outcome.refused(CommonProblem.NOT_FOUND);
    }

    /** Sets the clock, forward from where it was driven to. */
    public synchronized Outcome<ClockState> drive(Actor actor, Instant now) {
        if (!mayDrive(actor)) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        if (clock.isDriven()) {
            if (now.isBefore(clock.instant())) {
                return Outcome.refused(
                        DemoProblem.CLOCK_GOES_FORWARD,
                        DemoProblem.CLOCK_GOES_FORWARD.title(),
                        Map.of("now", clock.instant()));
            }
        } else {
            record(actor, "CLOCK_TAKEN");
        }
        clock.drive(now);
        return Outcome.done(state());
    }

    /** Lets the clock follow the machine's again. */
    public synchronized Outcome<ClockState> release(Actor actor) {
        if (!mayDrive(actor)) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        if (!clock.isDriven()) {
            return Outcome.noop(state());
        }
        clock.release();
        record(actor, "CLOCK_RELEASED");
        return Outcome.done(state());
    }

    private void record(Actor actor, String action) {
        audit.record(actor, action, new AuditLog.Subject("clock", CLOCK, null, null), Map.of());
    }

    private ClockState state() {
        return new ClockState(clock.instant(), clock.isDriven());
    }

    private boolean mayDrive(Actor actor) {
        return settings.mayDriveClock() && actor.grants().contains(new Grant(Role.ADMIN, null));
    }
}
