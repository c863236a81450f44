package org.careturn.identity.web;

import jakarta.servlet.DispatcherType;
import java.util.stream.Stream;
import org.careturn.platform.CommonProblem;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Judges by address: only those listed here are answered at all. Who may do what behind them is said at each handler, by
 * {@code Allow} and {@code AllowAnyone}.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String[] ADDRESSES = {
        "/api/v1/**",
        "/.well-known/jwks.json",
        "/actuator/health/**",
        "/actuator/prometheus", // which asks for a word of its own: see MetricsAccess
        "/callbacks/**", // of providers, who sign them
        "/desk", // the programs, which know nobody's data before somebody signs in
        "/desk/**",
        "/display",
        "/display/**",
        "/kiosk",
        "/kiosk/**",
        "/t/*", // whose token is all that their reader has
        "/t/*/*",
        "/f/*",
        "/e/*", // the short address at an entrance
        "/set-up", // which is there only before anybody has an account
        "/ticket/**",
        "/app",
        "/app/**",
        "/help",
        "/help/**",
        "/swagger-ui.html",
        "/swagger-ui/**",
        "/v3/api-docs",
        "/v3/api-docs.yaml",
        "/v3/api-docs/**"
    };

    /** Whoever comes in here isn't signed in; an access token that has expired is no reason to turn them away. */
    private static final RequestMatcher WITHOUT_BEARER = new OrRequestMatcher(Stream.of(
                    AuthController.LOGIN,
                    AuthController.REFRESH,
                    AuthController.LOGOUT,
                    DeviceController.PAIR,
                    "/api/v1/auth/registrations/**",
                    "/api/v1/auth/password-resets/**",
                    "/api/v1/tickets/**",
                    "/api/v1/feedback/*",
                    "/.well-known/jwks.json",
                    "/actuator/**",
                    "/desk/**",
                    "/display/**",
                    "/kiosk/**",
                    "/t/**",
                    "/f/**",
                    "/e/*",
                    "/set-up",
                    "/ticket/**",
                    "/app/**",
                    "/help/**",
                    "/swagger-ui.html",
                    "/swagger-ui/**",
                    "/v3/**")
            .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
            .toList());

    private static final String CONTENT =
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src"
                    + " 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain security(
            HttpSecurity http, BearerAuthentication bearer, TokenEndpoint tokenEndpoint, ProblemWriter problems) {
        AuthenticationEntryPoint unauthorized = (request, response, failure) -> {
            if (failure instanceof BearerAuthentication.Unavailable) {
                problems.write(response, CommonProblem.UNAVAILABLE);
            } else {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
                problems.write(response, CommonProblem.SIGN_IN_REQUIRED);
            }
        };
        return http.csrf(
                        AbstractHttpConfigurer
                                ::disable) // no cookie signs a request but the refresh one: see RefreshCookie
                .cors(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(permissions ->
                                permissions.policy("camera=(), geolocation=(), microphone=(), payment=()")))
                .addFilterBefore(tokenEndpoint, BearerTokenAuthenticationFilter.class)
                .oauth2ResourceServer(tokens -> tokens.bearerTokenResolver(bearerToken())
                        .authenticationManagerResolver(request -> bearer)
                        .authenticationEntryPoint(unauthorized))
                .authorizeHttpRequests(addresses -> addresses
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(ADDRESSES)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(denied -> denied.authenticationEntryPoint(
                                (request, response, failure) -> problems.write(response, CommonProblem.NOT_FOUND))
                        .accessDeniedHandler(
                                (request, response, failure) -> problems.write(response, CommonProblem.NOT_FOUND)))
                .build();
    }

    /** Nobody looks at how long each filter took; that it could be looked at costs every request. */
    @Bean
    SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /** Only within the chain, not for every request a second time. */
    @Bean
    FilterRegistrationBean<TokenEndpoint> tokenEndpointInChainOnly(TokenEndpoint endpoint) {
        FilterRegistrationBean<TokenEndpoint> registration = new FilterRegistrationBean<>(endpoint);
        registration.setEnabled(false);
        return registration;
    }

    /** Addresses that hide something: encoded slashes, dots that climb, control characters. */
    @Bean
    RequestRejectedHandler rejectedRequests(ProblemWriter problems) {
        return (request, response, rejected) -> problems.write(response, CommonProblem.INVALID_REQUEST);
    }

    /** From the header only. */
    private static BearerTokenResolver bearerToken() {
        DefaultBearerTokenResolver header = new DefaultBearerTokenResolver();
        return request -> WITHOUT_BEARER.matches(request) ? null : header.resolve(request);
    }
}
