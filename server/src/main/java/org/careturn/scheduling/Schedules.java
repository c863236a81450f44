package org.careturn.scheduling;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.OpeningHours;
import org.careturn.identity.Accounts;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.web.Cursor;
import org.careturn.queueing.QueueProblem;
import org.careturn.scheduling.jdbc.AppointmentLists;
import org.careturn.scheduling.jdbc.ScheduleStore;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Doctors' weekly hours. Nothing is deleted: hours end on a day. */
@Service
public class Schedules {
    private static final String SCHEDULE = "schedule";

    private final ScheduleStore schedules;
    private final Facilities facilities;
    private final Accounts accounts;
    private final AuditLog audit;
    private final ChangeFeed feed;
    private final AppointmentLists appointments;
    private final Clock clock;

    Schedules(
            ScheduleStore schedules,
            Facilities facilities,
            Accounts accounts,
            AuditLog audit,
            ChangeFeed feed,
            AppointmentLists appointments,
            Clock clock) {
        this.schedules = schedules;
        this.facilities = facilities;
        this.accounts = accounts;
        this.audit = audit;
        this.feed = feed;
        this.appointments = appointments;
        this.clock = clock;
    }

    /** Adds hours, which {@code wanted} has in their first version. */
    @Transactional
    public Outcome<Schedule> add(Actor actor, Schedule wanted) {
        if (!actor.mayIn(wanted.facilityId())
                || facilities.findFacility(wanted.facilityId()).isEmpty()) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        if (facilities
                .findService(wanted.serviceId())
                .filter(service -> service.facilityId().equals(wanted.facilityId()))
                .isEmpty()) {
            return Outcome.refused(SchedulingProblem.UNKNOWN_SERVICE);
        }
        if (wanted.roomId() != null && !isRoomOf(wanted.facilityId(), wanted.roomId())) {
            return Outcome.refused(SchedulingProblem.UNKNOWN_ROOM);
        }
        if (!accounts.holds(wanted.doctorId(), Role.DOCTOR, wanted.facilityId())) {
            return Outcome.refused(QueueProblem.DOCTOR_NOT_IN_FACILITY);
        }
        if (!isPossible(wanted)) {
            return Outcome.refused(SchedulingProblem.IMPOSSIBLE_SCHEDULE);
        }
        schedules.lockCalendar(wanted.doctorId());
        if (!schedules.insert(wanted)) {
            return Outcome.refused(SchedulingProblem.SCHEDULE_OVERLAPS);
        }
        note(actor, "SCHEDULE_ADD", wanted);
        return Outcome.done(wanted);
    }

    /** What is null stays as it is. Appointments that are booked already keep their times. */
    public record ScheduleChange(
            @Nullable UUID roomId,
            @Nullable Integer seats,
            @Nullable LocalDate validUntil) {}

    @Transactional
    public Outcome<Schedule> change(Actor actor, UUID id, long expectedVersion, ScheduleChange change) {
        Schedule before = get(actor, id);
        if (change.roomId != null && !isRoomOf(before.facilityId(), change.roomId)) {
            return Outcome.refused(SchedulingProblem.UNKNOWN_ROOM);
        }
        if (change.validUntil != null
                && (change.validUntil.isBefore(before.validFrom()) || change.validUntil.getYear() > 9000)) {
            return Outcome.refused(SchedulingProblem.IMPOSSIBLE_SCHEDULE);
        }
        schedules.lockCalendar(before.doctorId());
        try {
            if (!schedules.update(id, expectedVersion, change.roomId, change.seats, change.validUntil)) {
                return Outcome.refused(CommonProblem.PRECONDITION_FAILED);
            }
        } catch (DataIntegrityViolationException overlaps) {
            // an exception, not a value: the database has given up the transaction
            throw new RefusedException(SchedulingProblem.SCHEDULE_OVERLAPS);
        }
        Schedule after = get(actor, id);
        note(actor, "SCHEDULE_CHANGE", after);
        LocalDate today = facilities.facility(after.facilityId()).serviceDay(clock.instant());
        return Outcome.done(
                after.touching(appointments.countToRebook(after.facilityId(), after.doctorId(), today, null)));
    }

    @Transactional(readOnly = true)
    public Schedule get(Actor actor, UUID id) {
        return schedules
                .find(id)
                .filter(schedule -> actor.mayIn(schedule.facilityId()))
                .orElseThrow(Appointments::nothing);
    }

    /**
     * A facility's, by doctor and weekday; for its staff.
     *
     * @param after the last one of the page before
     */
    @Transactional(readOnly = true)
    public List<Schedule> page(Actor actor, UUID facilityId, @Nullable UUID doctorId, @Nullable UUID after, int limit) {
        if (!actor.mayIn(facilityId) || facilities.findFacility(facilityId).isEmpty()) {
            throw Appointments.nothing();
        }
        Schedule last = after == null
                ? null
                : schedules
                        .find(after)
                        .filter(schedule -> schedule.facilityId().equals(facilityId))
                        .orElseThrow(Cursor::ofNoPage);
        return schedules.page(facilityId, doctorId, last, limit);
    }

    private boolean isRoomOf(UUID facilityId, UUID roomId) {
        return facilities
                .findRoom(roomId)
                .filter(room -> room.facilityId().equals(facilityId))
                .isPresent();
    }

    /** Hours are whole minutes, and some day must be left on which they hold. */
    private static boolean isPossible(Schedule schedule) {
        if (!OpeningHours.isWholeMinute(schedule.starts()) || !OpeningHours.isWholeMinute(schedule.ends())) {
            return false;
        }
        if (schedule.validFrom().getYear() < 1970
                || schedule.validFrom().getYear() > 9000
                || (schedule.validUntil() != null && schedule.validUntil().getYear() > 9000)) {
            return false;
        }
        if (!schedule.ends().isAfter(schedule.starts()) && !schedule.ends().equals(LocalTime.MIDNIGHT)) {
            return false;
        }
        return schedule.validFrom().datesUntil(schedule.validFrom().plusDays(7)).anyMatch(schedule::holdsOn);
    }

    private void note(Actor actor, String action, Schedule schedule) {
        audit.record(
                actor,
                action,
                new AuditLog.Subject(SCHEDULE, schedule.id(), schedule.facilityId(), null),
                Map.of("schedule", schedule));
        feed.changed(schedule.facilityId(), SCHEDULE, schedule.id());
    }
}
