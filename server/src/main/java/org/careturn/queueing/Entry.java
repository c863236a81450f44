package org.careturn.queueing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A visit's stay in one queue, with the visit's number and patient.
 *
 * @param serviceDay the facility's day to which the visit belongs
 * @param callId the current call, or the last one
 * @param skipUntilCall after a missed call: passed over until the queue has made this many calls
 * @param expectedAt when the patient, who runs late and is on hold for it, will be here, as he said
 * @param unreliable whether times were entered late or changed by an undo, so that statistics leave them out
 * @param version counts the entry's transitions from 1
 */
public record Entry(
        UUID id,
        UUID facilityId,
        UUID queueId,
        UUID visitId,
        LocalDate serviceDay,
        EntryState state,
        Place place,
        List<Credit> credits,
        Instant arrivedAt,
        @Nullable Instant bookedAt,
        @Nullable UUID boundDoctorId,
        @Nullable UUID callId,
        @Nullable Instant calledAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        int missedCalls,
        @Nullable Long skipUntilCall,
        @Nullable Instant expectedAt,
        boolean unreliable,
        Instant changedAt,
        long version,
        String ticketNumber,
        UUID patientId) {

    /** A copy to change; {@code null}s are kept as they are set. */
    public Edit edit() {
        return new Edit(this);
    }

    /** The columns that transitions change. */
    public static final class Edit {
        private final Entry before;
        private EntryState state;
        private Place place;
        private @Nullable UUID boundDoctorId;
        private @Nullable UUID callId;
        private @Nullable Instant calledAt;
        private @Nullable Instant startedAt;
        private @Nullable Instant endedAt;
        private int missedCalls;
        private @Nullable Long skipUntilCall;
        private @Nullable Instant expectedAt;
        private boolean unreliable;

        private Edit(Entry before) {
            this.before = before;
            state = before.state;
            place = before.place;
            boundDoctorId = before.boundDoctorId;
            callId = before.callId;
            calledAt = before.calledAt;
            startedAt = before.startedAt;
            endedAt = before.endedAt;
            missedCalls = before.missedCalls;
            skipUntilCall = before.skipUntilCall;
            expectedAt = before.expectedAt;
            unreliable = before.unreliable;
        }

        public Edit waiting() {
            state = EntryState.WAITING;
            expectedAt = null;
            calledAt = null;
            startedAt = null;
            return this;
        }

        public Edit called(UUID call, Instant at) {
            state = EntryState.CALLED;
            callId = call;
            calledAt = at;
            startedAt = null;
            skipUntilCall = null;
            return this;
        }

        public Edit serving(Instant at) {
            state = EntryState.SERVING;
            startedAt = at;
            return this;
        }

        public Edit served(Instant start, Instant end) {
            startedAt = start;
            return ended(EntryState.SERVED, end);
        }

        public Edit ended(EntryState terminal, Instant at) {
            state = terminal;
            expectedAt = null;
            endedAt = at;
            return this;
        }

        public Edit onHold() {
            state = EntryState.ON_HOLD;
            expectedAt = null;
            return this;
        }

        public Edit lateUntil(Instant expected) {
            state = EntryState.ON_HOLD;
            expectedAt = expected;
            return this;
        }

        public Edit missed(int calls, @Nullable Long skipUntil) {
            missedCalls = calls;
            skipUntilCall = skipUntil;
            return this;
        }

        public Edit at(Place newPlace) {
            place = newPlace;
            return this;
        }

        public Edit boundTo(@Nullable UUID doctor) {
            boundDoctorId = doctor;
            return this;
        }

        public Edit markUnreliable() {
            unreliable = true;
            return this;
        }

        /** Back to what it was before, as its history tells. */
        public Edit restore(Snapshot snapshot) {
            state = snapshot.state();
            place = snapshot.place();
            boundDoctorId = snapshot.boundDoctorId();
            callId = snapshot.callId();
            calledAt = snapshot.calledAt();
            startedAt = snapshot.startedAt();
            endedAt = null;
            missedCalls = snapshot.missedCalls();
            skipUntilCall = snapshot.skipUntilCall();
            expectedAt = snapshot.expectedAt();
            return this;
        }

        public Entry done(Instant now) {
            return new Entry(
                    before.id,
                    before.facilityId,
                    before.queueId,
                    before.visitId,
                    before.serviceDay,
                    state,
                    place,
                    before.credits,
                    before.arrivedAt,
                    before.bookedAt,
                    boundDoctorId,
                    callId,
                    calledAt,
                    startedAt,
                    endedAt,
                    missedCalls,
                    skipUntilCall,
                    expectedAt,
                    unreliable,
                    now,
                    before.version + 1,
                    before.ticketNumber,
                    before.patientId);
        }
    }

    /** What a transition may change, as it was before: kept with each event so that an undo can restore it. */
    public record Snapshot(
            EntryState state,
            Place place,
            @Nullable UUID boundDoctorId,
            @Nullable UUID callId,
            @Nullable Instant calledAt,
            @Nullable Instant startedAt,
            int missedCalls,
            @Nullable Long skipUntilCall,
            @Nullable Instant expectedAt) {}

    public Snapshot snapshot() {
        return new Snapshot(
                state, place, boundDoctorId, callId, calledAt, startedAt, missedCalls, skipUntilCall, expectedAt);
    }
}
