package org.careturn.patients.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.careturn.identity.CodePurpose;
import org.careturn.identity.Limits;
import org.careturn.identity.Limits.Attempt;
import org.careturn.identity.Limits.Attempted;
import org.careturn.identity.OneTimeCodes;
import org.careturn.identity.OneTimeCodes.Asked;
import org.careturn.patients.Claims;
import org.careturn.patients.Claims.Claimed;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.ClientAddress;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Patients claim the record that the hospital already has. No Idempotency-Key for them: the code is good for once. */
@RestController
class ClaimController {
    private final Claims claims;
    private final OneTimeCodes codes;
    private final Limits limits;
    private final Writes writes;

    ClaimController(Claims claims, OneTimeCodes codes, Limits limits, Writes writes) {
        this.claims = claims;
        this.codes = codes;
        this.limits = limits;
        this.writes = writes;
    }

    record ClaimConfirmation(
            @NotNull @Size(max = 6) @Pattern(regexp = "[0-9]{6}")
            String code,

            @NotNull @Size(min = 1, max = 200) String name,
            @NotNull LocalDate birthDate) {
        @Override
        public String toString() {
            return "ClaimConfirmation[]";
        }
    }

    /** @param loginPhone E.164, by which the person signs in */
    record PatientAccount(
            @NotNull @Size(max = 16) @Pattern(regexp = "\\+[1-9][0-9]{6,14}")
            String loginPhone) {
        @Override
        public String toString() {
            return "PatientAccount[]";
        }
    }

    @PostMapping("/api/v1/record-claims")
    @Allow(Role.PATIENT)
    ResponseEntity<Asked> ask(Actor actor, HttpServletRequest http) {
        codes.requireDelivery();
        limits.begin(
                Attempted.CODE_REQUEST, CodePurpose.RECORD_CLAIM + " " + actor.accountId(), ClientAddress.of(http));
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(claims.ask(actor).orElseThrow());
    }

    @PostMapping("/api/v1/record-claims/{claimId}/confirm")
    @Allow(Role.PATIENT)
    Claimed confirm(
            Actor actor,
            @PathVariable UUID claimId,
            @Valid @RequestBody ClaimConfirmation request,
            HttpServletRequest http) {
        Attempt attempt = limits.begin(Attempted.CODE_TRY, actor.accountId().toString(), ClientAddress.of(http));
        Claimed claimed = claims.confirm(actor, claimId, request.code, request.name, request.birthDate)
                .orElseThrow();
        attempt.doesNotCount();
        return claimed;
    }

    @PutMapping("/api/v1/patients/{patientId}/account")
    @Allow({Role.ADMIN, Role.RECEPTIONIST})
    ResponseEntity<Claimed> attach(
            Actor actor, WriteKey key, @PathVariable UUID patientId, @Valid @RequestBody PatientAccount request) {
        return writes.change(
                actor,
                key,
                request.loginPhone,
                Claimed.class,
                () -> claims.attachAtReception(actor, patientId, request.loginPhone));
    }

    @DeleteMapping("/api/v1/patients/{patientId}/account")
    @Allow({Role.ADMIN, Role.RECEPTIONIST})
    ResponseEntity<Claimed> detach(Actor actor, WriteKey key, @PathVariable UUID patientId) {
        return writes.change(actor, key, null, Claimed.class, () -> claims.detachAtReception(actor, patientId));
    }
}
