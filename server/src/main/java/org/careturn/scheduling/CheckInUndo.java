package org.careturn.scheduling;

import java.time.Clock;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.Outcome;
import org.careturn.queueing.ArrivalUndo;
import org.careturn.queueing.QueueProblem;
import org.careturn.queueing.Undo;
import org.careturn.scheduling.jdbc.AppointmentStore;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes back a check-in made by mistake: its visit ends as one that never was, and the appointment is as it was before.
 * Possible for staff within {@link Undo#WITHIN}, while the patient waits as he came in.
 */
@Service
public class CheckInUndo {
    private final AppointmentStore appointments;
    private final Appointments listed;
    private final AppointmentChanges changes;
    private final ArrivalUndo arrivals;
    private final Clock clock;

    CheckInUndo(
            AppointmentStore appointments,
            Appointments listed,
            AppointmentChanges changes,
            ArrivalUndo arrivals,
            Clock clock) {
        this.appointments = appointments;
        this.listed = listed;
        this.changes = changes;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    /**
     * Undoes the check-in.
     *
     * @param visitId the visit that it made, so that nobody undoes another check-in than the one he has seen
     */
    @Transactional
    public Outcome<Appointment> undo(Actor actor, UUID id, UUID visitId) {
        Appointment before = listed.locked(actor, id);
        if (!actor.mayIn(before.facilityId())) {
            throw Appointments.nothing();
        }
        AppointmentStore.LastEvent last = appointments.lastEvent(id);
        if (last.action() == AppointmentAction.UNDO_CHECK_IN) {
            return Outcome.noop(before);
        }
        if (before.status() != AppointmentStatus.CHECKED_IN) {
            return Outcome.refused(SchedulingProblem.WRONG_STATUS);
        }
        if (!visitId.equals(before.visitId())) {
            return tooLate("The patient has been checked in again since.");
        }
        AppointmentStatus from = last.from();
        if (last.action() != AppointmentAction.CHECK_IN
                || from == null
                || clock.instant().isAfter(last.at().plus(Undo.WITHIN))) {
            return tooLate("It is too long ago.");
        }
        if (!arrivals.undo(actor, visitId)) {
            return tooLate("The patient has gone on since.");
        }
        return Outcome.done(changes.takeBackCheckIn(actor, before, from, last.expectedBefore()));
    }

    private static Outcome<Appointment> tooLate(String why) {
        return Outcome.refused(QueueProblem.UNDO_TOO_LATE, why);
    }
}
