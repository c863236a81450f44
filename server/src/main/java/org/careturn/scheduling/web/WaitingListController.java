package org.careturn.scheduling.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.Page;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.careturn.scheduling.Appointment;
import org.careturn.scheduling.WaitingListEntry;
import org.careturn.scheduling.WaitingLists;
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
@RequestMapping("/api/v1/waiting-list")
class WaitingListController {
    private final WaitingLists lists;
    private final Writes writes;

    WaitingListController(WaitingLists lists, Writes writes) {
        this.lists = lists;
        this.writes = writes;
    }

    /** Staff name the facility; without it, a patient gets the own entries. */
    @GetMapping
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.PATIENT})
    Page<WaitingListEntry> list(
            Actor actor,
            @RequestParam(required = false) @Nullable UUID facilityId,
            @RequestParam(required = false) @Nullable UUID serviceId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit) {
        if (facilityId == null && actor.has(Role.PATIENT)) {
            return page(lists.mine(actor, Cursor.id(cursor), limit + 1), limit);
        }
        if (facilityId == null) {
            throw new RefusedException(CommonProblem.INVALID_REQUEST, "Name the facilityId.");
        }
        return page(lists.in(actor, facilityId, serviceId, Cursor.id(cursor), limit + 1), limit);
    }

    private static Page<WaitingListEntry> page(List<WaitingListEntry> found, int limit) {
        return Page.of(found, limit, entry -> Cursor.of(entry.id()));
    }

    /**
     * Who wants to be told of a slot that becomes free.
     *
     * @param doctorId none: any doctor
     * @param patientId staff say for whom; a patient joins for himself
     */
    record Join(
            @NotNull UUID serviceId,
            @Nullable UUID doctorId,
            @Nullable UUID patientId,
            @NotNull LocalDate fromDay,
            @NotNull LocalDate untilDay) {}

    @PostMapping
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.PATIENT})
    ResponseEntity<WaitingListEntry> join(Actor actor, WriteKey key, @Valid @RequestBody Join request) {
        WaitingLists.Joining joining = new WaitingLists.Joining(
                Ids.next(),
                request.serviceId,
                request.doctorId,
                AppointmentController.patient(actor, request.patientId),
                request.fromDay,
                request.untilDay);
        return writes.create(actor, key, request, WaitingListEntry.class, () -> lists.join(actor, joining));
    }

    @PostMapping("/{waitingListId}/accept")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.PATIENT})
    ResponseEntity<Appointment> accept(Actor actor, WriteKey key, @PathVariable UUID waitingListId) {
        return writes.change(actor, key, null, Appointment.class, () -> lists.accept(actor, waitingListId));
    }

    @PostMapping("/{waitingListId}/decline")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.PATIENT})
    ResponseEntity<WaitingListEntry> decline(Actor actor, WriteKey key, @PathVariable UUID waitingListId) {
        return writes.change(actor, key, null, WaitingListEntry.class, () -> lists.decline(actor, waitingListId));
    }

    @PostMapping("/{waitingListId}/leave")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.PATIENT})
    ResponseEntity<WaitingListEntry> leave(Actor actor, WriteKey key, @PathVariable UUID waitingListId) {
        return writes.change(actor, key, null, WaitingListEntry.class, () -> lists.leave(actor, waitingListId));
    }
}
