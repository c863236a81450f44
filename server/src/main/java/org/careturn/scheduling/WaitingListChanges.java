package org.careturn.scheduling;

import java.util.Map;
import org.careturn.audit.AuditLog;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.scheduling.WaitingListEntry.Status;
import org.careturn.scheduling.jdbc.WaitingListStore;
import org.springframework.stereotype.Component;

/** The one way in which an entry of the waiting list changes, with its audit row and its place in the feed. */
@Component
class WaitingListChanges {
    static final String WAITING = "waiting_list_entry";
    /** Its last day is over. */
    static final String LAPSE = "WAITING_LIST_LAPSE";

    private final WaitingListStore waiting;
    private final AuditLog audit;
    private final ChangeFeed feed;

    WaitingListChanges(WaitingListStore waiting, AuditLog audit, ChangeFeed feed) {
        this.waiting = waiting;
        this.audit = audit;
        this.feed = feed;
    }

    /** Sets another status; the entry must have been read under its lock. */
    void setStatus(Actor actor, String action, WaitingListEntry before, Status to) {
        if (!waiting.setStatus(before.id(), before.status(), to)) {
            throw new IllegalStateException("the waiting list entry " + before.id() + " changed under its lock");
        }
        note(actor, action, before);
    }

    void note(Actor actor, String action, WaitingListEntry entry) {
        audit.record(
                actor,
                action,
                new AuditLog.Subject(WAITING, entry.id(), entry.facilityId(), entry.patientId()),
                Map.of("serviceId", entry.serviceId()));
        feed.changed(entry.facilityId(), WAITING, entry.id());
    }
}
