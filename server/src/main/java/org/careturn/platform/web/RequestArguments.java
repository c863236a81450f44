package org.careturn.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands a handler the {@link Actor} and the {@link WriteKey} of its request. */
final class RequestArguments implements HandlerMethodArgumentResolver {
    private static final Pattern KEY = Pattern.compile("[!-~]{8,100}");

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Actor.class || parameter.getParameterType() == WriteKey.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        if (parameter.getParameterType() == Actor.class) {
            return Objects.requireNonNull(request.getAttribute(AccessInterceptor.ACTOR), "no actor");
        }
        String key = request.getHeader("Idempotency-Key");
        if (key == null || !KEY.matcher(key).matches()) {
            throw new RefusedException(CommonProblem.IDEMPOTENCY_KEY_REQUIRED);
        }
        return new WriteKey(key, request.getMethod() + ' ' + request.getRequestURI());
    }

    static List<Class<?>> types() {
        return List.of(Actor.class, WriteKey.class);
    }
}
