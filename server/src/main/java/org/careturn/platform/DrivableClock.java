package org.careturn.platform;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The server's clock. It follows the machine's unless something drives it, which only demo mode offers: then it stands
 * still between two settings.
 */
public final class DrivableClock extends Clock {
    private final Clock machine;
    private volatile @Nullable Instant driven;

    DrivableClock(Clock machine) {
        this.machine = machine;
    }

    /** Stands at {@code now} until told otherwise. */
    public void drive(Instant now) {
        driven = now;
    }

    /** Follows the machine again. */
    public void release() {
        driven = null;
    }

    public boolean isDriven() {
        return driven != null;
    }

    @Override
    public Instant instant() {
        Instant set = driven;
        return set == null ? machine.instant() : set;
    }

    @Override
    public ZoneId getZone() {
        return machine.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("instants are UTC; a facility's zone is applied where days are meant");
    }
}
