package org.careturn.identity;

import java.time.Instant;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The access token by which a request is signed in, for what lasts longer than a request.
 *
 * @param expiresAt by the machine's clock
 */
public record PresentedToken(Instant expiresAt) {

    /** The running request's, if it has one. */
    public static Optional<PresentedToken> current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getDetails() instanceof PresentedToken token
                ? Optional.of(token)
                : Optional.empty();
    }
}
