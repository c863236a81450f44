package org.careturn.identity.web;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import org.careturn.platform.openapi.ApiName;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** How a sign-in is answered, by whichever way somebody came in. */
@Component
final class SignIns {
    private final Accounts accounts;
    private final Sessions sessions;
    private final AccessTokens tokens;
    private final Actors actors;
    private final RefreshCookie cookie;

    SignIns(Accounts accounts, Sessions sessions, AccessTokens tokens, Actors actors, RefreshCookie cookie) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.actors = actors;
        this.cookie = cookie;
    }

    /** Where the refresh token is kept: in a cookie, or by the app in its secure storage. */
    @ApiName("AuthClient")
    enum Client {
        WEB,
        APP
    }

    /** @param patientId the record of a patient who signed in */
    @ApiName("AuthMe")
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
    @ApiName("AuthSignedIn")
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

    /**
     * Signs the account in.
     *
     * @throws RefusedException WRONG_CREDENTIALS where it is active no more
     */
    ResponseEntity<SignedIn> open(Account account, Client client, @Nullable String label) {
        Lifetime lifetime = account.kind() == Account.Kind.DEVICE
                ? Lifetime.DEVICE
                : client == Client.WEB ? Lifetime.BROWSER : Lifetime.PHONE;
        Opened opened = sessions.open(account, lifetime, label)
                .orElseThrow(() -> new RefusedException(IdentityProblem.WRONG_CREDENTIALS));
        return answer(opened, client);
    }

    ResponseEntity<SignedIn> answer(Opened opened, Client client) {
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
            response.header(
                    HttpHeaders.SET_COOKIE,
                    cookie.of(answer.account.kind, opened.refreshToken(), opened.refreshTokenLasts()));
        }
        return response.body(answer);
    }

    Me describe(Actor actor) {
        Account account =
                accounts.find(actor.accountId()).orElseThrow(() -> new RefusedException(IdentityProblem.SIGN_IN_ENDED));
        return new Me(account.id(), account.displayName(), account.kind(), actor.grants(), actor.patientId());
    }
}
