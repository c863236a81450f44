package org.careturn.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.facilities.BookingRule.Booking;
import org.careturn.facilities.Facilities;
import org.careturn.patients.PatientAliases;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.careturn.queueing.QueueProblem;
import org.careturn.scheduling.WaitingListEntry.Status;
import org.careturn.scheduling.jdbc.AppointmentStore;
import org.careturn.scheduling.jdbc.ScheduleStore;
import org.careturn.scheduling.jdbc.WaitingListStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who waits for a slot. One that becomes free is offered to one person at a time: the offer is an appointment that is
 * proposed, so that the database keeps its slot for that person until it ends.
 */
@Service
public class WaitingLists {
    static final Duration TO_ACCEPT = Duration.ofMinutes(30);
    static final Duration BEFORE_SLOT = Duration.ofHours(2);
    static final String WAITING = "waiting_list_entry";

    private final WaitingListStore waiting;
    private final AppointmentStore appointments;
    private final ScheduleStore schedules;
    private final AppointmentChanges changes;
    private final Slots slots;
    private final Facilities facilities;
    private final Patients patients;
    private final PatientAliases aliases;
    private final AuditLog audit;
    private final ChangeFeed feed;
    private final Clock clock;

    WaitingLists(
            WaitingListStore waiting,
            AppointmentStore appointments,
            ScheduleStore schedules,
            AppointmentChanges changes,
            Slots slots,
            Facilities facilities,
            Patients patients,
            PatientAliases aliases,
            AuditLog audit,
            ChangeFeed feed,
            Clock clock) {
        this.waiting = waiting;
        this.appointments = appointments;
        this.schedules = schedules;
        this.changes = changes;
        this.slots = slots;
        this.facilities = facilities;
        this.patients = patients;
        this.aliases = aliases;
        this.audit = audit;
        this.feed = feed;
        this.clock = clock;
    }

    /** Somebody to be put on the list; {@code doctorId} null: any doctor. */
    public record Joining(
            UUID id, UUID serviceId, @Nullable UUID doctorId, UUID patientId, LocalDate fromDay, LocalDate untilDay) {
        Joining of(UUID patient) {
            return new Joining(id, serviceId, doctorId, patient, fromDay, untilDay);
        }
    }

    /** Waits from now on; who waits for this service already keeps that place. */
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
        if (!waiting.insert(entry)) {
            return Outcome.noop(
                    withOffer(waiting.open(joining.patientId, service.id()).orElseThrow(Bookings::nothing)));
        }
        patients.knownIn(joining.patientId, service.facilityId());
        note(actor, "WAITING_LIST_JOIN", entry);
        return Outcome.done(entry);
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
        Appointment booked =
                changes.apply(actor, AppointmentAction.ACCEPT, offer, AppointmentStatus.BOOKED, null, null);
        setStatus(actor, "WAITING_LIST_ACCEPT", entry, Status.BOOKED);
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
        end(actor, AppointmentAction.DECLINE, offer);
        setStatus(actor, "WAITING_LIST_DECLINE", entry, Status.WAITLIST);
        offer(offer);
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
            end(actor, AppointmentAction.DECLINE, offer);
        }
        setStatus(actor, "WAITING_LIST_LEAVE", entry, Status.CANCELLED);
        if (offer != null) {
            offer(offer);
        }
        return Outcome.done(waiting.find(id).orElseThrow());
    }

    /** Ends an offer whose time is over, and offers the slot to the next; the offer must have been read under its lock. */
    void expire(Appointment offer) {
        end(Actor.SYSTEM, AppointmentAction.EXPIRE, offer);
        if (offer.waitingListId() != null) {
            waiting.lock(offer.waitingListId())
                    .filter(entry -> entry.status() == Status.PROPOSED)
                    .ifPresent(entry -> setStatus(Actor.SYSTEM, "WAITING_LIST_EXPIRE", entry, Status.WAITLIST));
        }
        offer(offer);
    }

    /** The absence of its doctor has ended an offer: who had it waits on. */
    void withdrawn(Appointment offer) {
        if (offer.waitingListId() != null
                && waiting.setStatus(offer.waitingListId(), Status.PROPOSED, Status.WAITLIST)) {
            feed.changed(offer.facilityId(), WAITING, offer.waitingListId());
        }
    }

    /** Offers the time that an appointment held to whoever has waited longest, if it is free and there is time to accept. */
    void offer(Appointment freed) {
        Instant now = clock.instant();
        Instant until = earlier(now.plus(TO_ACCEPT), freed.start().minus(BEFORE_SLOT));
        if (!until.isAfter(now)) {
            return;
        }
        schedules.holdCalendar(freed.doctorId());
        Slot slot = slots.at(freed.serviceId(), freed.doctorId(), freed.start()).orElse(null);
        if (slot == null || slot.status() != SlotStatus.FREE) {
            return;
        }
        WaitingListEntry next = waiting.lockNext(freed).orElse(null);
        if (next == null) {
            return;
        }
        Appointment offer = new Appointment(
                Ids.next(),
                slot.facilityId(),
                slot.serviceId(),
                slot.doctorId(),
                slot.roomId(),
                next.patientId(),
                slot.start(),
                slot.end(),
                freed.day(),
                0,
                slot.seats(),
                AppointmentStatus.PROPOSED,
                null,
                next.id(),
                until,
                null,
                now,
                now,
                1);
        if (appointments.insert(offer)) {
            changes.made(Actor.SYSTEM, AppointmentAction.OFFER, offer.id());
            setStatus(Actor.SYSTEM, "WAITING_LIST_OFFER", next, Status.PROPOSED);
        }
    }

    /** Who waits in a facility, the longest first; for its staff. */
    @Transactional(readOnly = true)
    public List<WaitingListEntry> in(
            Actor actor, UUID facilityId, @Nullable UUID serviceId, @Nullable UUID after, int limit) {
        if (!actor.mayIn(facilityId) || facilities.findFacility(facilityId).isEmpty()) {
            throw Bookings.nothing();
        }
        WaitingListEntry last = null;
        if (after != null) {
            last = waiting.find(after)
                    .filter(entry -> entry.facilityId().equals(facilityId))
                    .orElseThrow(() -> new RefusedException(
                            CommonProblem.INVALID_REQUEST, "This cursor came from no page of this list."));
        }
        return withOffers(waiting.open(facilityId, serviceId, last, limit));
    }

    /** Where the patient waits. */
    @Transactional(readOnly = true)
    public List<WaitingListEntry> mine(Actor actor, int limit) {
        UUID patient = actor.patientId();
        return patient == null ? List.of() : withOffers(waiting.ofPatient(patient, limit));
    }

    private WaitingListEntry withOffer(WaitingListEntry entry) {
        return withOffers(List.of(entry)).getFirst();
    }

    private List<WaitingListEntry> withOffers(List<WaitingListEntry> entries) {
        Map<UUID, Appointment> offers = new HashMap<>();
        List<UUID> proposed = entries.stream()
                .filter(entry -> entry.status() == Status.PROPOSED)
                .map(WaitingListEntry::id)
                .toList();
        if (!proposed.isEmpty()) {
            appointments.offers(proposed).forEach(offer -> {
                if (offer.waitingListId() != null) {
                    offers.put(offer.waitingListId(), offer);
                }
            });
        }
        return entries.stream()
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
                        offers.get(entry.id()),
                        entry.version()))
                .toList();
    }

    private WaitingListEntry locked(Actor actor, UUID id) {
        return waiting.lock(id)
                .filter(entry -> actor.mayIn(entry.facilityId()) || actor.isPatient(entry.patientId()))
                .orElseThrow(Bookings::nothing);
    }

    private void end(Actor actor, AppointmentAction action, Appointment offer) {
        changes.apply(actor, action, offer, AppointmentStatus.CANCELLED, null, null);
    }

    private void setStatus(Actor actor, String action, WaitingListEntry before, Status to) {
        if (!waiting.setStatus(before.id(), before.status(), to)) {
            throw new IllegalStateException("the waiting list entry " + before.id() + " changed under its lock");
        }
        note(actor, action, before);
    }

    private void note(Actor actor, String action, WaitingListEntry entry) {
        audit.record(
                actor,
                action,
                new AuditLog.Subject(WAITING, entry.id(), entry.facilityId(), entry.patientId()),
                Map.of("serviceId", entry.serviceId()));
        feed.changed(entry.facilityId(), WAITING, entry.id());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
