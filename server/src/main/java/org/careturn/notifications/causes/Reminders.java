package org.careturn.notifications.causes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.facilities.FacilityPolicy;
import org.careturn.facilities.QuietHours;
import org.careturn.facilities.QuietHours.Quiet;
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
    /** A reminder that would fall into the quiet hours, and be of no use after them, goes in the hour before. */
    private static final Duration BEFORE_QUIET = Duration.ofHours(1);

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
        for (Facility facility : facilities.all()) {
            FacilityPolicy policy = facilities.policy(facility.id());
            for (int hours : Stream.of(policy.reminderHours(), policy.lastReminderHours())
                    .distinct()
                    .toList()) {
                all += hours == 0 ? 0 : remind(facility, policy, Duration.ofHours(hours));
            }
        }
        return all;
    }

    private int remind(Facility facility, FacilityPolicy policy, Duration before) {
        Instant now = clock.instant();
        Instant latest = now.plus(before);
        // a node that stood still catches up by a quarter of that time
        int all = stage(facility, latest.minus(before.dividedBy(4)), latest, before, start -> start.minus(before));
        Quiet quiet = QuietHours.next(now, facility.timeZone(), policy.quietFrom(), policy.quietUntil())
                .orElse(null);
        if (quiet != null && !now.isBefore(quiet.from().minus(BEFORE_QUIET))) {
            // of no use any more when those hours end
            Instant from = quiet.from().plus(before);
            Instant until = quiet.until().plus(before.dividedBy(4));
            Instant due = quiet.from().minus(BEFORE_QUIET);
            all += from.isBefore(until) ? stage(facility, from, until, before, start -> due) : 0;
        }
        return all;
    }

    /** Of the appointments that start after {@code from} and not after {@code until}. */
    private int stage(
            Facility facility, Instant from, Instant until, Duration before, Function<Instant, Instant> dueFor) {
        Instant now = clock.instant();
        int all = 0;
        Instant after = from;
        while (true) {
            List<Appointment> page = appointments.startingBetween(facility.id(), after, until, BATCH);
            Set<String> staged = notifications.staged(
                    page.stream().map(one -> cause(one, before).key()).toList());
            for (Appointment appointment : page) {
                boolean isNew = !staged.contains(cause(appointment, before).key());
                if (isNew && !appointment.changedAt().isAfter(dueFor.apply(appointment.start()))) {
                    all += Boolean.TRUE.equals(transaction.execute(tx -> stage(appointment, before, now))) ? 1 : 0;
                }
            }
            if (page.size() < BATCH) {
                return all;
            }
            Instant last = page.getLast().start();
            // those that start with the last one are read again
            after = last.minusNanos(1_000).isAfter(after) ? last.minusNanos(1_000) : last;
        }
    }

    private static Cause cause(Appointment appointment, Duration before) {
        return new Cause(NotificationKind.REMINDER, appointment.id(), appointment.start(), before.toHours());
    }

    private boolean stage(Appointment appointment, Duration before, Instant now) {
        return notifications.stage(cause(appointment, before)
                .of(appointment.facilityId(), appointment.patientId())
                .appointment(appointment.id())
                .with("start", appointment.start())
                .with("confirmed", appointment.confirmedAt() == null ? null : "YES")
                .with("service", facilities.service(appointment.serviceId()).name())
                .between(now, appointment.start().minus(before.dividedBy(4))));
    }
}
