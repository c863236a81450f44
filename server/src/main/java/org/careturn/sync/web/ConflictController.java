package org.careturn.sync.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.Page;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.careturn.sync.Conflicts;
import org.careturn.sync.Conflicts.Conflict;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a person decides after a synchronisation. */
@RestController
@RequestMapping("/api/v1/sync/conflicts")
class ConflictController {
    private final Conflicts conflicts;
    private final Writes writes;

    ConflictController(Conflicts conflicts, Writes writes) {
        this.conflicts = conflicts;
        this.writes = writes;
    }

    /** Open ones, the oldest first. */
    @GetMapping
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.ADMIN})
    Page<Conflict> list(
            Actor actor,
            @RequestParam UUID facilityId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return conflicts.page(actor, facilityId, cursor, limit);
    }

    @GetMapping("/{conflictId}")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.ADMIN})
    Conflicts.Detail read(Actor actor, @PathVariable UUID conflictId) {
        return conflicts.read(actor, conflictId);
    }

    record Resolve(@NotNull Conflicts.Resolution resolution) {}

    @PostMapping("/{conflictId}/resolve")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.ADMIN})
    ResponseEntity<Conflict> resolve(
            Actor actor, WriteKey key, @PathVariable UUID conflictId, @Valid @RequestBody Resolve request) {
        return writes.change(
                actor, key, request, Conflict.class, () -> conflicts.resolve(actor, conflictId, request.resolution));
    }
}
