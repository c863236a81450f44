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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells at the time of sending what has been overtaken by events since it was staged, and by which. */
@Component
class Pointless {
    private final Visits visits;
    private final Appointments appointments;

    Pointless(Visits visits, Appointments appointments) {
        this.visits = visits;
        this.appointments = appointments;
    }

    /** Null where it still makes sense. */
    @Nullable
    Withheld why(Notification message) {
        return switch (message.kind()) {
            case REMINDER -> appointment(message, AppointmentStatus.BOOKED);
            case SLOT_OFFERED -> appointment(message, AppointmentStatus.PROPOSED);
            case BOOKING_CONFIRMED, BOOKING_RESCHEDULED -> appointment(message, null);
            case TURN_NOW, RECALL -> call(message);
            case TURN_SOON, DELAYED, CORRECTION -> waiting(message);
            case MISSED_TURN -> missed(message);
            case CHECKED_IN ->
                visit(message)
                        .map(visit -> visit.visit().endedAt() == null ? null : Withheld.VISIT_ENDED)
                        .orElse(null);
            case VISIT_FINISHED -> {
                Optional<VisitWithPath> visit = visit(message);
                yield visit.isEmpty()
                        ? Withheld.GONE
                        : visit.get().visit().endedAt() == null ? Withheld.VISIT_GOES_ON : null;
            }
            case ACCOUNT_CODE, PHONE_REGISTERED_AGAIN, BOOKING_CANCELLED, ANSWER -> null;
        };
    }

    /** A later change of the time has a message of its own. */
    private @Nullable Withheld appointment(Notification message, @Nullable AppointmentStatus expected) {
        Optional<Appointment> found = appointment(message);
        if (found.isEmpty()) {
            return Withheld.GONE;
        }
        Appointment appointment = found.get();
        AppointmentStatus status = appointment.status();
        if (expected == AppointmentStatus.PROPOSED && status != expected) {
            return Withheld.OFFER_ENDED;
        }
        if (status == AppointmentStatus.CANCELLED) {
            return Withheld.APPOINTMENT_CANCELLED;
        }
        if (!appointment.start().toString().equals(message.arguments().get("start"))) {
            return Withheld.APPOINTMENT_MOVED;
        }
        return expected == null || status == expected ? null : Withheld.APPOINTMENT_PAST;
    }

    private @Nullable Withheld call(Notification message) {
        Optional<Entry> found = entry(message);
        if (found.isEmpty()) {
            return Withheld.GONE;
        }
        Entry entry = found.get();
        boolean same = entry.callId() != null
                && entry.callId().toString().equals(message.arguments().get("call"));
        if (entry.state() == EntryState.CALLED && same) {
            return null;
        }
        return entry.state() == EntryState.SERVING || entry.state() == EntryState.SERVED
                ? Withheld.TURN_CAME
                : Withheld.CALL_ENDED;
    }

    private @Nullable Withheld waiting(Notification message) {
        Optional<Entry> found = entry(message);
        if (found.isEmpty()) {
            return Withheld.GONE;
        }
        return switch (found.get().state()) {
            case WAITING -> null;
            case CALLED, SERVING, SERVED -> Withheld.TURN_CAME;
            default -> Withheld.WAITS_NO_MORE;
        };
    }

    /** Who waits again, or is out, must know it; who is at a desk after all must not. */
    private @Nullable Withheld missed(Notification message) {
        Optional<Entry> found = entry(message);
        if (found.isEmpty()) {
            return Withheld.GONE;
        }
        return switch (found.get().state()) {
            case CALLED, SERVING, SERVED -> Withheld.TURN_CAME;
            default -> null;
        };
    }

    private Optional<Entry> entry(Notification message) {
        return visit(message).stream()
                .flatMap(visit -> visit.entries().stream())
                .filter(entry -> entry.id().equals(message.entryId()))
                .findFirst();
    }

    private Optional<VisitWithPath> visit(Notification message) {
        UUID id = message.visitId();
        try {
            return id == null ? Optional.empty() : Optional.of(visits.get(Actor.SYSTEM, id));
        } catch (RefusedException gone) {
            return Optional.empty();
        }
    }

    private Optional<Appointment> appointment(Notification message) {
        UUID id = message.appointmentId();
        try {
            return id == null ? Optional.empty() : Optional.of(appointments.get(Actor.SYSTEM, id));
        } catch (RefusedException gone) {
            return Optional.empty();
        }
    }
}
