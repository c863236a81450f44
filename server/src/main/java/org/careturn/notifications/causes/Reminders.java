package org.careturn.notifications.causes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.FacilityPolicy;
import org.careturn.notifications.NotificationKind;
import org.careturn.notifications.Notifications;
import org.careturn.scheduling.Appointment;
import org.careturn.scheduling.Appointments;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reminds of appointments when the time has come, of those that are booked at that moment: a later change of the settings
 * or of the appointment counts. Who booked or moved it later than the reminder's time isn't reminded.
 */
@Component
public class Reminders {
    private static final int BATCH = 500;

    private final Appointments appointments;
    private final Facilities facilities;
    private final Notifications notifications;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Reminders(
            Appointments appointments,
            Facilities facilities,
            Notifications notifications,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.appointments = appointments;
        this.facilities = facilities;
        this.notifications = notifications;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Stages those that are due; returns how many. */
    public int remindAll() {
        int all = 0;
        for (var facility : facilities.all()) {
            FacilityPolicy policy = facilities.policy(facility.id());
            for (int hours : Stream.of(policy.reminderHours(), policy.lastReminderHours())
                    .distinct()
                    .toList()) {
                all += hours == 0 ? 0 : remind(facility.id(), Duration.ofHours(hours));
            }
        }
        return all;
    }

    /** A node that stood still catches up by a quarter of that time. */
    private int remind(UUID facilityId, Duration before) {
        Instant now = clock.instant();
        Instant latest = now.plus(before);
        Instant earliest = latest.minus(before.dividedBy(4));
        int all = 0;
        for (Appointment appointment : appointments.startingBetween(facilityId, earliest, latest, BATCH)) {
            Instant due = appointment.start().minus(before);
            if (!appointment.changedAt().isAfter(due)) {
                all += Boolean.TRUE.equals(transaction.execute(tx -> stage(appointment, before, now))) ? 1 : 0;
            }
        }
        return all;
    }

    private boolean stage(Appointment appointment, Duration before, Instant now) {
        return notifications.stage(new Cause(
                        NotificationKind.REMINDER, appointment.id(), appointment.start(), before.toHours())
                .of(appointment.facilityId(), appointment.patientId())
                .appointment(appointment.id())
                .with("start", appointment.start())
                .with("service", facilities.service(appointment.serviceId()).name())
                .between(now, appointment.start().minus(before.dividedBy(4))));
    }
}
