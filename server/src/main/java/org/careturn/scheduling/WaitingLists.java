package org.careturn.scheduling;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.careturn.facilities.BookingRule.Booking;
import org.careturn.facilities.Facilities;
import org.careturn.identity.Accounts;
import org.careturn.patients.PatientAliases;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.platform.web.Cursor;
import org.careturn.queueing.QueueProblem;
import org.careturn.scheduling.WaitingListEntry.Status;
import org.careturn.scheduling.jdbc.AppointmentLists;
import org.careturn.scheduling.jdbc.AppointmentStore;
import org.careturn.scheduling.jdbc.ScheduleStore;
import org.careturn.scheduling.jdbc.WaitingListStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who waits for a slot, and what they answer to {@link Offers}. */
@Service
public class WaitingLists {
    private final WaitingListStore waiting;
    private final WaitingListChanges entries;
    private final Offers offers;
    private final AppointmentStore appointments;
    private final AppointmentLists lists;
    private final ScheduleStore schedules;
    private final AppointmentChanges changes;
    private final Facilities facilities;
    private final Accounts accounts;
    private final Patients patients;
    private final PatientAliases aliases;
    private final Clock clock;

    WaitingLists(
            WaitingListStore waiting,
            WaitingListChanges entries,
            Offers offers,
            AppointmentStore appointments,
            AppointmentLists lists,
            ScheduleStore schedules,
            AppointmentChanges changes,
            Facilities facilities,
            Accounts accounts,
            Patients patients,
            PatientAliases aliases,
            Clock clock) {
        this.waiting = waiting;
        this.entries = entries;
        this.offers = offers;
        this.appointments = appointments;
        this.lists = lists;
        this.schedules = schedules;
        this.changes = changes;
        this.facilities = facilities;
        this.accounts = accounts;
        this.patients = patients;
        this.aliases = aliases;
        this.clock = clock;
    }

    /** Somebody to be put on the list; {@code doctorId} null: any doctor. */
    public record Joining(
            UUID id, UUID serviceId, @Nullable UUID doctorId, UUID patientId, LocalDate fromDay, LocalDate untilDay) {
        Joining of(UUID patient) {
            return new Joining(id, serviceId, doctorId, patient, fromDay, untilDay);
        }
    }

    /**
     * Waits from now on. Who waits for this service already keeps that place, for the days and the doctor of the new wish;
     * one whose last day is over has no place any more and gets a new one.
     */
    @Transactional
    public Outcome<WaitingListEntry> join(Actor actor, Joining asked) {
        Joining joining = asked.of(aliases.held(asked.patientId));
        org.careturn.facilities.Service service =
                facilities.findService(joining.serviceId).orElse(null);
        if (service == null) {
            return Outcome.refused(SchedulingProblem.UNKNOWN_SERVICE);
        }
        boolean staff = actor.mayIn(service.facilityId());
        if (!staff && !actor.isPatient(joining.patientId)) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        if (staff && !patients.isKnownIn(joining.patientId, service.facilityId())) {
            return Outcome.refused(QueueProblem.UNKNOWN_PATIENT);
        }
        Booking booking = facilities.bookingRule(service.id()).booking();
        if (booking == Booking.OFF) {
            return Outcome.refused(SchedulingProblem.NOT_BOOKABLE);
        }
        if (booking == Booking.STAFF && !staff) {
            return Outcome.refused(SchedulingProblem.BOOKED_BY_STAFF);
        }
        if (joining.untilDay.isBefore(joining.fromDay)
                || joining.fromDay.getYear() < 1970
                || joining.untilDay.getYear() > 9000) {
            return Outcome.refused(QueueProblem.INVALID_TIME, "The last day is before the first.");
        }
        LocalDate today = facilities.facility(service.facilityId()).serviceDay(clock.instant());
        if (joining.untilDay.isBefore(today)) {
            return Outcome.refused(QueueProblem.INVALID_TIME, "The last day is over.");
        }
        if (joining.doctorId != null
                && schedules
                        .between(service.id(), joining.doctorId, joining.fromDay, joining.untilDay)
                        .isEmpty()) {
            return Outcome.refused(
                    SchedulingProblem.NO_SUCH_SLOT, "This doctor has no hours for this service in these days.");
        }
        WaitingListEntry entry = new WaitingListEntry(
                joining.id,
                service.facilityId(),
                service.id(),
                joining.doctorId,
                joining.patientId,
                joining.fromDay,
                joining.untilDay,
                Status.WAITLIST,
                clock.instant(),
                null,
                1);
        waiting.lockOpen(joining.patientId, service.id())
                .filter(open -> open.isOver(today))
                .ifPresent(over -> entries.setStatus(actor, WaitingListChanges.LAPSE, over, Status.CANCELLED));
        if (!waiting.insert(entry)) {
            return again(
                    actor,
                    waiting.lockOpen(joining.patientId, service.id()).orElseThrow(Appointments::nothing),
                    joining);
        }
        patients.knownIn(joining.patientId, service.facilityId());
        entries.note(actor, "WAITING_LIST_JOIN", entry);
        return Outcome.done(entry);
    }

    private Outcome<WaitingListEntry> again(Actor actor, WaitingListEntry open, Joining wish) {
        if (Objects.equals(open.doctorId(), wish.doctorId)
                && open.fromDay().equals(wish.fromDay)
                && open.untilDay().equals(wish.untilDay)) {
            return Outcome.noop(withOffer(open));
        }
        waiting.setWish(open.id(), wish.doctorId, wish.fromDay, wish.untilDay);
        entries.note(actor, "WAITING_LIST_CHANGE", open);
        return Outcome.done(withOffer(waiting.find(open.id()).orElseThrow()));
    }

    /** Takes what is offered. */
    @Transactional
    public Outcome<Appointment> accept(Actor actor, UUID id) {
        WaitingListEntry entry = locked(actor, id);
        Appointment offer = appointments.lockOffer(id).orElse(null);
        if (offer == null) {
            return Outcome.refused(
                    entry.status() == Status.WAITLIST
                            ? SchedulingProblem.NOTHING_OFFERED
                            : SchedulingProblem.OFFER_ENDED);
        }
        if (offer.offerUntil() != null && !clock.instant().isBefore(offer.offerUntil())) {
            return Outcome.refused(SchedulingProblem.OFFER_ENDED);
        }
        schedules.holdCalendar(offer.doctorId());
        if (!accounts.holds(offer.doctorId(), Role.DOCTOR, offer.facilityId())) {
            return Outcome.refused(SchedulingProblem.OFFER_ENDED);
        }
        Appointment booked =
                changes.apply(actor, AppointmentAction.ACCEPT, offer, AppointmentStatus.BOOKED, null, null);
        entries.setStatus(actor, "WAITING_LIST_ACCEPT", entry, Status.BOOKED);
        return Outcome.done(booked);
    }

    /** Doesn't want what is offered, and waits on; the slot is offered to the next. */
    @Transactional
    public Outcome<WaitingListEntry> decline(Actor actor, UUID id) {
        WaitingListEntry entry = locked(actor, id);
        Appointment offer = appointments.lockOffer(id).orElse(null);
        if (offer == null) {
            return Outcome.refused(SchedulingProblem.NOTHING_OFFERED);
        }
        offers.end(actor, AppointmentAction.DECLINE, offer);
        entries.setStatus(actor, "WAITING_LIST_DECLINE", entry, Status.WAITLIST);
        offers.offer(offer);
        return Outcome.done(waiting.find(id).orElseThrow());
    }

    /** Waits no more; what is offered goes to the next. */
    @Transactional
    public Outcome<WaitingListEntry> leave(Actor actor, UUID id) {
        WaitingListEntry entry = locked(actor, id);
        if (entry.status() == Status.CANCELLED) {
            return Outcome.noop(entry);
        }
        if (entry.status() == Status.BOOKED) {
            return Outcome.refused(SchedulingProblem.WRONG_STATUS);
        }
        Appointment offer = appointments.lockOffer(id).orElse(null);
        if (offer != null) {
            offers.end(actor, AppointmentAction.DECLINE, offer);
        }
        entries.setStatus(actor, "WAITING_LIST_LEAVE", entry, Status.CANCELLED);
        if (offer != null) {
            offers.offer(offer);
        }
        return Outcome.done(waiting.find(id).orElseThrow());
    }

    /** Who waits in a facility, the longest first; for its staff. */
    @Transactional(readOnly = true)
    public List<WaitingListEntry> in(
            Actor actor, UUID facilityId, @Nullable UUID serviceId, @Nullable UUID after, int limit) {
        if (!actor.mayIn(facilityId) || facilities.findFacility(facilityId).isEmpty()) {
            throw Appointments.nothing();
        }
        WaitingListEntry last = last(after, entry -> entry.facilityId().equals(facilityId));
        return withOffers(waiting.open(facilityId, serviceId, last, limit));
    }

    /** Where the patient waits, and those for whom he acts, the longest first. */
    @Transactional(readOnly = true)
    public List<WaitingListEntry> mine(Actor actor, @Nullable UUID after, int limit) {
        WaitingListEntry last = last(after, entry -> actor.isPatient(entry.patientId()));
        return withOffers(waiting.ofPatients(actor.patients(), last, limit));
    }

    /** The last one of the page before; null where there was none. */
    private @Nullable WaitingListEntry last(@Nullable UUID after, Predicate<WaitingListEntry> listed) {
        return after == null ? null : waiting.find(after).filter(listed).orElseThrow(Cursor::ofNoPage);
    }

    private WaitingListEntry withOffer(WaitingListEntry entry) {
        return withOffers(List.of(entry)).getFirst();
    }

    private List<WaitingListEntry> withOffers(List<WaitingListEntry> all) {
        Map<UUID, Appointment> offered = new HashMap<>();
        List<UUID> proposed = all.stream()
                .filter(entry -> entry.status() == Status.PROPOSED)
                .map(WaitingListEntry::id)
                .toList();
        if (!proposed.isEmpty()) {
            lists.offers(proposed).forEach(offer -> {
                if (offer.waitingListId() != null) {
                    offered.put(offer.waitingListId(), offer);
                }
            });
        }
        return all.stream()
                .map(entry -> new WaitingListEntry(
                        entry.id(),
                        entry.facilityId(),
                        entry.serviceId(),
                        entry.doctorId(),
                        entry.patientId(),
                        entry.fromDay(),
                        entry.untilDay(),
                        entry.status(),
                        entry.createdAt(),
                        offered.get(entry.id()),
                        entry.version()))
                .toList();
    }

    private WaitingListEntry locked(Actor actor, UUID id) {
        return waiting.lock(id)
                .filter(entry -> actor.mayIn(entry.facilityId()) || actor.isPatient(entry.patientId()))
                .orElseThrow(Appointments::nothing);
    }
}
