package org.careturn.queueing.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.Page;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.careturn.queueing.Calls;
import org.careturn.queueing.Calls.Called;
import org.careturn.queueing.DeskSession;
import org.careturn.queueing.DeskSessions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/desk-sessions")
class DeskSessionController {
    private final DeskSessions desks;
    private final Calls calls;
    private final Writes writes;

    DeskSessionController(DeskSessions desks, Calls calls, Writes writes) {
        this.desks = desks;
        this.calls = calls;
        this.writes = writes;
    }

    record Open(
            @NotNull UUID roomId,
            @NotNull @Size(min = 1, max = 20) List<@NotNull UUID> queueIds,
            @Nullable @Min(1) @Max(10) Integer callSlots) {}

    record Queues(@NotNull @Size(min = 1, max = 20) List<@NotNull UUID> queueIds) {}

    record Break(
            @Nullable @Size(max = 200) String reason,
            @Nullable Instant until) {}

    @PostMapping
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<DeskSession> open(Actor actor, WriteKey key, @Valid @RequestBody Open request) {
        int slots = request.callSlots == null ? 1 : request.callSlots;
        return writes.create(
                actor,
                key,
                request,
                DeskSession.class,
                () -> desks.open(actor, request.roomId, request.queueIds, slots));
    }

    @GetMapping
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.ADMIN})
    Page<DeskSession> open(
            Actor actor,
            @RequestParam UUID facilityId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "200") @Min(1) @Max(500) int limit) {
        List<DeskSession> found = desks.page(actor, facilityId, Cursor.id(cursor), limit + 1);
        return Page.of(found, limit, desk -> Cursor.of(desk.id()));
    }

    @GetMapping("/{deskSessionId}")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.ADMIN})
    DeskSession get(Actor actor, @PathVariable UUID deskSessionId) {
        return desks.get(actor, deskSessionId);
    }

    @PutMapping("/{deskSessionId}/queues")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<DeskSession> queues(
            Actor actor, WriteKey key, @PathVariable UUID deskSessionId, @Valid @RequestBody Queues request) {
        return writes.change(
                actor,
                key,
                request,
                DeskSession.class,
                () -> desks.serveQueues(actor, deskSessionId, request.queueIds));
    }

    /** Calls whoever comes first in all of the desk's queues. */
    @PostMapping("/{deskSessionId}/call-next")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<Called> callNext(Actor actor, WriteKey key, @PathVariable UUID deskSessionId) {
        return writes.change(actor, key, null, Called.class, () -> calls.callNext(actor, deskSessionId, null));
    }

    @PostMapping("/{deskSessionId}/break")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<DeskSession> startBreak(
            Actor actor, WriteKey key, @PathVariable UUID deskSessionId, @Valid @RequestBody Break request) {
        return writes.change(
                actor,
                key,
                request,
                DeskSession.class,
                () -> desks.startBreak(actor, deskSessionId, request.reason, request.until));
    }

    @PostMapping("/{deskSessionId}/resume")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<DeskSession> endBreak(Actor actor, WriteKey key, @PathVariable UUID deskSessionId) {
        return writes.change(actor, key, null, DeskSession.class, () -> desks.endBreak(actor, deskSessionId));
    }

    @PostMapping("/{deskSessionId}/close")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<DeskSession> close(Actor actor, WriteKey key, @PathVariable UUID deskSessionId) {
        return writes.change(actor, key, null, DeskSession.class, () -> desks.close(actor, deskSessionId));
    }
}
