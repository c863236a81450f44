package org.careturn.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.identity.Accounts;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.platform.web.Cursor;
import org.careturn.queueing.QueueProblem;
import org.careturn.scheduling.Absence.Affected;
import org.careturn.scheduling.jdbc.AbsenceStore;
import org.careturn.scheduling.jdbc.AppointmentStore;
import org.careturn.scheduling.jdbc.DueStore;
import org.careturn.scheduling.jdbc.DueStore.Due;
import org.careturn.scheduling.jdbc.ScheduleStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Doctors' absences, each from one facility. What they affect there is moved or cancelled by a job, for which the absence's
 * own row stands until it is settled: each appointment in a transaction of its own, which an absence that is withdrawn
 * meanwhile ends.
 */
@Service
public class Absences {
    private static final int CANDIDATES = 10;
    private static final Duration SEARCHED = Duration.ofDays(14);
    private static final String ABSENCE = "absence";

    private final AbsenceStore absences;
    private final AppointmentStore appointments;
    private final ScheduleStore schedules;
    private final AppointmentChanges changes;
    private final Offers offers;
    private final DueStore store;
    private final DueWork work;
    private final Slots slots;
    private final Facilities facilities;
    private final Accounts accounts;
    private final AuditLog audit;
    private final ChangeFeed feed;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Absences(
            AbsenceStore absences,
            AppointmentStore appointments,
            ScheduleStore schedules,
            AppointmentChanges changes,
            Offers offers,
            DueStore store,
            DueWork work,
            Slots slots,
            Facilities facilities,
            Accounts accounts,
            AuditLog audit,
            ChangeFeed feed,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.absences = absences;
        this.appointments = appointments;
        this.schedules = schedules;
        this.changes = changes;
        this.offers = offers;
        this.store = store;
        this.work = work;
        this.slots = slots;
        this.facilities = facilities;
        this.accounts = accounts;
        this.audit = audit;
        this.feed = feed;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** A time in which a doctor of the facility will be away. */
    public record NewAbsence(
            UUID id, UUID facilityId, UUID doctorId, Instant start, Instant end, String reason, Affected affected) {}

    /** From now on nothing of that time is booked; what is booked already is moved or cancelled soon after. */
    @Transactional
    public Outcome<Absence> add(Actor actor, NewAbsence request) {
        if (!actor.mayIn(request.facilityId)
                || facilities.findFacility(request.facilityId).isEmpty()) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        if (!accounts.holds(request.doctorId, Role.DOCTOR, request.facilityId)) {
            return Outcome.refused(QueueProblem.DOCTOR_NOT_IN_FACILITY);
        }
        Instant now = clock.instant();
        if (request.start.isBefore(now.minus(Duration.ofDays(400)))
                || request.start.isAfter(now.plus(Duration.ofDays(3_000)))
                || !request.end.isAfter(request.start)
                || !request.end.isAfter(now)
                || Duration.between(request.start, request.end).toDays() > 400) {
            return Outcome.refused(
                    QueueProblem.INVALID_TIME, "An absence ends after it begins, later than now, within 400 days.");
        }
        schedules.lockCalendar(request.doctorId);
        absences.insert(new Absence(
                request.id,
                request.facilityId,
                request.doctorId,
                request.start,
                request.end,
                request.reason,
                request.affected,
                now,
                null,
                null,
                1));
        return Outcome.done(noted(actor, "ABSENCE_ADD", request.id));
    }

    /** The doctor will be there after all; appointments that were moved or cancelled stay so. */
    @Transactional
    public Outcome<Absence> withdraw(Actor actor, UUID id) {
        Absence absence =
                absences.find(id).filter(one -> actor.mayIn(one.facilityId())).orElseThrow(Appointments::nothing);
        if (!absences.withdraw(id, clock.instant())) {
            return Outcome.noop(absence);
        }
        return Outcome.done(noted(actor, "ABSENCE_WITHDRAW", id));
    }

    /** A facility's absences that have not ended, by time; for its staff. */
    @Transactional(readOnly = true)
    public List<Absence> page(Actor actor, UUID facilityId, @Nullable UUID doctorId, @Nullable UUID after, int limit) {
        if (!actor.mayIn(facilityId) || facilities.findFacility(facilityId).isEmpty()) {
            throw Appointments.nothing();
        }
        Absence last = after == null
                ? null
                : absences.find(after)
                        .filter(absence -> absence.facilityId().equals(facilityId))
                        .orElseThrow(Cursor::ofNoPage);
        return absences.page(facilityId, doctorId, clock.instant(), last, limit);
    }

    /** Moves or cancels what unsettled absences affect; returns how many appointments. */
    public int settleAll() {
        int all = 0;
        for (UUID id : absences.unsettled()) {
            Instant now = clock.instant();
            Due affected = Due.affected(absences.find(id).orElseThrow(), now);
            all += work.each(affected, appointment -> settle(id, affected, appointment, now));
            transaction.executeWithoutResult(tx -> finish(id, affected, now));
        }
        return all;
    }

    private boolean settle(UUID id, Due due, UUID appointmentId, Instant now) {
        Absence absence = absences.lockUnsettled(id).orElse(null);
        if (absence == null) {
            return false;
        }
        offers.lockEntryOf(appointmentId);
        Appointment affected = store.lock(due, appointmentId).orElse(null);
        if (affected == null) {
            return false;
        }
        if (affected.status() == AppointmentStatus.BOOKED
                && absence.affected() == Affected.MOVE
                && move(affected, now)) {
            return true;
        }
        // the absence's reason is the doctor's: patients read those of their appointments
        changes.apply(
                Actor.SYSTEM, AppointmentAction.CANCEL_FOR_ABSENCE, affected, AppointmentStatus.CANCELLED, null, null);
        offers.withdrawn(affected);
        return true;
    }

    /** What somebody else held at that moment is left for the next round. */
    private void finish(UUID id, Due affected, Instant now) {
        Absence absence = absences.lockUnsettled(id).orElse(null);
        if (absence != null && store.ids(affected, 1).isEmpty()) {
            absences.settled(id, now);
            feed.changed(absence.facilityId(), ABSENCE, id);
        }
    }

    /** To the nearest free slot of the service: of the same day, if any is left then, else of a later one. */
    private boolean move(Appointment affected, Instant now) {
        Facility facility = facilities.facility(affected.facilityId());
        Instant from = facility.startOf(affected.day());
        Instant earliest = from.isAfter(now) ? from : now;
        List<Slot> free =
                slots
                        .compute(
                                affected.serviceId(),
                                null,
                                earliest,
                                affected.start().plus(SEARCHED),
                                true)
                        .stream()
                        .sorted(Comparator.<Slot>comparingInt(slot ->
                                        facility.serviceDay(slot.start()).equals(affected.day()) ? 0 : 1)
                                .thenComparing(slot -> Duration.between(affected.start(), slot.start())
                                        .abs())
                                .thenComparing(Slot::doctorId))
                        .limit(CANDIDATES)
                        .toList();
        schedules.lockCalendars(free.stream().map(Slot::doctorId).toList());
        for (Slot seen : free) {
            Slot slot = slots.at(seen.serviceId(), seen.doctorId(), seen.start())
                    .filter(one -> one.status() == SlotStatus.FREE)
                    .orElse(null);
            if (slot == null) {
                continue;
            }
            Optional<Appointment> sameDay = appointments
                    .sameDay(affected.patientId(), slot.doctorId(), facility.serviceDay(slot.start()))
                    .filter(other -> !other.id().equals(affected.id()));
            if (sameDay.isEmpty()
                    && changes.move(
                                    Actor.SYSTEM,
                                    AppointmentAction.MOVE_FOR_ABSENCE,
                                    affected,
                                    slot,
                                    new AppointmentChanges.Move(facility.serviceDay(slot.start()), slot.seats()),
                                    null)
                            != null) {
                return true;
            }
        }
        return false;
    }

    private Absence noted(Actor actor, String action, UUID id) {
        Absence absence = absences.find(id).orElseThrow();
        audit.record(
                actor,
                action,
                new AuditLog.Subject(ABSENCE, id, absence.facilityId(), null),
                Map.of("doctorId", absence.doctorId(), "start", absence.start(), "end", absence.end()));
        feed.changed(absence.facilityId(), ABSENCE, id);
        return absence;
    }
}
