package org.careturn.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.facilities.BookingRule;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Urgency;
import org.careturn.identity.Accounts;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.queueing.TakenOffline;
import org.careturn.queueing.Visit;
import org.careturn.queueing.Visits;
import org.careturn.queueing.Visits.Arriving;
import org.careturn.queueing.Visits.VisitWithPath;
import org.careturn.scheduling.domain.CheckInRule;
import org.careturn.scheduling.jdbc.AbsenceStore;
import org.careturn.scheduling.jdbc.AppointmentStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets patients with an appointment in: makes their visit, with a place that honours the booked time. */
@Service
public class CheckIns {
    private final AppointmentStore appointments;
    private final AbsenceStore absences;
    private final Appointments listed;
    private final AppointmentChanges changes;
    private final Visits visits;
    private final Facilities facilities;
    private final Accounts accounts;
    private final Clock clock;

    CheckIns(
            AppointmentStore appointments,
            AbsenceStore absences,
            Appointments listed,
            AppointmentChanges changes,
            Visits visits,
            Facilities facilities,
            Accounts accounts,
            Clock clock) {
        this.appointments = appointments;
        this.absences = absences;
        this.listed = listed;
        this.changes = changes;
        this.visits = visits;
        this.facilities = facilities;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * What a check-in led to.
     *
     * @param arrival null where the patient had checked in before
     */
    public record CheckedIn(Appointment appointment, CheckInRule.@Nullable Arrival arrival, VisitWithPath visit) {}

    /**
     * Checks the patient in, once.
     *
     * @param facilityId where the patient is
     * @param priorityGroups codes of those to which the patient belongs, each with its head start; staff name them
     */
    @Transactional
    public Outcome<CheckedIn> checkIn(Actor actor, UUID id, UUID facilityId, List<String> priorityGroups) {
        return checkIn(actor, id, facilityId, priorityGroups, null);
    }

    /**
     * As above.
     *
     * @param reason why staff check the patient in before the arrival window
     */
    @Transactional
    public Outcome<CheckedIn> checkIn(
            Actor actor, UUID id, UUID facilityId, List<String> priorityGroups, @Nullable String reason) {
        return checkIn(actor, id, facilityId, priorityGroups, reason, Ids.next(), TakenOffline.NOTHING);
    }

    /** As above, with what a client without a network settled: the visit's id, its entry's, and when the patient came. */
    @Transactional
    public Outcome<CheckedIn> checkIn(
            Actor actor,
            UUID id,
            UUID facilityId,
            List<String> priorityGroups,
            @Nullable String reason,
            UUID visitId,
            TakenOffline offline) {
        Appointment before = listed.locked(actor, id);
        if (!before.facilityId().equals(facilityId)) {
            return actor.mayIn(before.facilityId()) && !actor.mayIn(facilityId)
                    ? Outcome.refused(CommonProblem.NOT_FOUND)
                    : Outcome.refused(
                            SchedulingProblem.AT_ANOTHER_FACILITY,
                            SchedulingProblem.AT_ANOTHER_FACILITY.title(),
                            Map.of("facilityId", before.facilityId()));
        }
        if (!priorityGroups.isEmpty() && !actor.mayIn(facilityId)) {
            return Outcome.refused(CommonProblem.NOT_ALLOWED, "Priority groups are named by the staff.");
        }
        VisitWithPath open = openAfterAll(before);
        if (open != null) {
            return Outcome.noop(new CheckedIn(before, null, open));
        }
        Facility facility = facilities.facility(facilityId);
        BookingRule rule = facilities.bookingRule(before.serviceId());
        Instant now = offline.arrivedAt() == null ? clock.instant() : offline.arrivedAt();
        boolean today = facility.serviceDay(now).equals(before.day());
        boolean staff = actor.mayIn(facilityId) && !actor.is(Role.DEVICE, facilityId);
        boolean reasoned = reason != null && !reason.isBlank();
        return switch (CheckInRule.of(before.status(), before.start(), rule, today, staff, reasoned, now)) {
            case CheckInRule.Already() ->
                Outcome.noop(new CheckedIn(before, null, visits.get(Actor.SYSTEM, visitOf(before))));
            case CheckInRule.Refused(SchedulingProblem problem) ->
                Outcome.refused(
                        problem,
                        problem.title(),
                        Map.of(
                                "start",
                                before.start(),
                                "from",
                                before.start().minus(Duration.ofMinutes(rule.checkInBeforeMinutes())),
                                "until",
                                before.start().plus(Duration.ofMinutes(rule.checkInAfterMinutes()))));
            case CheckInRule.Arrives(CheckInRule.Arrival arrival) ->
                arrive(actor, before, arrival, priorityGroups, reason, visitId, offline);
        };
    }

    /** The visit of a no-show that has been taken up again. */
    private @Nullable VisitWithPath openAfterAll(Appointment appointment) {
        if (appointment.status() != AppointmentStatus.NOSHOW || appointment.visitId() == null) {
            return null;
        }
        VisitWithPath visit = visits.get(Actor.SYSTEM, appointment.visitId());
        return visit.visit().endedAt() == null ? visit : null;
    }

    private Outcome<CheckedIn> arrive(
            Actor actor,
            Appointment before,
            CheckInRule.Arrival arrival,
            List<String> priorityGroups,
            @Nullable String reason,
            UUID visitId,
            TakenOffline offline) {
        if (before.status() == AppointmentStatus.NOSHOW
                && appointments
                        .sameDay(before.patientId(), before.doctorId(), before.day())
                        .isPresent()) {
            return Outcome.refused(SchedulingProblem.BOOKED_THAT_DAY);
        }
        boolean bound = accounts.holds(before.doctorId(), Role.DOCTOR, before.facilityId())
                && !absences.isAway(before.facilityId(), before.doctorId(), clock.instant());
        Outcome<VisitWithPath> admitted = visits.admit(
                actor,
                new Arriving(
                        visitId,
                        before.facilityId(),
                        before.patientId(),
                        List.of(List.of(facilities.service(before.serviceId()).queueId())),
                        Urgency.NON_URGENT,
                        priorityGroups,
                        arrival == CheckInRule.Arrival.IN_TIME ? before.start() : null,
                        bound ? before.doctorId() : null,
                        Visit.Channel.BOOKING,
                        null,
                        offline));
        return admitted.map(visit -> new CheckedIn(
                changes.apply(
                        actor,
                        AppointmentAction.CHECK_IN,
                        before,
                        AppointmentStatus.CHECKED_IN,
                        visit.visit().id(),
                        reason),
                arrival,
                visit));
    }

    private static UUID visitOf(Appointment appointment) {
        UUID visit = appointment.visitId();
        if (visit == null) {
            throw new IllegalStateException("no visit of " + appointment.id());
        }
        return visit;
    }
}
