package org.careturn.identity.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.careturn.identity.Clients;
import org.careturn.identity.Clients.Known;
import org.careturn.identity.IdentityConfiguration;
import org.careturn.identity.Limits;
import org.careturn.identity.Limits.Attempt;
import org.careturn.identity.Limits.Attempted;
import org.careturn.identity.Scope;
import org.careturn.identity.tokens.AccessTokens;
import org.careturn.platform.RefusedException;
import org.careturn.platform.web.ClientAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST /oauth2/token}: access tokens for client credentials (RFC 6749, 4.4) by HTTP Basic. Its answers are those
 * of the standard, which clients' libraries know, and no problems; hence a filter and no handler.
 */
@Component
final class TokenEndpoint extends OncePerRequestFilter {
    static final String ADDRESS = "/oauth2/token";

    private final Clients clients;
    private final AccessTokens tokens;
    private final Limits limits;
    private final JsonMapper json;
    private final Clock machine;

    TokenEndpoint(
            Clients clients,
            AccessTokens tokens,
            Limits limits,
            JsonMapper json,
            @Qualifier(IdentityConfiguration.MACHINE) Clock machine) {
        this.clients = clients;
        this.tokens = tokens;
        this.limits = limits;
        this.json = json;
        this.machine = machine;
    }

    private record Credentials(String id, String secret) {
        @Override
        public String toString() {
            return "Credentials[]";
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || !request.getRequestURI().equals(ADDRESS);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try {
            answer(request, response);
        } catch (RefusedException refused) {
            Object seconds = refused.refusal().facts().get("retryAfterSeconds");
            response.setHeader(HttpHeaders.RETRY_AFTER, seconds == null ? "2" : seconds.toString());
            error(response, refused.refusal().type().status(), "temporarily_unavailable");
        } catch (DataAccessException unavailable) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "2");
            error(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "temporarily_unavailable");
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String type = String.valueOf(request.getContentType());
        if (request.getQueryString() != null || !type.startsWith("application/x-www-form-urlencoded")) {
            error(response, HttpServletResponse.SC_BAD_REQUEST, "invalid_request");
            return;
        }
        Credentials credentials = credentials(request.getHeader(HttpHeaders.AUTHORIZATION));
        Optional<Known> known = credentials == null ? Optional.empty() : authenticate(credentials, request);
        if (known.isEmpty()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"careturn\"");
            error(response, HttpServletResponse.SC_UNAUTHORIZED, "invalid_client");
            return;
        }
        Map<String, List<String>> form = form(request);
        List<String> grants = form.get("grant_type");
        if (grants == null || grants.size() != 1) {
            error(response, HttpServletResponse.SC_BAD_REQUEST, "invalid_request");
        } else if (!grants.getFirst().equals("client_credentials")) {
            error(response, HttpServletResponse.SC_BAD_REQUEST, "unsupported_grant_type");
        } else {
            Optional<Set<Scope>> scopes = scopes(form.get("scope"), known.get());
            if (scopes.isEmpty()) {
                error(response, HttpServletResponse.SC_BAD_REQUEST, "invalid_scope");
            } else {
                issue(response, known.get(), scopes.get());
            }
        }
    }

    private Optional<Known> authenticate(Credentials credentials, HttpServletRequest request) {
        Attempt attempt = limits.begin(Attempted.CLIENT_TOKEN, credentials.id, ClientAddress.of(request));
        Optional<Known> known = clients.authenticate(credentials.id, credentials.secret);
        if (known.isPresent()) {
            attempt.doesNotCount();
        }
        return known;
    }

    private void issue(HttpServletResponse response, Known client, Set<Scope> scopes) throws IOException {
        Optional<UUID> session = clients.open(client, scopes, machine.instant().plus(AccessTokens.LIFETIME));
        if (session.isEmpty()) {
            error(response, HttpServletResponse.SC_UNAUTHORIZED, "invalid_client");
            return;
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", tokens.issue(client.accountId(), session.get()));
        answer.put("token_type", "Bearer");
        answer.put("expires_in", AccessTokens.LIFETIME.toSeconds());
        answer.put("scope", scopes.stream().map(Scope::code).sorted().collect(Collectors.joining(" ")));
        write(response, HttpServletResponse.SC_OK, answer);
    }

    /** Those asked for, all of which the client must have; all of its own where none is named. */
    private static Optional<Set<Scope>> scopes(@Nullable List<String> asked, Known client) {
        if (asked == null || (asked.size() == 1 && asked.getFirst().isBlank())) {
            return Optional.of(client.scopes());
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String code : String.join(" ", asked).strip().split(" +", -1)) {
            Optional<Scope> scope = client.scopes().stream()
                    .filter(own -> own.code().equals(code))
                    .findFirst();
            if (scope.isEmpty()) {
                return Optional.empty();
            }
            scopes.add(scope.get());
        }
        return Optional.of(scopes);
    }

    /** Read here, as Tomcat takes no parameters from a body that {@code RequestLimits} has read; empty where it is none. */
    private static Map<String, List<String>> form(HttpServletRequest request) throws IOException {
        String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, List<String>> form = new HashMap<>();
        try {
            for (String pair : body.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals >= 0) {
                    form.computeIfAbsent(decoded(pair.substring(0, equals)), name -> new ArrayList<>())
                            .add(decoded(pair.substring(equals + 1)));
                }
            }
        } catch (IllegalArgumentException notDecodable) {
            return Map.of();
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** By HTTP Basic, both parts form-encoded first (RFC 6749, 2.3.1). */
    private static @Nullable Credentials credentials(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 1 || pair.length() > 400) {
                return null;
            }
            return new Credentials(decoded(pair.substring(0, colon)), decoded(pair.substring(colon + 1)));
        } catch (IllegalArgumentException notDecodable) {
            return null;
        }
    }

    private void error(HttpServletResponse response, int status, String code) throws IOException {
        write(response, status, Map.of("error", code));
    }

    private void write(HttpServletResponse response, int status, Map<String, ?> body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        json.writeValue(response.getOutputStream(), body);
    }
}
