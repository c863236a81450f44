package org.careturn.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The machine's clock, ahead of it by as much as a test wants; or one that only a test moves. */
public final class SettableClock extends Clock {
    private final Clock time;
    private volatile Duration ahead = Duration.ZERO;

    public SettableClock() {
        this(Clock.systemUTC());
    }

    private SettableClock(Clock time) {
        this.time = time;
    }

    /** Stands still at this moment, but for {@link #advance}. */
    public static SettableClock standing() {
        return new SettableClock(Clock.fixed(Instant.now(), ZoneOffset.UTC));
    }

    public void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    public void reset() {
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return time.instant().plus(ahead).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
