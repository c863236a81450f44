package org.careturn.scheduling.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.ETags;
import org.careturn.platform.web.Page;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.careturn.scheduling.Absence;
import org.careturn.scheduling.Absence.Affected;
import org.careturn.scheduling.Absences;
import org.careturn.scheduling.Schedule;
import org.careturn.scheduling.Schedules;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Doctors' weekly hours and absences. */
@RestController
@RequestMapping("/api/v1")
class ScheduleController {
    private final Schedules schedules;
    private final Absences absences;
    private final Writes writes;

    ScheduleController(Schedules schedules, Absences absences, Writes writes) {
        this.schedules = schedules;
        this.absences = absences;
        this.writes = writes;
    }

    @GetMapping("/schedules")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST})
    Page<Schedule> list(
            Actor actor,
            @RequestParam UUID facilityId,
            @RequestParam(required = false) @Nullable UUID doctorId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "200") @Min(1) @Max(500) int limit) {
        List<Schedule> found = schedules.page(actor, facilityId, doctorId, Cursor.id(cursor), limit + 1);
        return Page.of(found, limit, schedule -> Cursor.of(schedule.id()));
    }

    @GetMapping("/schedules/{scheduleId}")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST})
    ResponseEntity<Schedule> get(Actor actor, @PathVariable UUID scheduleId) {
        Schedule schedule = schedules.get(actor, scheduleId);
        return ETags.ok(schedule, schedule.version());
    }

    record New(
            @NotNull UUID facilityId,
            @NotNull UUID doctorId,
            @NotNull UUID serviceId,
            @Nullable UUID roomId,
            @NotNull DayOfWeek weekday,
            @NotNull LocalTime starts,
            @NotNull LocalTime ends,
            @NotNull LocalDate validFrom,
            @Nullable LocalDate validUntil,
            @Min(1) @Max(20) int seats) {}

    @PostMapping("/schedules")
    @Allow(Role.ADMIN)
    ResponseEntity<Schedule> add(Actor actor, WriteKey key, @Valid @RequestBody New request) {
        Schedule wanted = new Schedule(
                Ids.next(),
                request.facilityId,
                request.doctorId,
                request.serviceId,
                request.roomId,
                request.weekday,
                request.starts,
                request.ends,
                request.validFrom,
                request.validUntil,
                request.seats,
                1);
        return ETags.tagged(
                writes.create(actor, key, request, Schedule.class, () -> schedules.add(actor, wanted)),
                Schedule::version);
    }

    record Change(
            @Nullable UUID roomId,
            @Nullable @Min(1) @Max(20) Integer seats,
            @Nullable LocalDate validUntil) {}

    @PatchMapping("/schedules/{scheduleId}")
    @Allow(Role.ADMIN)
    ResponseEntity<Schedule> change(
            Actor actor,
            WriteKey key,
            @PathVariable UUID scheduleId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody Change request) {
        Schedules.ScheduleChange change =
                new Schedules.ScheduleChange(request.roomId, request.seats, request.validUntil);
        return writes.changeMatching(
                actor,
                key,
                ifMatch,
                request,
                Schedule.class,
                Schedule::version,
                expected -> schedules.change(actor, scheduleId, expected, change));
    }

    /** Those that have not ended. */
    @GetMapping("/absences")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST})
    Page<Absence> absences(
            Actor actor,
            @RequestParam UUID facilityId,
            @RequestParam(required = false) @Nullable UUID doctorId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "200") @Min(1) @Max(500) int limit) {
        List<Absence> found = absences.page(actor, facilityId, doctorId, Cursor.id(cursor), limit + 1);
        return Page.of(found, limit, absence -> Cursor.of(absence.id()));
    }

    record NewAbsence(
            @NotNull UUID facilityId,
            @NotNull UUID doctorId,
            @NotNull Instant start,
            @NotNull Instant end,
            @NotBlank @Size(max = 500) String reason,
            @NotNull Affected affected) {}

    @PostMapping("/absences")
    @Allow({Role.ADMIN, Role.RECEPTIONIST})
    ResponseEntity<Absence> addAbsence(Actor actor, WriteKey key, @Valid @RequestBody NewAbsence request) {
        Absences.NewAbsence wanted = new Absences.NewAbsence(
                Ids.next(),
                request.facilityId,
                request.doctorId,
                request.start,
                request.end,
                request.reason,
                request.affected);
        return writes.create(actor, key, request, Absence.class, () -> absences.add(actor, wanted));
    }

    @PostMapping("/absences/{absenceId}/withdraw")
    @Allow({Role.ADMIN, Role.RECEPTIONIST})
    ResponseEntity<Absence> withdraw(Actor actor, WriteKey key, @PathVariable UUID absenceId) {
        return writes.change(actor, key, null, Absence.class, () -> absences.withdraw(actor, absenceId));
    }
}
