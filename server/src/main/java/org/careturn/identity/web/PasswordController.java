package org.careturn.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.careturn.identity.CodePurpose;
import org.careturn.identity.Limits;
import org.careturn.identity.Limits.Attempt;
import org.careturn.identity.Limits.Attempted;
import org.careturn.identity.OneTimeCodes;
import org.careturn.identity.OneTimeCodes.Asked;
import org.careturn.identity.PasswordChanges;
import org.careturn.identity.Registrations;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.AllowAnyone;
import org.careturn.platform.web.ClientAddress;
import org.careturn.platform.web.SafeText;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.annotation.JsonDeserialize;

/** A new password, by the old one or by a code. No Idempotency-Key: the old password or the code is good for once. */
@RestController
class PasswordController {
    /** No answer comes sooner, so that its time doesn't tell whether there was somebody to send a code to. */
    private static final Duration ANSWERED_AFTER = Duration.ofMillis(250);

    private final PasswordChanges passwords;
    private final OneTimeCodes codes;
    private final Limits limits;
    private final RefreshCookie cookie;

    PasswordController(PasswordChanges passwords, OneTimeCodes codes, Limits limits, RefreshCookie cookie) {
        this.passwords = passwords;
        this.codes = codes;
        this.limits = limits;
        this.cookie = cookie;
    }

    record Change(
            @JsonDeserialize(using = SafeText.Exact.class) @NotNull @Size(min = 1, max = 1000)
            String oldPassword,

            @JsonDeserialize(using = SafeText.Exact.class) @NotNull @Size(max = 1000)
            String newPassword) {
        @Override
        public String toString() {
            return "Change[]";
        }
    }

    /** @param phone by which the person signs in */
    record Reset(
            @NotNull @Size(max = 30) @Pattern(regexp = RegistrationController.PHONE)
            String phone,

            @Nullable @Size(max = 35) @Pattern(regexp = RegistrationController.LANGUAGE)
            String language) {
        @Override
        public String toString() {
            return "Reset[]";
        }
    }

    /** @param birthDate needed where the person's record has it to the day */
    record ResetConfirmation(
            @NotNull @Size(max = 6) @Pattern(regexp = RegistrationController.CODE)
            String code,

            @JsonDeserialize(using = SafeText.Exact.class) @NotNull @Size(max = 1000)
            String newPassword,

            @Nullable LocalDate birthDate) {
        @Override
        public String toString() {
            return "ResetConfirmation[]";
        }
    }

    @PutMapping("/api/v1/auth/password")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.PATIENT})
    ResponseEntity<Void> change(Actor actor, @Valid @RequestBody Change request, HttpServletRequest http) {
        Attempt attempt =
                limits.begin(Attempted.PASSWORD_CHANGE, actor.accountId().toString(), ClientAddress.of(http));
        passwords.change(actor, request.oldPassword, request.newPassword).orElseThrow();
        attempt.doesNotCount();
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/api/v1/auth/password-resets")
    @AllowAnyone(
            because = "Whoever has forgotten the password can't sign in; limits and the code to the phone guard it.")
    ResponseEntity<Asked> askReset(@Valid @RequestBody Reset request, HttpServletRequest http) {
        long begin = System.nanoTime();
        cookie.checkOrigin(http, false);
        codes.requireDelivery();
        String phone = Registrations.phone(request.phone).orElseThrow();
        limits.begin(Attempted.CODE_REQUEST, CodePurpose.PASSWORD_RESET + " " + phone, ClientAddress.of(http));
        Asked asked = passwords.askReset(phone, request.language);
        await(begin);
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(asked);
    }

    @PostMapping("/api/v1/auth/password-resets/{resetId}/confirm")
    @AllowAnyone(because = "The code decides.")
    ResponseEntity<Void> reset(
            @PathVariable UUID resetId, @Valid @RequestBody ResetConfirmation request, HttpServletRequest http) {
        cookie.checkOrigin(http, false);
        Attempt attempt = limits.begin(Attempted.CODE_TRY, resetId.toString(), ClientAddress.of(http));
        passwords
                .reset(resetId, request.code, request.newPassword, request.birthDate)
                .orElseThrow();
        attempt.doesNotCount();
        return ResponseEntity.noContent().build();
    }

    private static void await(long begin) {
        Duration left = ANSWERED_AFTER.minusNanos(System.nanoTime() - begin);
        try {
            Thread.sleep(left.isNegative() ? Duration.ZERO : left);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RefusedException(CommonProblem.UNAVAILABLE);
        }
    }
}
