package org.careturn.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.careturn.facilities.Facilities;
import org.careturn.platform.Actor;
import org.careturn.queueing.Entry;
import org.careturn.queueing.EntryState;
import org.careturn.queueing.Visits;
import org.careturn.scheduling.jdbc.AppointmentStore;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of appointments as time passes: no-shows, offers that end, visits that have ended. */
@Service
public class DueAppointments {
    static final int BATCH = 200;

    /** An end can be undone for two minutes. */
    private static final Duration FINAL = Duration.ofMinutes(5);

    private final AppointmentStore appointments;
    private final AppointmentChanges changes;
    private final WaitingLists waitingLists;
    private final Visits visits;
    private final Facilities facilities;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DueAppointments(
            AppointmentStore appointments,
            AppointmentChanges changes,
            WaitingLists waitingLists,
            Visits visits,
            Facilities facilities,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.appointments = appointments;
        this.changes = changes;
        this.waitingLists = waitingLists;
        this.visits = visits;
        this.facilities = facilities;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Marks those as no-shows whose patient has not come within the grace; returns how many. */
    public int markNoShows() {
        return inBatches(
                () -> appointments.lockMissed(clock.instant(), BATCH),
                missed -> changes.apply(
                        Actor.SYSTEM, AppointmentAction.NO_SHOW, missed, AppointmentStatus.NOSHOW, null, null));
    }

    /** Ends offers that nobody took, and offers their slots to the next; returns how many. */
    public int expireOffers() {
        return inBatches(() -> appointments.lockExpired(clock.instant(), BATCH), waitingLists::expire);
    }

    /** Follows visits to their end: fulfilled where the patient was served; returns how many. */
    public int followVisits() {
        return inBatches(() -> appointments.lockEnded(clock.instant().minus(FINAL), BATCH), this::follow);
    }

    private void follow(Appointment present) {
        if (present.visitId() == null) {
            throw new IllegalStateException("no visit of " + present.id());
        }
        List<Entry> entries = visits.get(Actor.SYSTEM, present.visitId()).entries();
        boolean served = entries.stream()
                .anyMatch(entry -> entry.queueId()
                                .equals(facilities.service(present.serviceId()).queueId())
                        && entry.state() == EntryState.SERVED);
        changes.apply(
                Actor.SYSTEM,
                served ? AppointmentAction.FULFIL : AppointmentAction.LEAVE,
                present,
                served ? AppointmentStatus.FULFILLED : AppointmentStatus.NOSHOW,
                present.visitId(),
                null);
    }

    /** A transaction for each batch, so that none holds a facility's order of events for long. */
    private int inBatches(Supplier<List<Appointment>> lock, Consumer<Appointment> act) {
        int all = 0;
        int batch;
        do {
            Integer done = transaction.execute(tx -> {
                List<Appointment> due = lock.get();
                due.forEach(act);
                return due.size();
            });
            batch = done == null ? 0 : done;
            all += batch;
        } while (batch == BATCH);
        return all;
    }
}
