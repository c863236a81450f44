package org.careturn.queueing.web;

import java.util.List;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.queueing.Visits;
import org.careturn.queueing.Visits.VisitWithPath;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/patients/{patientId}/visits")
class PatientVisitController {
    private final Visits visits;

    PatientVisitController(Visits visits) {
        this.visits = visits;
    }

    /** A list without further pages. */
    record PatientVisits(List<VisitWithPath> items) {}

    @GetMapping
    @Allow({Role.DOCTOR, Role.NURSE})
    PatientVisits latest(Actor actor, @PathVariable UUID patientId, @RequestParam UUID facilityId) {
        return new PatientVisits(visits.ofPatient(actor, patientId, facilityId));
    }
}
