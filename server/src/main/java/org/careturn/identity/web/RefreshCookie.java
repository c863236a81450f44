package org.careturn.identity.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.careturn.identity.Account;
import org.careturn.identity.IdentityProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.settings.CareTurnSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * The browser's refresh token: out of the reach of scripts, sent to the sign-in addresses only, and taken from our own
 * pages only. Staff, patients and devices have one each, so that the desk, the patients' app and a display in one browser
 * don't take each other's sign-in.
 */
@Component
final class RefreshCookie {
    private static final String PATH = "/api/v1/auth";

    private final URI base;
    private final boolean secure;
    private final String name;

    RefreshCookie(CareTurnSettings settings) {
        this.base = settings.publicUrl();
        this.secure = !"http".equals(base.getScheme());
        this.name = secure ? "__Secure-careturn-refresh" : "careturn-refresh";
    }

    String of(Account.Kind kind, String token, Duration lasts) {
        return ResponseCookie.from(name(kind), token)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .path(PATH)
                .maxAge(lasts)
                .build()
                .toString();
    }

    String removed(Account.Kind kind) {
        return of(kind, "", Duration.ZERO);
    }

    private String name(Account.Kind kind) {
        return switch (kind) {
            case PATIENT -> name + "-patient";
            case DEVICE -> name + "-device";
            case STAFF, CLIENT -> name;
        };
    }

    /**
     * The token that the browser sent along for this kind of account, if any.
     *
     * @throws RefusedException where it was not a page of ours that had it sent
     */
    @Nullable
    String read(HttpServletRequest request, Account.Kind kind) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return null;
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name(kind)) && !cookie.getValue().isEmpty()) {
                checkOrigin(request, true);
                return cookie.getValue();
            }
        }
        return null;
    }

    /** @param required whether to refuse a request that doesn't say its origin, too */
    void checkOrigin(HttpServletRequest request, boolean required) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null ? required : !isOurs(origin, request.getHeader(HttpHeaders.HOST))) {
            throw new RefusedException(IdentityProblem.ORIGIN_NOT_ALLOWED);
        }
    }

    private boolean isOurs(String origin, @Nullable String host) {
        try {
            URI from = new URI(origin);
            String authority = from.getRawAuthority();
            return authority != null
                    && ("https".equals(from.getScheme()) || !secure)
                    && (authority.equalsIgnoreCase(base.getRawAuthority()) || authority.equalsIgnoreCase(host));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
