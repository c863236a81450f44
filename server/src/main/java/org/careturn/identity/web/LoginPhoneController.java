package org.careturn.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.careturn.identity.CodePurpose;
import org.careturn.identity.Limits;
import org.careturn.identity.Limits.Attempt;
import org.careturn.identity.Limits.Attempted;
import org.careturn.identity.LoginPhoneChanges;
import org.careturn.identity.OneTimeCodes;
import org.careturn.identity.OneTimeCodes.Asked;
import org.careturn.identity.Registrations;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.ClientAddress;
import org.careturn.platform.web.SafeText;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.annotation.JsonDeserialize;

/** Another phone to sign in by. No Idempotency-Key: each request makes another code, which is good for once. */
@RestController
@RequestMapping("/api/v1/auth/login-phone-changes")
class LoginPhoneController {
    private final LoginPhoneChanges changes;
    private final OneTimeCodes codes;
    private final Limits limits;

    LoginPhoneController(LoginPhoneChanges changes, OneTimeCodes codes, Limits limits) {
        this.changes = changes;
        this.codes = codes;
        this.limits = limits;
    }

    /**
     * @param phone the new one, international
     * @param language BCP 47; in which the code is sent
     */
    record NewLoginPhone(
            @JsonDeserialize(using = SafeText.Exact.class) @NotNull @Size(min = 1, max = 1000)
            String password,

            @NotNull @Size(max = 30) @Pattern(regexp = RegistrationController.PHONE)
            String phone,

            @Nullable @Size(max = 35) @Pattern(regexp = RegistrationController.LANGUAGE)
            String language) {
        @Override
        public String toString() {
            return "NewLoginPhone[]";
        }
    }

    record LoginPhoneCode(
            @NotNull @Size(max = 6) @Pattern(regexp = RegistrationController.CODE)
            String code) {
        @Override
        public String toString() {
            return "LoginPhoneCode[]";
        }
    }

    @PostMapping
    @Allow(Role.PATIENT)
    ResponseEntity<Asked> ask(Actor actor, @Valid @RequestBody NewLoginPhone request, HttpServletRequest http) {
        codes.requireDelivery();
        String phone = Registrations.phone(request.phone).orElseThrow();
        String address = ClientAddress.of(http);
        Attempt attempt =
                limits.begin(Attempted.PASSWORD_CHANGE, actor.accountId().toString(), address);
        limits.begin(Attempted.CODE_REQUEST, CodePurpose.LOGIN_PHONE + " " + phone, address);
        Asked asked =
                changes.ask(actor, request.password, phone, request.language).orElseThrow();
        attempt.doesNotCount();
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(asked);
    }

    @PostMapping("/{changeId}/confirm")
    @Allow(Role.PATIENT)
    ResponseEntity<Void> confirm(
            Actor actor,
            @PathVariable UUID changeId,
            @Valid @RequestBody LoginPhoneCode request,
            HttpServletRequest http) {
        Attempt attempt = limits.begin(Attempted.CODE_TRY, actor.accountId().toString(), ClientAddress.of(http));
        changes.confirm(actor, changeId, request.code).orElseThrow();
        attempt.doesNotCount();
        return ResponseEntity.noContent().build();
    }
}
