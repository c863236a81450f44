package org.careturn.queueing;

import java.util.List;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.queueing.jdbc.CallStore;
import org.careturn.queueing.jdbc.EntryStore;
import org.springframework.stereotype.Component;

/** Reads entries on behalf of somebody: what he may not see isn't there. */
@Component
class EntryAccess {
    private final EntryStore entries;
    private final CallStore calls;

    EntryAccess(EntryStore entries, CallStore calls) {
        this.entries = entries;
        this.calls = calls;
    }

    /** The entry, for staff of its facility and for the patient himself. */
    Entry visible(Actor actor, UUID entryId) {
        Entry entry = entries.find(entryId).orElseThrow(EntryAccess::nothing);
        if (actor.mayIn(entry.facilityId())) {
            return entry;
        }
        if (actor.isPatient(entry.patientId())) {
            return entry;
        }
        throw nothing();
    }

    /** The entry under its lock. */
    Entry locked(Actor actor, UUID entryId) {
        visible(actor, entryId);
        return entries.lock(entryId).orElseThrow(EntryAccess::nothing);
    }

    /** The entry under its queue's lock and its own: for what decides or shows the order. */
    Entry lockedInQueue(Actor actor, UUID entryId) {
        Entry entry = visible(actor, entryId);
        calls.lockTurns(List.of(entry.queueId()));
        return entries.lock(entryId).orElseThrow(EntryAccess::nothing);
    }

    static RefusedException nothing() {
        return new RefusedException(CommonProblem.NOT_FOUND);
    }
}
