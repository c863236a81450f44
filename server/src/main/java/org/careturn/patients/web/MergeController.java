package org.careturn.patients.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.careturn.patients.Duplicates;
import org.careturn.patients.Duplicates.LikelyOnes;
import org.careturn.patients.Duplicates.Pair;
import org.careturn.patients.NewPatient;
import org.careturn.patients.PatientMerges;
import org.careturn.patients.PatientMerges.Line;
import org.careturn.patients.PatientMerges.Merged;
import org.careturn.patients.PatientMerges.Wish;
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

/** Records of one person: shown, dismissed, merged and parted again. Looking before registering changes nothing. */
@RestController
@RequestMapping("/api/v1/patients")
class MergeController {
    private final Duplicates duplicates;
    private final PatientMerges merges;
    private final Writes writes;

    MergeController(Duplicates duplicates, PatientMerges merges, Writes writes) {
        this.duplicates = duplicates;
        this.merges = merges;
        this.writes = writes;
    }

    record Wanted(
            @NotNull UUID duplicateId,
            @Min(1) long version,
            @Min(1) long duplicateVersion,
            @Nullable @Size(max = 20) List<@NotNull UUID> continuingVisitIds) {}

    @PostMapping("/duplicates")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST})
    LikelyOnes before(Actor actor, @Valid @RequestBody NewPatient request) {
        return duplicates.before(actor, request);
    }

    @GetMapping("/duplicates")
    @Allow({Role.ADMIN, Role.RECEPTIONIST})
    Page<Pair> pairs(
            Actor actor,
            @RequestParam UUID facilityId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return duplicates.page(actor, facilityId, cursor, limit);
    }

    @PostMapping("/duplicates/{pairId}/dismiss")
    @Allow({Role.ADMIN, Role.RECEPTIONIST})
    ResponseEntity<Pair> dismiss(Actor actor, WriteKey key, @PathVariable UUID pairId) {
        return writes.change(actor, key, null, Pair.class, () -> duplicates.dismiss(actor, pairId));
    }

    @PostMapping("/{patientId}/merge")
    @Allow({Role.ADMIN, Role.RECEPTIONIST})
    ResponseEntity<Merged> merge(
            Actor actor, WriteKey key, @PathVariable UUID patientId, @Valid @RequestBody Wanted request) {
        List<UUID> continuing = request.continuingVisitIds == null ? List.of() : request.continuingVisitIds;
        Wish wish = new Wish(patientId, request.duplicateId, request.version, request.duplicateVersion, continuing);
        return writes.change(actor, key, wish, Merged.class, () -> merges.merge(actor, wish));
    }

    /** Those into this record. */
    @GetMapping("/{patientId}/merges")
    @Allow({Role.ADMIN, Role.RECEPTIONIST})
    Page<Line> merges(Actor actor, @PathVariable UUID patientId) {
        return new Page<>(merges.of(actor, patientId), null);
    }

    @PostMapping("/merges/{mergeId}/undo")
    @Allow({Role.ADMIN, Role.RECEPTIONIST})
    ResponseEntity<Merged> undo(Actor actor, WriteKey key, @PathVariable UUID mergeId) {
        return writes.change(actor, key, null, Merged.class, () -> merges.undo(actor, mergeId));
    }
}
