package org.careturn.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.FacilityPolicy;
import org.careturn.facilities.QuietHours;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.scheduling.WaitingListEntry.Status;
import org.careturn.scheduling.domain.BookingCode;
import org.careturn.scheduling.jdbc.AppointmentStore;
import org.careturn.scheduling.jdbc.ScheduleStore;
import org.careturn.scheduling.jdbc.WaitingListStore;
import org.springframework.stereotype.Component;

/**
 * Offers a slot that becomes free to one person of the waiting list at a time: the offer is an appointment that is
 * proposed, so that the database keeps its slot for that person until it ends.
 */
@Component
class Offers {
    private static final Duration TO_ACCEPT = Duration.ofMinutes(30);
    private static final Duration BEFORE_SLOT = Duration.ofHours(2);

    private final WaitingListStore waiting;
    private final WaitingListChanges entries;
    private final AppointmentStore appointments;
    private final ScheduleStore schedules;
    private final AppointmentChanges changes;
    private final Slots slots;
    private final Facilities facilities;
    private final Clock clock;

    Offers(
            WaitingListStore waiting,
            WaitingListChanges entries,
            AppointmentStore appointments,
            ScheduleStore schedules,
            AppointmentChanges changes,
            Slots slots,
            Facilities facilities,
            Clock clock) {
        this.waiting = waiting;
        this.entries = entries;
        this.appointments = appointments;
        this.schedules = schedules;
        this.changes = changes;
        this.slots = slots;
        this.facilities = facilities;
        this.clock = clock;
    }

    /**
     * Locks the entry to which this appointment is offered, if it is. Always before the appointment itself, as those do
     * who take, decline or leave.
     */
    void lockEntryOf(UUID appointmentId) {
        appointments
                .find(appointmentId)
                .filter(appointment -> appointment.status() == AppointmentStatus.PROPOSED)
                .map(Appointment::waitingListId)
                .ifPresent(waiting::lock);
    }

    /**
     * Ends an offer whose time is over, and offers the slot to the next; its entry and the offer must have been locked, in
     * this order.
     */
    void expire(Appointment offer) {
        end(Actor.SYSTEM, AppointmentAction.EXPIRE, offer);
        waitsOn(offer, "WAITING_LIST_EXPIRE");
        offer(offer);
    }

    void end(Actor actor, AppointmentAction action, Appointment offer) {
        changes.apply(actor, action, offer, AppointmentStatus.CANCELLED, null, null);
    }

    /** The absence of its doctor has ended an offer, if it was one: who had it waits on. */
    void withdrawn(Appointment offer) {
        waitsOn(offer, "WAITING_LIST_WITHDRAW");
    }

    private void waitsOn(Appointment offer, String action) {
        if (offer.status() == AppointmentStatus.PROPOSED && offer.waitingListId() != null) {
            waiting.lock(offer.waitingListId())
                    .filter(entry -> entry.status() == Status.PROPOSED)
                    .ifPresent(entry -> entries.setStatus(Actor.SYSTEM, action, entry, Status.WAITLIST));
        }
    }

    /**
     * Offers the time that an appointment held to whoever has waited longest, if it is free and there is time to accept
     * after the person has been told.
     */
    void offer(Appointment freed) {
        Instant now = clock.instant();
        Instant told = told(freed.facilityId(), now);
        Instant until = earlier(told.plus(TO_ACCEPT), freed.start().minus(BEFORE_SLOT));
        if (!until.isAfter(told)) {
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
        UUID id = Ids.next();
        Appointment offer = new Appointment(
                id,
                BookingCode.of(id),
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
                null,
                null,
                now,
                now,
                1);
        if (appointments.insert(offer)) {
            changes.made(Actor.SYSTEM, AppointmentAction.OFFER, offer.id());
            entries.setStatus(Actor.SYSTEM, "WAITING_LIST_OFFER", next, Status.PROPOSED);
        }
    }

    /**
     * From when the time to accept counts: the end of the facility's quiet hours, in which nobody is told, where it would
     * otherwise reach into them.
     */
    private Instant told(UUID facilityId, Instant now) {
        ZoneId zone = facilities.facility(facilityId).timeZone();
        FacilityPolicy policy = facilities.policy(facilityId);
        return QuietHours.end(now.plus(TO_ACCEPT), zone, policy.quietFrom(), policy.quietUntil())
                .or(() -> QuietHours.end(now, zone, policy.quietFrom(), policy.quietUntil()))
                .orElse(now);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
