package org.careturn.patients.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.careturn.patients.Erasure;
import org.careturn.patients.Erasure.Erased;
import org.careturn.patients.Erasure.PatientExport;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ErasureController {
    private final Erasure erasure;
    private final Writes writes;

    ErasureController(Erasure erasure, Writes writes) {
        this.erasure = erasure;
        this.writes = writes;
    }

    record Reason(@NotBlank @Size(max = 500) String reason) {}

    @PostMapping("/api/v1/patients/{patientId}/erase")
    @Allow(Role.ADMIN)
    ResponseEntity<Erased> erase(
            Actor actor,
            WriteKey key,
            @PathVariable UUID patientId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody Reason request) {
        return writes.changeMatching(
                actor,
                key,
                ifMatch,
                request,
                Erased.class,
                Erased::version,
                expected -> erasure.erase(actor, patientId, expected, request.reason));
    }

    @GetMapping("/api/v1/patients/{patientId}/export")
    @Allow({Role.ADMIN, Role.PATIENT})
    PatientExport export(Actor actor, @PathVariable UUID patientId) {
        return erasure.export(actor, patientId);
    }
}
