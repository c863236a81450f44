package org.careturn.analytics.domain;

import java.nio.ByteBuffer;
import java.util.NoSuchElementException;

/** Goes through the entries of one gathered row; each is as the column's comment says. */
public final class PackedEntries {
    private static final int SIZE = 16;

    private final ByteBuffer bytes;
    private int urgency;
    private int hour;
    private Outcome outcome = Outcome.ACTIVE;
    private boolean unreliable;
    private int wait;
    private int service;

    /** What became of an entry; the code is the stored one. */
    public enum Outcome {
        ACTIVE,
        SERVED,
        TRANSFERRED,
        NO_SHOW,
        LEFT,
        CANCELLED;

        private static final Outcome[] BY_CODE = {ACTIVE, SERVED, TRANSFERRED, NO_SHOW, LEFT, CANCELLED};

        static Outcome of(int code) {
            return BY_CODE[code];
        }
    }

    public PackedEntries(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    public boolean next() {
        if (!bytes.hasRemaining()) {
            return false;
        }
        if (bytes.remaining() < SIZE) {
            throw new NoSuchElementException("a part of an entry");
        }
        urgency = bytes.getShort();
        hour = bytes.getShort();
        outcome = Outcome.of(bytes.getShort());
        unreliable = bytes.getShort() != 0;
        wait = bytes.getInt();
        service = bytes.getInt();
        return true;
    }

    /** 1 to 5. */
    public int urgency() {
        return urgency;
    }

    /** Of the arrival, local: 0 to 23. */
    public int hour() {
        return hour;
    }

    public Outcome outcome() {
        return outcome;
    }

    public boolean unreliable() {
        return unreliable;
    }

    /** Seconds from arrival to the start of service; negative where there is none that can be relied on. */
    public int waited() {
        return wait;
    }

    /** Seconds of service; negative where there is none that can be relied on. */
    public int service() {
        return service;
    }
}
