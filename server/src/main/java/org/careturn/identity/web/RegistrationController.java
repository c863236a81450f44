package org.careturn.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.careturn.identity.Account;
import org.careturn.identity.CodePurpose;
import org.careturn.identity.Limits;
import org.careturn.identity.Limits.Attempt;
import org.careturn.identity.Limits.Attempted;
import org.careturn.identity.OneTimeCodes;
import org.careturn.identity.OneTimeCodes.Asked;
import org.careturn.identity.Registrations;
import org.careturn.identity.Registrations.Registration;
import org.careturn.identity.web.SignIns.Client;
import org.careturn.identity.web.SignIns.SignedIn;
import org.careturn.platform.web.AllowAnyone;
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

/** Patients register themselves. No Idempotency-Key: each request makes another code, and only the last step an account. */
@RestController
@RequestMapping("/api/v1/auth/registrations")
class RegistrationController {
    static final String CODE = "[0-9]{6}";
    static final String PHONE = "\\+[0-9 ()./-]{6,24}";
    static final String LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*";
    private static final String NAME = "(?=.*\\p{L})[^\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]*";

    private final Registrations registrations;
    private final OneTimeCodes codes;
    private final Limits limits;
    private final SignIns signIns;
    private final RefreshCookie cookie;

    RegistrationController(
            Registrations registrations, OneTimeCodes codes, Limits limits, SignIns signIns, RefreshCookie cookie) {
        this.registrations = registrations;
        this.codes = codes;
        this.limits = limits;
        this.signIns = signIns;
        this.cookie = cookie;
    }

    /**
     * @param phone international
     * @param language BCP 47; in which the code is sent
     */
    record NewRegistration(
            @NotNull @Size(max = 30) @Pattern(regexp = PHONE)
            String phone,

            @NotNull @Size(min = 1, max = 200) @Pattern(regexp = NAME)
            String name,

            @Nullable @Size(max = 35) @Pattern(regexp = LANGUAGE)
            String language,

            @JsonDeserialize(using = SafeText.Exact.class) @NotNull @Size(max = 1000)
            String password) {
        @Override
        public String toString() {
            return "NewRegistration[]";
        }
    }

    /** @param label how the user may tell this sign-in from others */
    record Confirmation(
            @NotNull @Size(max = 6) @Pattern(regexp = CODE) String code,

            @NotNull Client client,
            @Nullable @Size(max = 200) String label) {
        @Override
        public String toString() {
            return "Confirmation[]";
        }
    }

    @PostMapping
    @AllowAnyone(because = "Whoever registers has no account yet; limits and the code to the phone guard it.")
    ResponseEntity<Asked> register(@Valid @RequestBody NewRegistration request, HttpServletRequest http) {
        cookie.checkOrigin(http, false);
        codes.requireDelivery();
        String phone = Registrations.phone(request.phone).orElseThrow();
        limits.begin(Attempted.CODE_REQUEST, CodePurpose.REGISTRATION + " " + phone, ClientAddress.of(http));
        Asked asked = registrations
                .start(new Registration(phone, request.name, request.language, request.password))
                .orElseThrow();
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(asked);
    }

    @PostMapping("/{registrationId}/confirm")
    @AllowAnyone(because = "The code decides.")
    ResponseEntity<SignedIn> confirm(
            @PathVariable UUID registrationId, @Valid @RequestBody Confirmation request, HttpServletRequest http) {
        cookie.checkOrigin(http, false);
        Attempt attempt = limits.begin(Attempted.CODE_TRY, registrationId.toString(), ClientAddress.of(http));
        Account account = registrations.confirm(registrationId, request.code).orElseThrow();
        attempt.doesNotCount();
        return signIns.open(account, request.client, request.label);
    }
}
