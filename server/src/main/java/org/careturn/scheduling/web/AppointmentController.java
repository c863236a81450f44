package org.careturn.scheduling.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.careturn.patients.Patient;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.DaySpan;
import org.careturn.platform.Ids;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.Page;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.careturn.queueing.TurnForecast;
import org.careturn.scheduling.Appointment;
import org.careturn.scheduling.AppointmentForecasts;
import org.careturn.scheduling.Appointments;
import org.careturn.scheduling.Bookings;
import org.careturn.scheduling.CheckInUndo;
import org.careturn.scheduling.CheckIns;
import org.careturn.scheduling.CheckIns.CheckedIn;
import org.careturn.scheduling.NoShowRisk;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/appointments")
class AppointmentController {
    private static final int LONGEST = 62;

    private final Appointments appointments;
    private final Bookings bookings;
    private final CheckIns checkIns;
    private final CheckInUndo checkInUndo;
    private final Patients patients;
    private final AppointmentForecasts forecasts;
    private final Writes writes;

    AppointmentController(
            Appointments appointments,
            Bookings bookings,
            CheckIns checkIns,
            CheckInUndo checkInUndo,
            Patients patients,
            AppointmentForecasts forecasts,
            Writes writes) {
        this.appointments = appointments;
        this.bookings = bookings;
        this.checkIns = checkIns;
        this.checkInUndo = checkInUndo;
        this.patients = patients;
        this.forecasts = forecasts;
        this.writes = writes;
    }

    /**
     * An appointment with whom it is for.
     *
     * @param forecast when it will begin, as a range, for one of today whose patient isn't there yet
     * @param noShow for staff, of one that is booked
     */
    record Line(
            Appointment appointment,
            Patient.@Nullable Brief patient,
            @Nullable TurnForecast forecast,
            @Nullable NoShowRisk noShow) {}

    /**
     * Staff name the facility and the days, or ask for what needs another doctor; without these, a patient gets the own
     * ones of today and later.
     */
    @GetMapping
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.PATIENT})
    Page<Line> list(
            Actor actor,
            @RequestParam(required = false) @Nullable UUID facilityId,
            @RequestParam(required = false) @Nullable UUID doctorId,
            @RequestParam(required = false) @Nullable LocalDate firstDay,
            @RequestParam(required = false) @Nullable LocalDate lastDay,
            @RequestParam(defaultValue = "false") boolean needsRebooking,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit) {
        if (facilityId == null && actor.has(Role.PATIENT)) {
            return page(appointments.mine(actor, Cursor.id(cursor), limit + 1), limit, false);
        }
        if (facilityId != null && needsRebooking) {
            if (firstDay != null || lastDay != null) {
                throw new RefusedException(CommonProblem.INVALID_REQUEST, "What needs rebooking is of any day.");
            }
            return page(appointments.toRebook(actor, facilityId, doctorId, Cursor.id(cursor), limit + 1), limit, true);
        }
        if (facilityId == null || firstDay == null) {
            throw new RefusedException(CommonProblem.INVALID_REQUEST, "Name the facilityId and the firstDay.");
        }
        LocalDate last = lastDay == null ? firstDay : lastDay;
        DaySpan.check(firstDay, last, LONGEST);
        return page(
                appointments.ofDays(actor, facilityId, doctorId, firstDay, last, Cursor.id(cursor), limit + 1),
                limit,
                true);
    }

    private Page<Line> page(List<Appointment> found, int limit, boolean staff) {
        return Page.of(lines(found, staff), limit, line -> Cursor.of(line.appointment.id()));
    }

    private List<Line> lines(List<Appointment> found, boolean staff) {
        Set<UUID> ids = new HashSet<>();
        found.forEach(appointment -> ids.add(appointment.patientId()));
        Map<UUID, Patient.Brief> briefs = patients.brief(ids);
        Map<UUID, TurnForecast> starts = forecasts.starts(found);
        Map<UUID, NoShowRisk> risks = staff ? forecasts.noShowRisks(found) : Map.of();
        return found.stream()
                .map(appointment -> new Line(
                        appointment,
                        briefs.get(appointment.patientId()),
                        starts.get(appointment.id()),
                        risks.get(appointment.id())))
                .toList();
    }

    /** @param count up to {@link Appointments#MOST_COUNTED} */
    record ToRebookCount(int count) {}

    /** For a number that is shown all day, without anybody's name. */
    @GetMapping("/to-rebook")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST})
    ToRebookCount countToRebook(Actor actor, @RequestParam UUID facilityId) {
        return new ToRebookCount(appointments.countToRebook(actor, facilityId));
    }

    @GetMapping("/{appointmentId}")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.PATIENT})
    Appointment get(Actor actor, @PathVariable UUID appointmentId) {
        return appointments.get(actor, appointmentId);
    }

    /**
     * A slot that somebody wants.
     *
     * @param patientId staff say for whom; a patient books for himself
     */
    record Book(
            @NotNull UUID serviceId,
            @NotNull UUID doctorId,
            @NotNull Instant start,
            @Nullable UUID patientId,
            @Nullable @Size(min = 1, max = 500) String reason,
            @Nullable Boolean overbook) {}

    @PostMapping
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.PATIENT})
    ResponseEntity<Appointment> book(Actor actor, WriteKey key, @Valid @RequestBody Book request) {
        Bookings.Booking booking = new Bookings.Booking(
                Ids.next(),
                request.serviceId,
                request.doctorId,
                request.start,
                patient(actor, request.patientId),
                request.reason,
                Boolean.TRUE.equals(request.overbook));
        return writes.create(actor, key, request, Appointment.class, () -> bookings.book(actor, booking));
    }

    record Reschedule(
            @NotNull UUID doctorId,
            @NotNull Instant start,
            @Nullable @Size(min = 1, max = 500) String reason,
            @Nullable Boolean overbook) {}

    @PostMapping("/{appointmentId}/reschedule")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.PATIENT})
    ResponseEntity<Appointment> reschedule(
            Actor actor, WriteKey key, @PathVariable UUID appointmentId, @Valid @RequestBody Reschedule request) {
        Bookings.Reschedule wish = new Bookings.Reschedule(
                request.doctorId, request.start, request.reason, Boolean.TRUE.equals(request.overbook));
        return writes.change(
                actor, key, request, Appointment.class, () -> bookings.reschedule(actor, appointmentId, wish));
    }

    record Cancel(@Nullable @Size(min = 1, max = 500) String reason) {}

    @PostMapping("/{appointmentId}/cancel")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.PATIENT})
    ResponseEntity<Appointment> cancel(
            Actor actor,
            WriteKey key,
            @PathVariable UUID appointmentId,
            @Valid @RequestBody(required = false) @Nullable Cancel request) {
        String reason = request == null ? null : request.reason;
        return writes.change(
                actor, key, request, Appointment.class, () -> bookings.cancel(actor, appointmentId, reason));
    }

    /** So many minutes after the start the patient will be here; 0: not late after all. */
    record RunningLate(@Min(0) @Max(240) int minutes) {}

    @PostMapping("/{appointmentId}/running-late")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.PATIENT})
    ResponseEntity<Appointment> runningLate(
            Actor actor, WriteKey key, @PathVariable UUID appointmentId, @Valid @RequestBody RunningLate request) {
        return writes.change(
                actor,
                key,
                request,
                Appointment.class,
                () -> bookings.runningLate(actor, appointmentId, request.minutes));
    }

    /**
     * Says where the patient is.
     *
     * @param priorityGroups codes of those to which the patient belongs; for staff
     * @param reason why staff do it before the arrival window
     */
    record CheckIn(
            @NotNull UUID facilityId,
            @Nullable @Size(max = 10) List<@NotNull @Size(max = 40) String> priorityGroups,
            @Nullable @Size(min = 1, max = 500) String reason) {}

    @PostMapping("/{appointmentId}/check-in")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.PATIENT})
    ResponseEntity<CheckedIn> checkIn(
            Actor actor, WriteKey key, @PathVariable UUID appointmentId, @Valid @RequestBody CheckIn request) {
        List<String> groups = request.priorityGroups == null ? List.of() : request.priorityGroups;
        return writes.change(
                actor,
                key,
                request,
                CheckedIn.class,
                () -> checkIns.checkIn(actor, appointmentId, request.facilityId, groups, request.reason));
    }

    /** @param visitId the visit that the check-in made */
    record UndoCheckIn(@NotNull UUID visitId) {}

    @PostMapping("/{appointmentId}/undo-check-in")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<Appointment> undoCheckIn(
            Actor actor, WriteKey key, @PathVariable UUID appointmentId, @Valid @RequestBody UndoCheckIn request) {
        return writes.change(
                actor, key, request, Appointment.class, () -> checkInUndo.undo(actor, appointmentId, request.visitId));
    }

    static UUID patient(Actor actor, @Nullable UUID named) {
        UUID patient = named == null && actor.has(Role.PATIENT) ? actor.patientId() : named;
        if (patient == null) {
            throw new RefusedException(CommonProblem.INVALID_REQUEST, "Name the patientId.");
        }
        return patient;
    }
}
