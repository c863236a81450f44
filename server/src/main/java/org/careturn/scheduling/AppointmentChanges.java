package org.careturn.scheduling;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.scheduling.domain.AppointmentTransitions;
import org.careturn.scheduling.jdbc.AppointmentStore;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The one way in which an appointment changes: checked against the table, with its event, its audit row, its place in the
 * feed, and told to whoever tells the patient.
 */
@Component
class AppointmentChanges {
    static final String APPOINTMENT = "appointment";

    private final AppointmentStore appointments;
    private final AuditLog audit;
    private final ChangeFeed feed;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AppointmentChanges(
            AppointmentStore appointments,
            AuditLog audit,
            ChangeFeed feed,
            ApplicationEventPublisher events,
            Clock clock) {
        this.appointments = appointments;
        this.audit = audit;
        this.feed = feed;
        this.events = events;
        this.clock = clock;
    }

    /** What has just been inserted. */
    Appointment made(Actor actor, AppointmentAction action, UUID id) {
        Appointment made = appointments.find(id).orElseThrow();
        note(actor, action, null, made, made.reason());
        return made;
    }

    /** Sets another status; the appointment must have been read under its lock. */
    Appointment apply(
            Actor actor,
            AppointmentAction action,
            Appointment before,
            AppointmentStatus status,
            @Nullable UUID visitId,
            @Nullable String reason) {
        check(action, before, status);
        Instant now = clock.instant();
        String kept = reason == null ? before.reason() : reason;
        appointments.setStatus(before, status, kept, visitId, null, now);
        Appointment after = appointments.find(before.id()).orElseThrow();
        note(actor, action, before, after, reason);
        return after;
    }

    /** Gives it back the status, and when the patient was expected, from before its check-in. */
    Appointment takeBackCheckIn(
            Actor actor, Appointment before, AppointmentStatus status, @Nullable Instant expectedAt) {
        check(AppointmentAction.UNDO_CHECK_IN, before, status);
        appointments.setStatus(before, status, before.reason(), null, expectedAt, clock.instant());
        Appointment after = appointments.find(before.id()).orElseThrow();
        note(actor, AppointmentAction.UNDO_CHECK_IN, before, after, null);
        return after;
    }

    /** Gives it another time, or does nothing and answers null where no seat is free there. */
    @Nullable
    Appointment move(
            Actor actor, AppointmentAction action, Appointment before, Slot to, Move how, @Nullable String reason) {
        check(action, before, before.status());
        String kept = reason == null ? before.reason() : reason;
        if (!appointments.move(before, to, how.day, how.capacity, kept, clock.instant())) {
            return null;
        }
        Appointment after = appointments.find(before.id()).orElseThrow();
        note(actor, action, before, after, reason);
        return after;
    }

    /** @param expectedAt when the patient will be here; null: not late after all */
    Appointment late(Actor actor, Appointment before, @Nullable Instant expectedAt) {
        check(AppointmentAction.RUNNING_LATE, before, before.status());
        appointments.setExpected(before, expectedAt, clock.instant());
        Appointment after = appointments.find(before.id()).orElseThrow();
        note(actor, AppointmentAction.RUNNING_LATE, before, after, null);
        return after;
    }

    Appointment confirm(Actor actor, Appointment before) {
        check(AppointmentAction.CONFIRM, before, before.status());
        appointments.confirm(before, clock.instant());
        Appointment after = appointments.find(before.id()).orElseThrow();
        note(actor, AppointmentAction.CONFIRM, before, after, null);
        return after;
    }

    record Move(LocalDate day, int capacity) {}

    private static void check(AppointmentAction action, Appointment before, AppointmentStatus to) {
        if (!AppointmentTransitions.allows(action, before.status(), to)) {
            throw new IllegalStateException(action + " leads from " + before.status() + " to " + to);
        }
    }

    private void note(
            Actor actor,
            AppointmentAction action,
            @Nullable Appointment before,
            Appointment after,
            @Nullable String reason) {
        appointments.addEvent(action, before, after, actor.accountId(), reason);
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("to", after.status());
        detail.put("doctorId", after.doctorId());
        detail.put("start", after.start());
        if (after.expectedAt() != null) {
            detail.put("expectedAt", after.expectedAt());
        }
        if (before != null) {
            detail.put("from", before.status());
            if (!before.start().equals(after.start()) || !before.doctorId().equals(after.doctorId())) {
                detail.put("formerDoctorId", before.doctorId());
                detail.put("formerStart", before.start());
            }
        }
        audit.record(
                actor,
                "APPOINTMENT_" + action,
                new AuditLog.Subject(APPOINTMENT, after.id(), after.facilityId(), after.patientId()),
                detail,
                AuditLog.reason(reason));
        feed.changed(after.facilityId(), APPOINTMENT, after.id());
        events.publishEvent(new AppointmentChanged(action, before, after, reason));
    }
}
