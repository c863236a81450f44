package org.careturn.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a request through to its handler only where the handler says who may come in: deny by default. */
final class AccessInterceptor implements HandlerInterceptor {
    static final String ACTOR = Actor.class.getName();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!isOurs(handler) || !(handler instanceof HandlerMethod method)) {
            if (request.getRequestURI().startsWith("/api/")) {
                throw new RefusedException(CommonProblem.NOT_FOUND); // whatever it is, it doesn't say whom it lets in
            }
            return true; // static files, the API's document: the filter chain has judged them by address
        }
        Actor actor = signedIn();
        if (method.hasMethodAnnotation(AllowAnyone.class)) {
            return true;
        }
        Allow allow = method.getMethodAnnotation(Allow.class);
        if (allow == null) {
            throw new RefusedException(CommonProblem.NOT_ALLOWED);
        }
        if (actor == null) {
            throw new RefusedException(CommonProblem.SIGN_IN_REQUIRED);
        }
        if (!allow.beforeSecondFactor() && holds(Restriction.SECOND_FACTOR_MISSING)) {
            throw new RefusedException(CommonProblem.SECOND_FACTOR_REQUIRED);
        }
        if (!request.getMethod().equals("GET") && holds(Restriction.READS_ONLY)) {
            throw new RefusedException(CommonProblem.NOT_ALLOWED);
        }
        Set<Role> allowed = EnumSet.copyOf(List.of(allow.value()));
        Actor narrowed = actor.narrowedTo(allowed);
        if (narrowed.grants().isEmpty()) {
            throw new RefusedException(CommonProblem.NOT_ALLOWED);
        }
        request.setAttribute(ACTOR, narrowed);
        return true;
    }

    private static boolean holds(Restriction restriction) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getAuthorities().contains(restriction);
    }

    static boolean isOurs(Object handler) {
        return handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith("org.careturn.");
    }

    private static @Nullable Actor signedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Actor actor ? actor : null;
    }
}
