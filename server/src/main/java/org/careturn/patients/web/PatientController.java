package org.careturn.patients.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.careturn.patients.NewPatient;
import org.careturn.patients.Patient;
import org.careturn.patients.PatientChange;
import org.careturn.patients.PatientChanges;
import org.careturn.patients.Patients;
import org.careturn.patients.UnidentifiedPatient;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.ETags;
import org.careturn.platform.web.Page;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
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

@RestController
@RequestMapping("/api/v1/patients")
class PatientController {
    private final Patients patients;
    private final PatientChanges changes;
    private final Writes writes;

    PatientController(Patients patients, PatientChanges changes, Writes writes) {
        this.patients = patients;
        this.changes = changes;
        this.writes = writes;
    }

    /** By name; those known in the facility. */
    @GetMapping
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST})
    Page<Patient> list(
            Actor actor,
            @RequestParam UUID facilityId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return patients.page(actor, facilityId, cursor, limit);
    }

    @PostMapping
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST})
    ResponseEntity<Patient> register(Actor actor, WriteKey key, @Valid @RequestBody NewPatient request) {
        return ETags.tagged(
                writes.create(actor, key, request, Patient.class, () -> patients.register(actor, request)),
                Patient::version);
    }

    /** Somebody who can't say who they are, under an alias. */
    @PostMapping("/unidentified")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST})
    ResponseEntity<Patient> registerUnidentified(
            Actor actor, WriteKey key, @Valid @RequestBody UnidentifiedPatient request) {
        return ETags.tagged(
                writes.create(actor, key, request, Patient.class, () -> patients.registerUnidentified(actor, request)),
                Patient::version);
    }

    @GetMapping("/{patientId}")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.PATIENT})
    ResponseEntity<Patient> read(Actor actor, @PathVariable UUID patientId) {
        Patient patient = patients.read(actor, patientId);
        return ETags.ok(patient, patient.version());
    }

    @PatchMapping("/{patientId}")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.PATIENT})
    ResponseEntity<Patient> change(
            Actor actor,
            WriteKey key,
            @PathVariable UUID patientId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody PatientChange request) {
        return writes.changeMatching(
                actor,
                key,
                ifMatch,
                request,
                Patient.class,
                Patient::version,
                expected -> changes.change(actor, patientId, expected, request));
    }
}
