package org.careturn.patients.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.careturn.patients.Consents;
import org.careturn.patients.Consents.Consent;
import org.careturn.patients.PatientAccesses;
import org.careturn.patients.PatientAccesses.Access;
import org.careturn.patients.PatientChanges;
import org.careturn.patients.PatientChanges.FieldVersion;
import org.careturn.patients.PatientNotes;
import org.careturn.patients.PatientNotes.NewNote;
import org.careturn.patients.PatientNotes.Note;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What belongs to a patient's record beside the profile. */
@RestController
@RequestMapping("/api/v1/patients/{patientId}")
class RecordController {
    private final PatientChanges changes;
    private final PatientNotes notes;
    private final Consents consents;
    private final PatientAccesses accesses;
    private final Writes writes;

    RecordController(
            PatientChanges changes, PatientNotes notes, Consents consents, PatientAccesses accesses, Writes writes) {
        this.changes = changes;
        this.notes = notes;
        this.consents = consents;
        this.accesses = accesses;
        this.writes = writes;
    }

    @GetMapping("/fields")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.PATIENT})
    Page<FieldVersion> fields(Actor actor, @PathVariable UUID patientId) {
        return new Page<>(changes.fields(actor, patientId), null);
    }

    @GetMapping("/notes")
    @Allow({Role.DOCTOR, Role.NURSE})
    Page<Note> notes(
            Actor actor,
            @PathVariable UUID patientId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return notes.page(actor, patientId, cursor, limit);
    }

    @PostMapping("/notes")
    @Allow({Role.DOCTOR, Role.NURSE})
    ResponseEntity<Note> addNote(
            Actor actor, WriteKey key, @PathVariable UUID patientId, @Valid @RequestBody NewNote request) {
        return writes.create(actor, key, request, Note.class, () -> notes.add(actor, patientId, request));
    }

    @GetMapping("/consents")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.PATIENT})
    Page<Consent> consents(
            Actor actor,
            @PathVariable UUID patientId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return consents.page(actor, patientId, cursor, limit);
    }

    record NewConsent(@NotNull Consents.Kind kind, @NotNull Boolean granted) {}

    @PostMapping("/consents")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.PATIENT})
    ResponseEntity<Consent> recordConsent(
            Actor actor, WriteKey key, @PathVariable UUID patientId, @Valid @RequestBody NewConsent request) {
        return writes.create(
                actor,
                key,
                request,
                Consent.class,
                () -> consents.record(actor, patientId, request.kind, request.granted));
    }

    @GetMapping("/accesses")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.PATIENT})
    Page<Access> accesses(
            Actor actor,
            @PathVariable UUID patientId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return accesses.page(actor, patientId, cursor, limit);
    }
}
