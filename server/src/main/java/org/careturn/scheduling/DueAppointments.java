package org.careturn.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.platform.Actor;
import org.careturn.queueing.EntryState;
import org.careturn.queueing.Visits;
import org.careturn.scheduling.WaitingListEntry.Status;
import org.careturn.scheduling.jdbc.DueStore;
import org.careturn.scheduling.jdbc.DueStore.Due;
import org.careturn.scheduling.jdbc.WaitingListStore;
import org.springframework.stereotype.Service;

/** What becomes of appointments as time passes: no-shows, offers and waits that end, visits that have ended. */
@Service
public class DueAppointments {
    /** An end can be undone for two minutes. */
    private static final Duration FINAL = Duration.ofMinutes(5);

    private final DueStore store;
    private final DueWork work;
    private final AppointmentChanges changes;
    private final Offers offers;
    private final WaitingListStore waiting;
    private final WaitingListChanges entries;
    private final Visits visits;
    private final Facilities facilities;
    private final Clock clock;

    DueAppointments(
            DueStore store,
            DueWork work,
            AppointmentChanges changes,
            Offers offers,
            WaitingListStore waiting,
            WaitingListChanges entries,
            Visits visits,
            Facilities facilities,
            Clock clock) {
        this.store = store;
        this.work = work;
        this.changes = changes;
        this.offers = offers;
        this.waiting = waiting;
        this.entries = entries;
        this.visits = visits;
        this.facilities = facilities;
        this.clock = clock;
    }

    /** Marks those as no-shows whose patient has not come within the grace; returns how many. */
    public int markNoShows() {
        return each(
                Due.missed(clock.instant()),
                missed -> changes.apply(
                        Actor.SYSTEM, AppointmentAction.NO_SHOW, missed, AppointmentStatus.NOSHOW, null, null));
    }

    /** Ends offers that nobody took, and offers their slots to the next; returns how many. */
    public int expireOffers() {
        Due expired = Due.expired(clock.instant());
        return work.each(expired, id -> {
            offers.lockEntryOf(id);
            Optional<Appointment> offer = store.lock(expired, id);
            offer.ifPresent(offers::expire);
            return offer.isPresent();
        });
    }

    /** Ends the wait of those on the waiting list whose last day is over; returns how many. */
    public int endWaits() {
        int all = 0;
        for (Facility facility : facilities.all()) {
            LocalDate today = facility.serviceDay(clock.instant());
            all += work.each("Waiting list entry", limit -> waiting.over(facility.id(), today, limit), id -> {
                Optional<WaitingListEntry> over = waiting.lock(id).filter(entry -> entry.isOver(today));
                over.ifPresent(
                        entry -> entries.setStatus(Actor.SYSTEM, WaitingListChanges.LAPSE, entry, Status.CANCELLED));
                return over.isPresent();
            });
        }
        return all;
    }

    /**
     * Follows visits to their end: fulfilled where the patient was seen, be it after a first end without; returns how
     * many.
     */
    public int followVisits() {
        Instant by = clock.instant().minus(FINAL);
        return each(Due.ended(by), this::follow) + each(Due.servedAfterAll(by), this::follow);
    }

    private void follow(Appointment ended) {
        boolean seen = wasSeen(ended);
        changes.apply(
                Actor.SYSTEM,
                seen ? AppointmentAction.FULFIL : AppointmentAction.LEAVE,
                ended,
                seen ? AppointmentStatus.FULFILLED : AppointmentStatus.NOSHOW,
                ended.visitId(),
                null);
    }

    /** Served in the service's own queue, or sent on from there by whoever had begun. */
    private boolean wasSeen(Appointment appointment) {
        if (appointment.visitId() == null) {
            throw new IllegalStateException("no visit of " + appointment.id());
        }
        UUID queue = facilities.service(appointment.serviceId()).queueId();
        return visits.get(Actor.SYSTEM, appointment.visitId()).entries().stream()
                .filter(entry -> entry.queueId().equals(queue))
                .anyMatch(entry -> entry.state() == EntryState.SERVED
                        || (entry.state() == EntryState.TRANSFERRED && entry.startedAt() != null));
    }

    private int each(Due due, Consumer<Appointment> act) {
        return work.each(due, id -> {
            Optional<Appointment> locked = store.lock(due, id);
            locked.ifPresent(act);
            return locked.isPresent();
        });
    }
}
