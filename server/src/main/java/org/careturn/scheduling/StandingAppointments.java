package org.careturn.scheduling;

import java.time.Clock;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.ToRebook;
import org.careturn.scheduling.jdbc.AppointmentLists;
import org.springframework.stereotype.Component;

/** Tells who changes a facility's days how many appointments stand that can't be kept. */
@Component
class StandingAppointments implements ToRebook {
    private final AppointmentLists lists;
    private final Facilities facilities;
    private final Clock clock;

    StandingAppointments(AppointmentLists lists, Facilities facilities, Clock clock) {
        this.lists = lists;
        this.facilities = facilities;
        this.clock = clock;
    }

    @Override
    public int count(UUID facilityId) {
        return lists.countToRebook(
                facilityId, null, facilities.facility(facilityId).serviceDay(clock.instant()), null);
    }
}
