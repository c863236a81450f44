package org.careturn.notifications.causes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.careturn.facilities.Facilities;
import org.careturn.notifications.NotificationKind;
import org.careturn.notifications.Notifications;
import org.careturn.scheduling.Appointment;
import org.careturn.scheduling.AppointmentChanged;
import org.careturn.scheduling.AppointmentStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What a patient is told about an appointment. Each change is named by the appointment's version. */
@Component
class BookingMessages {
    private static final Duration AT_LEAST = Duration.ofHours(1);

    private final Notifications notifications;
    private final Facilities facilities;
    private final Clock clock;

    BookingMessages(Notifications notifications, Facilities facilities, Clock clock) {
        this.notifications = notifications;
        this.facilities = facilities;
        this.clock = clock;
    }

    @EventListener
    void changed(AppointmentChanged change) {
        Appointment after = change.after();
        Appointment before = change.before();
        switch (change.action()) {
            case BOOK, ACCEPT -> stage(NotificationKind.BOOKING_CONFIRMED, after, null, null);
            case RESCHEDULE -> stage(NotificationKind.BOOKING_RESCHEDULED, after, before, null);
            case MOVE_FOR_ABSENCE -> stage(NotificationKind.BOOKING_RESCHEDULED, after, before, "ABSENCE");
            case CANCEL -> stage(NotificationKind.BOOKING_CANCELLED, after, null, null);
            case CANCEL_FOR_ABSENCE -> {
                if (before != null && before.status() == AppointmentStatus.BOOKED) {
                    stage(NotificationKind.BOOKING_CANCELLED, after, null, "ABSENCE");
                }
            }
            case OFFER -> offered(after);
            case DECLINE, EXPIRE, CHECK_IN, UNDO_CHECK_IN, NO_SHOW, FULFIL, LEAVE, CONFIRM, RUNNING_LATE -> {
                // the patient did it himself, or is told by the queue
            }
        }
    }

    private void offered(Appointment offer) {
        Instant now = clock.instant();
        Instant until = offer.offerUntil();
        if (until != null && until.isAfter(now)) {
            notifications.stage(cause(NotificationKind.SLOT_OFFERED, offer)
                    .with("until", until)
                    .between(now, until));
        }
    }

    private void stage(NotificationKind kind, Appointment after, @Nullable Appointment before, @Nullable String cause) {
        Instant now = clock.instant();
        Instant soonest = now.plus(AT_LEAST);
        notifications.stage(cause(kind, after)
                .with("formerStart", before == null ? null : before.start())
                .with("cause", cause)
                .between(now, after.start().isAfter(soonest) ? after.start() : soonest));
    }

    private Cause cause(NotificationKind kind, Appointment appointment) {
        return new Cause(kind, appointment.id(), appointment.version())
                .of(appointment.facilityId(), appointment.patientId())
                .appointment(appointment.id())
                .with("start", appointment.start())
                .with("service", facilities.service(appointment.serviceId()).name());
    }
}
