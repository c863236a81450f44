package org.careturn.identity.web;

import org.careturn.identity.Actors;
import org.careturn.identity.Actors.SignedIn;
import org.careturn.identity.PresentedToken;
import org.careturn.identity.tokens.AccessTokens;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/** From an access token to the {@link Actor} whose session it names. */
@Component
final class BearerAuthentication implements AuthenticationManager {
    private final AccessTokens tokens;
    private final Actors actors;

    BearerAuthentication(AccessTokens tokens, Actors actors) {
        this.tokens = tokens;
        this.actors = actors;
    }

    /** The token may be good, but the database can't be asked. */
    static final class Unavailable extends AuthenticationException {
        Unavailable(Throwable cause) {
            super("sessions can't be read", cause);
        }
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        try {
            AccessTokens.Verified token = tokens.verify(((BearerTokenAuthenticationToken) authentication).getToken());
            SignedIn found = actors.signedIn(token.sessionId())
                    .filter(one -> one.actor().accountId().equals(token.accountId()))
                    .orElseThrow(() -> new InvalidBearerTokenException("the session has ended"));
            UsernamePasswordAuthenticationToken signedIn =
                    UsernamePasswordAuthenticationToken.authenticated(found.actor(), null, found.restrictions());
            signedIn.setDetails(new PresentedToken(token.expiresAt()));
            return signedIn;
        } catch (JwtException invalid) {
            throw new InvalidBearerTokenException("not a valid token", invalid);
        } catch (DataAccessException unavailable) {
            throw new Unavailable(unavailable);
        }
    }
}
