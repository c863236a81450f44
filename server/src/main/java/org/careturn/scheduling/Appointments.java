package org.careturn.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.careturn.facilities.Facilities;
import org.careturn.patients.PatientAliases;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.web.Cursor;
import org.careturn.scheduling.jdbc.AppointmentLists;
import org.careturn.scheduling.jdbc.AppointmentStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads appointments: staff those of their facility, patients their own. */
@Service
public class Appointments {
    public static final int MOST_COUNTED = 100;

    private final AppointmentStore appointments;
    private final AppointmentLists lists;
    private final PatientAliases aliases;
    private final Facilities facilities;
    private final Clock clock;

    Appointments(
            AppointmentStore appointments,
            AppointmentLists lists,
            PatientAliases aliases,
            Facilities facilities,
            Clock clock) {
        this.appointments = appointments;
        this.lists = lists;
        this.aliases = aliases;
        this.facilities = facilities;
        this.clock = clock;
    }

    /** The appointment, for staff of its facility and for the patient himself. */
    @Transactional(readOnly = true)
    public Appointment get(Actor actor, UUID id) {
        return visible(actor, appointments.find(id));
    }

    /** A facility's appointments of some days, by time; for its staff. */
    @Transactional(readOnly = true)
    public List<Appointment> ofDays(
            Actor actor,
            UUID facilityId,
            @Nullable UUID doctorId,
            LocalDate from,
            LocalDate until,
            @Nullable UUID after,
            int limit) {
        facilities.visible(actor, facilityId);
        return page(new AppointmentLists.Of(facilityId, doctorId, from, until, false), after, limit);
    }

    /**
     * A facility's open appointments of today and later that need another doctor, time or day, by time; for its staff. The
     * doctor works there no more or has no such hours any more, or the day has become a holiday.
     */
    @Transactional(readOnly = true)
    public List<Appointment> toRebook(
            Actor actor, UUID facilityId, @Nullable UUID doctorId, @Nullable UUID after, int limit) {
        LocalDate today = facilities.visible(actor, facilityId).serviceDay(clock.instant());
        return page(new AppointmentLists.Of(facilityId, doctorId, today, null, true), after, limit);
    }

    /** How many these are, counted up to {@link #MOST_COUNTED}; for the facility's staff. */
    @Transactional(readOnly = true)
    public int countToRebook(Actor actor, UUID facilityId) {
        LocalDate today = facilities.visible(actor, facilityId).serviceDay(clock.instant());
        return lists.countToRebook(facilityId, null, today, MOST_COUNTED);
    }

    private List<Appointment> page(AppointmentLists.Of of, @Nullable UUID after, int limit) {
        return lists.page(
                of, last(after, appointment -> appointment.facilityId().equals(of.facilityId())), limit);
    }

    /** The last one of the page before; null where there was none. */
    private @Nullable Appointment last(@Nullable UUID after, Predicate<Appointment> listed) {
        return after == null ? null : appointments.find(after).filter(listed).orElseThrow(Cursor::ofNoPage);
    }

    /** Booked ones that start after {@code after} and not after {@code until}, by time; for reminders. */
    @Transactional(readOnly = true)
    public List<Appointment> startingBetween(UUID facilityId, Instant after, Instant until, int limit) {
        return lists.booked(facilityId, after, until, limit);
    }

    /** The appointments of today and later, of the patient and of those for whom he acts, by time. */
    @Transactional(readOnly = true)
    public List<Appointment> mine(Actor actor, @Nullable UUID after, int limit) {
        Appointment last = last(after, appointment -> actor.isPatient(appointment.patientId()));
        return lists.ofPatients(actor.patients(), clock.instant().minus(Duration.ofDays(1)), last, limit);
    }

    /**
     * The appointment under its lock. The patient is held first, as a merge locks the patients before their appointments;
     * an appointment that a merge has moved meanwhile is the same one.
     */
    Appointment locked(Actor actor, UUID id) {
        Appointment found = visible(actor, appointments.find(id));
        UUID patient = aliases.held(found.patientId());
        Optional<Appointment> now = appointments.lock(id);
        return now.filter(appointment -> appointment.patientId().equals(patient))
                .orElseGet(() -> visible(actor, now));
    }

    static Appointment visible(Actor actor, Optional<Appointment> found) {
        return found.filter(appointment -> isVisible(actor, appointment)).orElseThrow(Appointments::nothing);
    }

    static boolean isVisible(Actor actor, Appointment appointment) {
        return actor.mayIn(appointment.facilityId()) || actor.isPatient(appointment.patientId());
    }

    static RefusedException nothing() {
        return new RefusedException(CommonProblem.NOT_FOUND);
    }
}
