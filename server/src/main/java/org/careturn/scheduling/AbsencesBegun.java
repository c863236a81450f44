package org.careturn.scheduling;

import java.time.Clock;
import java.time.Instant;
import org.careturn.queueing.DoctorAway;
import org.careturn.scheduling.jdbc.AbsenceStore;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Lets those who are here already, and wait for a doctor who is away by now, wait for any: once for each absence. */
@Service
public class AbsencesBegun {
    private final AbsenceStore absences;
    private final DueWork work;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AbsencesBegun(AbsenceStore absences, DueWork work, ApplicationEventPublisher events, Clock clock) {
        this.absences = absences;
        this.work = work;
        this.events = events;
        this.clock = clock;
    }

    /** Hands over what absences that cover now have left waiting; returns for how many of them. */
    public int handOverAll() {
        Instant now = clock.instant();
        return work.each("Absence", limit -> absences.begun(now, limit), id -> {
            Absence absence = absences.lockBegun(id, now).orElse(null);
            if (absence == null) {
                return false;
            }
            events.publishEvent(new DoctorAway(absence.facilityId(), absence.doctorId()));
            absences.handedOver(id, now);
            return true;
        });
    }
}
