package org.careturn.queueing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How things stand in a {@link QueueModel}. */
final class ModelState {
    private ModelState() {}

    enum Verdict {
        DONE,
        NOOP,
        REFUSED
    }

    static final class Item {
        final UUID id;
        final UUID visit;
        final UUID queue;
        final Instant arrived;
        EntryState state = EntryState.WAITING;
        int urgency;
        Instant since;
        long tie;
        int missed;
        long skipUntil;

        @Nullable
        UUID doctor;

        @Nullable
        UUID call;

        long version = 1;
        boolean takenBack;

        @Nullable
        Last last;

        @Nullable
        UUID begunBy;

        Item(UUID id, UUID visit, UUID queue, int urgency, Instant since, long tie) {
            this.id = id;
            this.visit = visit;
            this.queue = queue;
            this.arrived = since;
            this.urgency = urgency;
            this.since = since;
            this.tie = tie;
        }

        void restore(Last before) {
            state = before.state();
            if (before.placed()) {
                urgency = before.urgency();
                since = before.since();
                tie = before.tie();
            }
            missed = before.missed();
            skipUntil = before.skipUntil();
            doctor = before.doctor();
            call = before.call();
        }
    }

    /** How an item stood before its last act, and when that was. */
    record Last(
            Instant at,
            boolean undoable,
            boolean placed,
            EntryState state,
            int urgency,
            Instant since,
            long tie,
            int missed,
            long skipUntil,
            @Nullable UUID doctor,
            @Nullable UUID call) {}

    static final class CallOf {
        final UUID item;
        final UUID desk;
        boolean active = true;
        boolean missed;

        CallOf(UUID item, UUID desk) {
            this.item = item;
            this.desk = desk;
        }
    }

    static final class DeskOf {
        final UUID id;
        final UUID account;
        final UUID queue;
        DeskSession.State state = DeskSession.State.ACTIVE;

        DeskOf(UUID id, UUID account, UUID queue) {
            this.id = id;
            this.account = account;
            this.queue = queue;
        }
    }
}
