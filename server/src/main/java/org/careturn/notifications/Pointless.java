package org.careturn.notifications;

import java.util.Optional;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.RefusedException;
import org.careturn.queueing.Entry;
import org.careturn.queueing.EntryState;
import org.careturn.queueing.Visits;
import org.careturn.queueing.Visits.VisitWithPath;
import org.careturn.scheduling.Appointment;
import org.careturn.scheduling.AppointmentStatus;
import org.careturn.scheduling.Appointments;
import org.springframework.stereotype.Component;

/** Tells at the time of sending what has been overtaken by events since it was staged. */
@Component
class Pointless {
    private final Visits visits;
    private final Appointments appointments;

    Pointless(Visits visits, Appointments appointments) {
        this.visits = visits;
        this.appointments = appointments;
    }

    boolean isPointless(Notification notification) {
        return switch (notification.kind()) {
            case REMINDER -> !isStill(notification, AppointmentStatus.BOOKED);
            case SLOT_OFFERED -> !isStill(notification, AppointmentStatus.PROPOSED);
            case BOOKING_CONFIRMED, BOOKING_RESCHEDULED -> !hasStart(notification);
            case TURN_NOW, RECALL -> !isCalled(notification);
            case TURN_SOON, DELAYED -> !isIn(notification, EntryState.WAITING);
            case VISIT_FINISHED ->
                visit(notification)
                        .map(visit -> visit.visit().endedAt() == null)
                        .orElse(true);
            case ACCOUNT_CODE, PHONE_REGISTERED_AGAIN, BOOKING_CANCELLED, CHECKED_IN, CORRECTION, MISSED_TURN -> false;
        };
    }

    private boolean isStill(Notification notification, AppointmentStatus status) {
        return hasStart(notification)
                && appointment(notification)
                        .filter(found -> found.status() == status)
                        .isPresent();
    }

    /** A later change of the time has a message of its own. */
    private boolean hasStart(Notification notification) {
        return appointment(notification)
                .filter(found ->
                        found.start().toString().equals(notification.arguments().get("start")))
                .isPresent();
    }

    private boolean isCalled(Notification notification) {
        return entry(notification)
                .filter(entry -> entry.state() == EntryState.CALLED && entry.callId() != null)
                .filter(entry -> String.valueOf(entry.callId())
                        .equals(notification.arguments().get("call")))
                .isPresent();
    }

    private boolean isIn(Notification notification, EntryState state) {
        return entry(notification).filter(entry -> entry.state() == state).isPresent();
    }

    private Optional<Entry> entry(Notification notification) {
        return visit(notification).stream()
                .flatMap(visit -> visit.entries().stream())
                .filter(entry -> entry.id().equals(notification.entryId()))
                .findFirst();
    }

    private Optional<VisitWithPath> visit(Notification notification) {
        UUID id = notification.visitId();
        try {
            return id == null ? Optional.empty() : Optional.of(visits.get(Actor.SYSTEM, id));
        } catch (RefusedException gone) {
            return Optional.empty();
        }
    }

    private Optional<Appointment> appointment(Notification notification) {
        UUID id = notification.appointmentId();
        try {
            return id == null ? Optional.empty() : Optional.of(appointments.get(Actor.SYSTEM, id));
        } catch (RefusedException gone) {
            return Optional.empty();
        }
    }
}
