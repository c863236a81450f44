package org.careturn.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.careturn.identity.Account;
import org.careturn.identity.Accounts;
import org.careturn.identity.IdentityProblem;
import org.careturn.identity.Limits;
import org.careturn.identity.Limits.Attempt;
import org.careturn.identity.Limits.Attempted;
import org.careturn.identity.SecondFactors;
import org.careturn.identity.SecondFactors.Enrolment;
import org.careturn.identity.SecondFactors.RecoveryCodes;
import org.careturn.platform.Actor;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.ClientAddress;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Staff switch their second factor on and off. No Idempotency-Key: what is shown once must not be kept to be repeated. */
@RestController
@RequestMapping("/api/v1/auth/second-factor")
class SecondFactorController {
    private final SecondFactors factors;
    private final Accounts accounts;
    private final Limits limits;

    SecondFactorController(SecondFactors factors, Accounts accounts, Limits limits) {
        this.factors = factors;
        this.accounts = accounts;
        this.limits = limits;
    }

    record SecondFactorCode(
            @NotNull @Size(min = 6, max = 20) String code) {
        @Override
        public String toString() {
            return "SecondFactorCode[]";
        }
    }

    @PostMapping
    @Allow(
            value = {Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST},
            beforeSecondFactor = true)
    Enrolment begin(Actor actor) {
        Account account =
                accounts.find(actor.accountId()).orElseThrow(() -> new RefusedException(IdentityProblem.SIGN_IN_ENDED));
        return factors.begin(actor, String.valueOf(account.userName())).orElseThrow();
    }

    @PostMapping("/confirm")
    @Allow(
            value = {Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST},
            beforeSecondFactor = true)
    RecoveryCodes confirm(Actor actor, @Valid @RequestBody SecondFactorCode request, HttpServletRequest http) {
        Attempt attempt = attempt(actor, http);
        RecoveryCodes codes = factors.confirm(actor, request.code).orElseThrow();
        attempt.doesNotCount();
        return codes;
    }

    @PostMapping("/remove")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST})
    ResponseEntity<Void> remove(Actor actor, @Valid @RequestBody SecondFactorCode request, HttpServletRequest http) {
        Attempt attempt = attempt(actor, http);
        factors.remove(actor, request.code).orElseThrow();
        attempt.doesNotCount();
        return ResponseEntity.noContent().build();
    }

    private Attempt attempt(Actor actor, HttpServletRequest http) {
        return limits.begin(Attempted.SECOND_FACTOR, actor.accountId().toString(), ClientAddress.of(http));
    }
}
