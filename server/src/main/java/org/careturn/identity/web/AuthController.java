package org.careturn.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Optional;
import org.careturn.identity.Account;
import org.careturn.identity.Accounts;
import org.careturn.identity.FirstPasswords;
import org.careturn.identity.FirstPasswords.Checked;
import org.careturn.identity.IdentityProblem;
import org.careturn.identity.Limits;
import org.careturn.identity.Limits.Attempt;
import org.careturn.identity.Limits.Attempted;
import org.careturn.identity.SecondFactors;
import org.careturn.identity.tokens.Sessions;
import org.careturn.identity.tokens.Sessions.Opened;
import org.careturn.identity.web.SignIns.Client;
import org.careturn.identity.web.SignIns.Me;
import org.careturn.identity.web.SignIns.SignedIn;
import org.careturn.platform.Actor;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.AllowAnyone;
import org.careturn.platform.web.ClientAddress;
import org.careturn.platform.web.SafeText;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.annotation.JsonDeserialize;

/** Signing in and out, and staying signed in. None of these takes an Idempotency-Key: see {@link Sessions}. */
@RestController
class AuthController {
    static final String LOGIN = "/api/v1/auth/login";
    static final String REFRESH = "/api/v1/auth/refresh";
    static final String LOGOUT = "/api/v1/auth/logout";

    private final Accounts accounts;
    private final Sessions sessions;
    private final FirstPasswords firstPasswords;
    private final SecondFactors factors;
    private final Limits limits;
    private final SignIns signIns;
    private final RefreshCookie cookie;

    AuthController(
            Accounts accounts,
            Sessions sessions,
            FirstPasswords firstPasswords,
            SecondFactors factors,
            Limits limits,
            SignIns signIns,
            RefreshCookie cookie) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.firstPasswords = firstPasswords;
        this.factors = factors;
        this.limits = limits;
        this.signIns = signIns;
        this.cookie = cookie;
    }

    /**
     * Either a user name or a phone.
     *
     * @param newPassword in place of a first password, which somebody else knows too; else it isn't looked at
     * @param secondFactor the code of the authenticator app, or a recovery code, for an account that has switched it on
     * @param kind whom the page is for; others are refused there. Null: anybody
     * @param label how the user may tell this sign-in from others, such as "Reception 2"
     */
    record Login(
            @Nullable @Size(max = 100) String userName,

            @Nullable @Pattern(regexp = "\\+[1-9][0-9]{6,14}")
            String phone,

            @JsonDeserialize(using = SafeText.Exact.class) @NotNull @Size(min = 1, max = 1000)
            String password,

            @JsonDeserialize(using = SafeText.Exact.class) @Nullable @Size(max = 1000)
            String newPassword,

            @Nullable @Size(max = 20) String secondFactor,
            @NotNull Client client,
            Account.@Nullable Kind kind,
            @Nullable @Size(max = 200) String label) {

        @AssertTrue(message = "or phone is needed, one of the two")
        boolean isUserName() {
            return (userName == null) != (phone == null);
        }

        @Override
        public String toString() {
            return "Login[" + client + "]";
        }
    }

    /**
     * @param refreshToken the app's; a browser sends its cookie instead
     * @param kind whose cookie is meant, as a browser may hold several; null: the staff's
     */
    record Refresh(@Nullable @Size(max = 100) String refreshToken, Account.@Nullable Kind kind) {
        static Account.Kind kindOf(@Nullable Refresh body) {
            return body == null || body.kind == null ? Account.Kind.STAFF : body.kind;
        }

        @Override
        public String toString() {
            return "Refresh[]";
        }
    }

    @PostMapping(LOGIN)
    @AllowAnyone(because = "Whoever signs in isn't signed in yet; the password decides.")
    ResponseEntity<SignedIn> login(@Valid @RequestBody Login login, HttpServletRequest request) {
        cookie.checkOrigin(request, false);
        Account account = authenticate(login, ClientAddress.of(request));
        return signIns.open(account, login.client, login.label);
    }

    private Account authenticate(Login login, String address) {
        String name = login.userName == null ? String.valueOf(login.phone) : login.userName.toLowerCase(Locale.ROOT);
        Attempt attempt = limits.begin(Attempted.SIGN_IN, name, address);
        Optional<Account> account;
        try {
            account = accounts.authenticate(login.userName, login.phone, login.password);
        } catch (RefusedException notJudged) {
            attempt.doesNotCount();
            throw notJudged;
        }
        if (account.isEmpty()) {
            throw new RefusedException(IdentityProblem.WRONG_CREDENTIALS);
        }
        attempt.doesNotCount();
        if (login.kind != null && login.kind != account.get().kind()) {
            throw new RefusedException(IdentityProblem.ANOTHER_KIND_OF_ACCOUNT);
        }
        Checked checked = firstPasswords.check(account.get(), login.password, login.newPassword);
        secondFactor(checked.account(), login.secondFactor, address);
        return firstPasswords.replace(checked);
    }

    /** Counts for itself: a right password gives no more guesses at the code. */
    private void secondFactor(Account account, @Nullable String code, String address) {
        if (code == null) {
            factors.check(account, null).orElseThrow();
            return;
        }
        Attempt attempt = limits.begin(Attempted.SECOND_FACTOR, account.id().toString(), address);
        factors.check(account, code).orElseThrow();
        attempt.doesNotCount();
    }

    @PostMapping(REFRESH)
    @AllowAnyone(because = "The refresh token decides.")
    ResponseEntity<SignedIn> refresh(
            @Valid @RequestBody(required = false) @Nullable Refresh body, HttpServletRequest request) {
        String own = body == null ? null : body.refreshToken;
        Account.Kind kind = Refresh.kindOf(body);
        String token = own == null ? cookie.read(request, kind) : own;
        if (token == null) {
            throw new RefusedException(IdentityProblem.SIGN_IN_ENDED);
        }
        Opened opened = sessions.refresh(token, own == null ? kind : null)
                .orElseThrow(() -> new RefusedException(IdentityProblem.SIGN_IN_ENDED));
        return signIns.answer(opened, own == null ? Client.WEB : Client.APP);
    }

    @PostMapping(LOGOUT)
    @AllowAnyone(because = "The refresh token says whose sign-in ends; without one nothing happens.")
    ResponseEntity<Void> logout(
            @Valid @RequestBody(required = false) @Nullable Refresh body, HttpServletRequest request) {
        Account.Kind kind = Refresh.kindOf(body);
        String token = body == null || body.refreshToken == null ? cookie.read(request, kind) : body.refreshToken;
        if (token != null) {
            sessions.close(token);
        }
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.removed(kind))
                .build();
    }

    @GetMapping("/api/v1/auth/me")
    @Allow(
            value = {Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.PATIENT, Role.DEVICE},
            beforeSecondFactor = true)
    Me me(Actor actor) {
        return signIns.describe(actor);
    }
}
