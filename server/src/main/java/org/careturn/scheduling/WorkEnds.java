package org.careturn.scheduling;

import org.careturn.identity.WorkEnded;
import org.careturn.platform.Role;
import org.careturn.scheduling.jdbc.ScheduleStore;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A doctor who no longer works somewhere has no slots there from that commit on, see {@link ScheduleStore#between}. It waits
 * for bookings that have read the slots already, so that reception's list of what needs another doctor lacks none of them.
 */
@Component
class WorkEnds {
    private final ScheduleStore schedules;

    WorkEnds(ScheduleStore schedules) {
        this.schedules = schedules;
    }

    @EventListener
    void workEnded(WorkEnded ended) {
        if (ended.roles().contains(Role.DOCTOR)) {
            schedules.lockCalendar(ended.accountId());
        }
    }
}
