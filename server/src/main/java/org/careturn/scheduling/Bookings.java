package org.careturn.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.careturn.facilities.BookingRule;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.patients.PatientAliases;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.ProblemType;
import org.careturn.queueing.QueueProblem;
import org.careturn.scheduling.domain.BookingCode;
import org.careturn.scheduling.domain.BookingPolicy;
import org.careturn.scheduling.jdbc.AppointmentStore;
import org.careturn.scheduling.jdbc.ScheduleStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Books, moves and cancels appointments: staff for the patients of their facility, patients for themselves. */
@Service
public class Bookings {
    private static final int ALTERNATIVES = 5;
    private static final Duration BEFORE = Duration.ofHours(3);
    private static final Duration AHEAD = Duration.ofDays(14);

    private final AppointmentStore appointments;
    private final Appointments listed;
    private final ScheduleStore schedules;
    private final AppointmentChanges changes;
    private final Slots slots;
    private final Offers offers;
    private final Facilities facilities;
    private final Patients patients;
    private final PatientAliases aliases;
    private final Clock clock;

    Bookings(
            AppointmentStore appointments,
            Appointments listed,
            ScheduleStore schedules,
            AppointmentChanges changes,
            Slots slots,
            Offers offers,
            Facilities facilities,
            Patients patients,
            PatientAliases aliases,
            Clock clock) {
        this.appointments = appointments;
        this.listed = listed;
        this.schedules = schedules;
        this.changes = changes;
        this.slots = slots;
        this.offers = offers;
        this.facilities = facilities;
        this.patients = patients;
        this.aliases = aliases;
        this.clock = clock;
    }

    /**
     * A slot that somebody wants.
     *
     * @param reason needed where staff book while the facility is closed
     * @param overbook staff want a further seat where all of the slot's are taken
     */
    public record Booking(
            UUID id,
            UUID serviceId,
            UUID doctorId,
            Instant start,
            UUID patientId,
            @Nullable String reason,
            boolean overbook) {
        Booking of(UUID patient) {
            return new Booking(id, serviceId, doctorId, start, patient, reason, overbook);
        }
    }

    /** Another time for an appointment. */
    public record Reschedule(
            UUID doctorId, Instant start, @Nullable String reason, boolean overbook) {}

    /**
     * Books a slot. A patient who has an appointment with this doctor on that day keeps it, and nothing is done; where it is
     * another facility's, or only offered, that is refused. Where the slot is taken, the refusal names others.
     */
    @Transactional
    public Outcome<Appointment> book(Actor actor, Booking asked) {
        Booking booking = asked.of(aliases.held(asked.patientId));
        org.careturn.facilities.Service service =
                facilities.findService(booking.serviceId).orElse(null);
        if (service == null) {
            return Outcome.refused(SchedulingProblem.UNKNOWN_SERVICE);
        }
        Facility facility = facilities.facility(service.facilityId());
        boolean staff = actor.mayIn(facility.id());
        if (!staff && !actor.isPatient(booking.patientId)) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        if (staff && !patients.isKnownIn(booking.patientId, facility.id())) {
            return Outcome.refused(QueueProblem.UNKNOWN_PATIENT);
        }
        if (!isNear(booking.start)) {
            return Outcome.refused(SchedulingProblem.NO_SUCH_SLOT);
        }
        schedules.holdCalendar(booking.doctorId);
        LocalDate day = facility.serviceDay(booking.start);
        Optional<Appointment> existing = appointments.sameDay(booking.patientId, booking.doctorId, day);
        if (existing.isPresent()) {
            return existing(actor, existing.get());
        }
        Instant now = clock.instant();
        BookingRule rule = facilities.bookingRule(service.id());
        Slot slot = slots.at(service.id(), booking.doctorId, booking.start).orElse(null);
        ProblemType refusal = BookingPolicy.refusal(
                rule, slot, new BookingPolicy.Wish(booking.start, staff, booking.reason, booking.overbook), now);
        if (refusal != null || slot == null) {
            return refused(actor, refusal, service.id(), booking.start);
        }
        int capacity = capacity(rule, slot, staff && booking.overbook);
        Appointment wanted = new Appointment(
                booking.id,
                BookingCode.of(booking.id),
                facility.id(),
                service.id(),
                booking.doctorId,
                slot.roomId(),
                booking.patientId,
                slot.start(),
                slot.end(),
                day,
                0,
                capacity,
                AppointmentStatus.BOOKED,
                booking.reason,
                null,
                null,
                null,
                null,
                null,
                now,
                now,
                1);
        // who loses one seat to somebody at the same moment tries the next
        for (int seat = 0; seat < capacity; seat++) {
            if (appointments.insert(wanted)) {
                patients.knownIn(booking.patientId, facility.id());
                return Outcome.done(changes.made(actor, AppointmentAction.BOOK, wanted.id()));
            }
        }
        return appointments
                .sameDay(booking.patientId, booking.doctorId, day)
                .map(raced -> existing(actor, raced))
                .orElseGet(() -> refused(actor, SchedulingProblem.SLOT_TAKEN, service.id(), booking.start));
    }

    /**
     * Gives an appointment another time in one step: the old one is free only if the new one is won. A patient may until its
     * start.
     */
    @Transactional
    public Outcome<Appointment> reschedule(Actor actor, UUID id, Reschedule wish) {
        Appointment before = listed.locked(actor, id);
        if (before.status() != AppointmentStatus.BOOKED) {
            return wrongStatus(before);
        }
        if (before.doctorId().equals(wish.doctorId) && before.start().equals(wish.start)) {
            return Outcome.noop(before);
        }
        if (hasBegunFor(actor, before)) {
            return begun();
        }
        Facility facility = facilities.facility(before.facilityId());
        boolean staff = actor.mayIn(facility.id());
        if (!isNear(wish.start)) {
            return Outcome.refused(SchedulingProblem.NO_SUCH_SLOT);
        }
        schedules.lockCalendars(wish.doctorId, before.doctorId());
        Instant now = clock.instant();
        BookingRule rule = facilities.bookingRule(before.serviceId());
        Slot slot = slots.at(before.serviceId(), wish.doctorId, wish.start).orElse(null);
        ProblemType refusal = BookingPolicy.refusal(
                rule, slot, new BookingPolicy.Wish(wish.start, staff, wish.reason, wish.overbook), now);
        if (refusal != null || slot == null) {
            return refused(actor, refusal, before.serviceId(), wish.start);
        }
        LocalDate day = facility.serviceDay(wish.start);
        Appointment sameDay = appointments
                .sameDay(before.patientId(), wish.doctorId, day)
                .filter(other -> !other.id().equals(id))
                .orElse(null);
        if (sameDay != null) {
            return bookedThatDay(actor, sameDay);
        }
        int capacity = capacity(rule, slot, staff && wish.overbook);
        Appointment after = changes.move(
                actor,
                AppointmentAction.RESCHEDULE,
                before,
                slot,
                new AppointmentChanges.Move(day, capacity),
                wish.reason);
        if (after == null) {
            return refused(actor, SchedulingProblem.SLOT_TAKEN, before.serviceId(), wish.start);
        }
        offers.offer(before);
        return Outcome.done(after);
    }

    /**
     * The patient says, or lets say, that he will come late. It changes no time; who has said so is a no-show only once
     * the time that he gave is over, too.
     *
     * @param minutes so long after the appointment's start; 0: not late after all
     */
    @Transactional
    public Outcome<Appointment> runningLate(Actor actor, UUID id, int minutes) {
        Appointment before = listed.locked(actor, id);
        if (before.status() != AppointmentStatus.BOOKED) {
            return wrongStatus(before);
        }
        Facility facility = facilities.facility(before.facilityId());
        if (!facility.serviceDay(clock.instant()).equals(before.day())) {
            return Outcome.refused(QueueProblem.INVALID_TIME, "Only an appointment of today can be late.");
        }
        Instant expected = minutes == 0 ? null : before.start().plus(Duration.ofMinutes(minutes));
        return Objects.equals(expected, before.expectedAt())
                ? Outcome.noop(before)
                : Outcome.done(changes.late(actor, before, expected));
    }

    /** The patient says that he will come. */
    @Transactional
    public Outcome<Appointment> confirm(Actor actor, UUID id) {
        Appointment before = listed.locked(actor, id);
        if (before.status() != AppointmentStatus.BOOKED) {
            return wrongStatus(before);
        }
        return before.confirmedAt() == null ? Outcome.done(changes.confirm(actor, before)) : Outcome.noop(before);
    }

    /** Cancels an appointment, a patient until its start; its slot is offered to who waits for one. */
    @Transactional
    public Outcome<Appointment> cancel(Actor actor, UUID id, @Nullable String reason) {
        Appointment before = listed.locked(actor, id);
        if (before.status() == AppointmentStatus.CANCELLED) {
            return Outcome.noop(before);
        }
        if (before.status() != AppointmentStatus.BOOKED) {
            return wrongStatus(before);
        }
        if (hasBegunFor(actor, before)) {
            return begun();
        }
        Appointment after =
                changes.apply(actor, AppointmentAction.CANCEL, before, AppointmentStatus.CANCELLED, null, reason);
        offers.offer(before);
        return Outcome.done(after);
    }

    /** By then it is the staff's to say what became of it, or a no-show could be got rid of. */
    private boolean hasBegunFor(Actor actor, Appointment appointment) {
        return !actor.mayIn(appointment.facilityId()) && appointment.start().isBefore(clock.instant());
    }

    private static Outcome<Appointment> begun() {
        return Outcome.refused(
                SchedulingProblem.SLOT_PAST, "This appointment's time has passed; the staff can still change it.");
    }

    /** That of the same day is told to whoever may see it, and stands for the new one unless it is only offered. */
    private static Outcome<Appointment> existing(Actor actor, Appointment existing) {
        return Appointments.isVisible(actor, existing) && existing.status() != AppointmentStatus.PROPOSED
                ? Outcome.noop(existing)
                : bookedThatDay(actor, existing);
    }

    private static Outcome<Appointment> bookedThatDay(Actor actor, Appointment existing) {
        Map<String, Object> facts = new HashMap<>();
        if (Appointments.isVisible(actor, existing)) {
            facts.put("appointmentId", existing.id());
            if (existing.status() == AppointmentStatus.PROPOSED && existing.waitingListId() != null) {
                facts.put("waitingListId", existing.waitingListId());
            }
        }
        return Outcome.refused(
                SchedulingProblem.BOOKED_THAT_DAY, SchedulingProblem.BOOKED_THAT_DAY.title(), Map.copyOf(facts));
    }

    static Outcome<Appointment> wrongStatus(Appointment appointment) {
        SchedulingProblem problem = appointment.status() == AppointmentStatus.CANCELLED
                ? SchedulingProblem.APPOINTMENT_CANCELLED
                : SchedulingProblem.WRONG_STATUS;
        return Outcome.refused(problem, problem.title(), Map.of("appointmentStatus", appointment.status()));
    }

    /** Within what a booking rule allows; beyond it dates may not even exist in a database. */
    private boolean isNear(Instant start) {
        return Duration.between(clock.instant(), start).abs().compareTo(Duration.ofDays(3_000)) < 0;
    }

    private static int capacity(BookingRule rule, Slot slot, boolean overbook) {
        return slot.seats() + (overbook ? rule.overbookingSeats() : 0);
    }

    private Outcome<Appointment> refused(Actor actor, @Nullable ProblemType why, UUID serviceId, Instant start) {
        ProblemType problem = why == null ? SchedulingProblem.NO_SUCH_SLOT : why;
        if (problem != SchedulingProblem.SLOT_TAKEN) {
            return Outcome.refused(problem);
        }
        List<Map<String, Object>> others = slots
                .find(
                        actor,
                        new Slots.Query(serviceId, null, start.minus(BEFORE), start.plus(AHEAD), false),
                        null,
                        ALTERNATIVES)
                .stream()
                .map(slot ->
                        Map.<String, Object>of("doctorId", slot.doctorId(), "start", slot.start(), "end", slot.end()))
                .toList();
        return Outcome.refused(problem, problem.title(), Map.of("alternatives", others));
    }
}
