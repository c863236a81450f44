package org.careturn.queueing.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.Page;
import org.careturn.queueing.PatientVisits;
import org.careturn.queueing.PatientVisits.PatientVisit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/patients/{patientId}/visits")
class PatientVisitController {
    private final PatientVisits visits;

    PatientVisitController(PatientVisits visits) {
        this.visits = visits;
    }

    @GetMapping
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST})
    Page<PatientVisit> page(
            Actor actor,
            @PathVariable UUID patientId,
            @RequestParam UUID facilityId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        return visits.page(actor, patientId, facilityId, cursor, limit);
    }
}
