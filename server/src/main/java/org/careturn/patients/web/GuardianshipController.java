package org.careturn.patients.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.careturn.patients.Guardianship;
import org.careturn.patients.Guardianships;
import org.careturn.patients.Guardianships.NewGuardianship;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.Page;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class GuardianshipController {
    private final Guardianships guardianships;
    private final Writes writes;

    GuardianshipController(Guardianships guardianships, Writes writes) {
        this.guardianships = guardianships;
        this.writes = writes;
    }

    @GetMapping("/api/v1/patients/{patientId}/guardianships")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.PATIENT})
    Page<Guardianship> of(Actor actor, @PathVariable UUID patientId) {
        return new Page<>(guardianships.of(actor, patientId), null);
    }

    @PostMapping("/api/v1/patients/{patientId}/guardianships")
    @Allow({Role.ADMIN, Role.RECEPTIONIST})
    ResponseEntity<Guardianship> start(
            Actor actor, WriteKey key, @PathVariable UUID patientId, @Valid @RequestBody NewGuardianship request) {
        return writes.create(
                actor, key, request, Guardianship.class, () -> guardianships.start(actor, patientId, request));
    }

    record End(@Nullable @Size(min = 1, max = 500) String reason) {}

    @PostMapping("/api/v1/guardianships/{guardianshipId}/end")
    @Allow({Role.ADMIN, Role.RECEPTIONIST, Role.PATIENT})
    ResponseEntity<Guardianship> end(
            Actor actor,
            WriteKey key,
            @PathVariable UUID guardianshipId,
            @Valid @RequestBody(required = false) @Nullable End request) {
        String reason = request == null ? null : request.reason;
        return writes.change(
                actor, key, request, Guardianship.class, () -> guardianships.end(actor, guardianshipId, reason));
    }
}
