package org.careturn.queueing;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.careturn.audit.AuditLog;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.queueing.domain.Transitions;
import org.careturn.queueing.jdbc.EntryStore;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The one way in which an entry changes: checked against the table, with its event, its audit row its place in the feed, and told to others. */
@Component
class EntryChanges {
    static final String ENTRY = "entry";

    private final EntryStore entries;
    private final AuditLog audit;
    private final ChangeFeed feed;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    EntryChanges(EntryStore entries, AuditLog audit, ChangeFeed feed, ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.audit = audit;
        this.feed = feed;
        this.events = events;
        this.clock = clock;
    }

    /** Why and how a change is made, for the history and the audit log. */
    record Why(@Nullable String reason, @Nullable Long undoesVersion, Map<String, ?> facts) {
        static final Why PLAIN = new Why(null, null, Map.of());

        static Why because(@Nullable String reason) {
            return new Why(reason, null, Map.of());
        }

        static Why because(@Nullable String reason, Map<String, ?> facts) {
            return new Why(reason, null, facts);
        }
    }

    /** Makes the transition; the entry must have been read under its lock in this transaction. */
    Entry apply(Actor actor, EntryAction action, Entry before, Entry.Edit edit, Why why) {
        Instant now = clock.instant();
        Entry after = edit.done(now);
        if (!Transitions.allows(action, before.state(), after.state())) {
            throw new IllegalStateException(action + " leads from " + before.state() + " to " + after.state());
        }
        entries.transition(before, after, action, actor.accountId(), why.reason, why.undoesVersion);
        audit(actor, action, before, after, why);
        feed.changed(after.facilityId(), ENTRY, after.id());
        events.publishEvent(new EntryChanged(action, before, after));
        return after;
    }

    /** Adds an entry; false where the visit waits in that queue already. */
    boolean enter(Actor actor, Entry entry) {
        if (!entries.insert(entry, actor.accountId())) {
            return false;
        }
        audit.record(
                actor,
                "ENTRY_ENTER",
                new AuditLog.Subject(ENTRY, entry.id(), entry.facilityId(), entry.patientId()),
                Map.of("queueId", entry.queueId(), "urgency", entry.place().urgency()));
        feed.changed(entry.facilityId(), ENTRY, entry.id());
        events.publishEvent(new EntryChanged(EntryAction.ENTER, null, entry));
        return true;
    }

    private void audit(Actor actor, EntryAction action, Entry before, Entry after, Why why) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("queueId", after.queueId());
        detail.put("from", before.state());
        detail.put("to", after.state());
        if (after.callId() != null) {
            detail.put("callId", after.callId());
        }
        detail.putAll(why.facts);
        audit.record(
                actor,
                "ENTRY_" + action,
                new AuditLog.Subject(ENTRY, after.id(), after.facilityId(), after.patientId()),
                detail,
                AuditLog.reason(why.reason));
    }
}
