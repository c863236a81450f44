package org.careturn.identity.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.careturn.identity.Account;
import org.careturn.identity.Accounts;
import org.careturn.identity.Actors;
import org.careturn.identity.IdentityProblem;
import org.careturn.identity.tokens.AccessTokens;
import org.careturn.identity.tokens.Sessions;
import org.careturn.identity.tokens.Sessions.Lifetime;
import org.careturn.identity.tokens.Sessions.Opened;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.AllowAnyone;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out, and staying signed in. None of these takes an Idempotency-Key: see {@link Sessions}. */
@RestController
class AuthController {
    static final String LOGIN = "/api/v1/auth/login";
    static final String REFRESH = "/api/v1/auth/refresh";
    static final String LOGOUT = "/api/v1/auth/logout";

    private final Accounts accounts;
    private final Sessions sessions;
    private final AccessTokens tokens;
    private final Actors actors;
    private final RefreshCookie cookie;

    AuthController(Accounts accounts, Sessions sessions, AccessTokens tokens, Actors actors, RefreshCookie cookie) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.actors = actors;
        this.cookie = cookie;
    }

    /** Where the refresh token is kept: in a cookie, or by the app in its secure storage. */
    enum Client {
        WEB,
        APP
    }

    /**
     * Either a user name or a phone.
     *
     * @param label how the user may tell this sign-in from others, such as "Reception 2"
     */
    record Login(
            @Nullable @Size(max = 100) String userName,

            @Nullable @Pattern(regexp = "\\+[1-9][0-9]{6,14}")
            String phone,

            @NotNull @Size(min = 1, max = 1000) String password,
            @NotNull Client client,
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

    /** @param refreshToken the app's; a browser sends its cookie instead */
    record Refresh(@Nullable @Size(max = 100) String refreshToken) {
        @Override
        public String toString() {
            return "Refresh[]";
        }
    }

    /** @param patientId the record of a patient who signed in */
    record Me(
            UUID id,
            String displayName,
            Account.Kind kind,
            List<Grant> roles,
            @Nullable UUID patientId) {
        @Override
        public String toString() {
            return "Me[" + id + "]";
        }
    }

    /** @param expiresIn seconds that the access token is valid */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SignedIn(
            String accessToken,
            long expiresIn,
            String tokenType,
            @Nullable String refreshToken,
            Me account) {
        @Override
        public String toString() {
            return "SignedIn[" + account + "]";
        }
    }

    @PostMapping(LOGIN)
    @AllowAnyone(because = "Whoever signs in isn't signed in yet; the password decides.")
    ResponseEntity<SignedIn> login(@Valid @RequestBody Login login, HttpServletRequest request) {
        cookie.checkOrigin(request, false);
        // growing delays per account and address belong here, before a password is hashed
        Account account = accounts.authenticate(login.userName, login.phone, login.password)
                .orElseThrow(() -> new RefusedException(IdentityProblem.WRONG_CREDENTIALS));
        Lifetime lifetime = account.kind() == Account.Kind.DEVICE
                ? Lifetime.DEVICE
                : login.client == Client.WEB ? Lifetime.BROWSER : Lifetime.PHONE;
        Opened opened = sessions.open(account, lifetime, login.label)
                .orElseThrow(() -> new RefusedException(IdentityProblem.WRONG_CREDENTIALS));
        return signedIn(opened, login.client);
    }

    @PostMapping(REFRESH)
    @AllowAnyone(because = "The refresh token decides.")
    ResponseEntity<SignedIn> refresh(
            @Valid @RequestBody(required = false) @Nullable Refresh body, HttpServletRequest request) {
        String own = body == null ? null : body.refreshToken;
        String token = own == null ? cookie.read(request) : own;
        if (token == null) {
            throw new RefusedException(IdentityProblem.SIGN_IN_ENDED);
        }
        Opened opened = sessions.refresh(token).orElseThrow(() -> new RefusedException(IdentityProblem.SIGN_IN_ENDED));
        return signedIn(opened, own == null ? Client.WEB : Client.APP);
    }

    @PostMapping(LOGOUT)
    @AllowAnyone(because = "The refresh token says whose sign-in ends; without one nothing happens.")
    ResponseEntity<Void> logout(
            @Valid @RequestBody(required = false) @Nullable Refresh body, HttpServletRequest request) {
        String token = body == null || body.refreshToken == null ? cookie.read(request) : body.refreshToken;
        if (token != null) {
            sessions.close(token);
        }
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.removed())
                .build();
    }

    @GetMapping("/api/v1/auth/me")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.PATIENT, Role.DEVICE})
    Me me(Actor actor) {
        return describe(actor);
    }

    private ResponseEntity<SignedIn> signedIn(Opened opened, Client client) {
        Actor actor =
                actors.of(opened.sessionId()).orElseThrow(() -> new RefusedException(IdentityProblem.SIGN_IN_ENDED));
        SignedIn answer = new SignedIn(
                tokens.issue(opened.accountId(), opened.sessionId()),
                AccessTokens.LIFETIME.toSeconds(),
                "Bearer",
                client == Client.APP ? opened.refreshToken() : null,
                describe(actor));
        ResponseEntity.BodyBuilder response = ResponseEntity.ok();
        if (client == Client.WEB) {
            response.header(HttpHeaders.SET_COOKIE, cookie.of(opened.refreshToken(), opened.refreshTokenLasts()));
        }
        return response.body(answer);
    }

    private Me describe(Actor actor) {
        Account account =
                accounts.find(actor.accountId()).orElseThrow(() -> new RefusedException(IdentityProblem.SIGN_IN_ENDED));
        return new Me(account.id(), account.displayName(), account.kind(), actor.grants(), actor.patientId());
    }
}
