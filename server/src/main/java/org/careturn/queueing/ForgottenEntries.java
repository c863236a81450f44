package org.careturn.queueing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.queueing.jdbc.CallStore;
import org.careturn.queueing.jdbc.EntryStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Entries of an earlier service day that nothing has happened to for hours: nobody waits any more. They end as LEFT and
 * are left out of statistics. Midnight itself closes nothing: where people are at work through the night, their patients
 * stay.
 */
@Service
public class ForgottenEntries {
    public static final Duration QUIET = Duration.ofHours(6);
    private static final int BATCH = 200;
    private static final Logger LOG = LoggerFactory.getLogger(ForgottenEntries.class);

    private final EntryStore entries;
    private final CallStore calls;
    private final EntryChanges changes;
    private final VisitPath path;
    private final Facilities facilities;
    private final ChangeFeed feed;
    private final OneByOne work;
    private final Clock clock;

    ForgottenEntries(
            EntryStore entries,
            CallStore calls,
            EntryChanges changes,
            VisitPath path,
            Facilities facilities,
            ChangeFeed feed,
            OneByOne work,
            Clock clock) {
        this.entries = entries;
        this.calls = calls;
        this.changes = changes;
        this.path = path;
        this.facilities = facilities;
        this.feed = feed;
        this.work = work;
        this.clock = clock;
    }

    /** Ends them all, a transaction for each, those that fail in the next round; returns how many. */
    public int endAll() {
        int ended = 0;
        for (Facility facility : facilities.all()) {
            Instant now = clock.instant();
            List<UUID> ids;
            int done;
            do {
                ids = entries.forgotten(facility.id(), facility.serviceDay(now), now.minus(QUIET), BATCH);
                done = work.each("Entry", ids, id -> end(id, now.minus(QUIET)));
                ended += done;
            } while (done > 0 && ids.size() == BATCH);
        }
        if (ended > 0) {
            LOG.info("ended {} forgotten entries", ended);
        }
        return ended;
    }

    private boolean end(UUID id, Instant quietSince) {
        Entry entry = entries.lock(id).orElseThrow();
        if (!entry.state().isActive() || !entry.changedAt().isBefore(quietSince)) {
            return false;
        }
        Instant now = clock.instant();
        if (entry.state().isAtDesk() && entry.callId() != null) {
            calls.end(entry.callId(), now, Call.Outcome.LEFT);
            feed.changed(entry.facilityId(), Calls.CALL, entry.callId());
        }
        Entry after = changes.apply(
                Actor.SYSTEM,
                EntryAction.END_OF_DAY,
                entry,
                entry.edit().ended(EntryState.LEFT, now).markUnreliable(),
                EntryChanges.Why.PLAIN);
        path.dayEnded(after);
        return true;
    }
}
