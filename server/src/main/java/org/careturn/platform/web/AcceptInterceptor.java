package org.careturn.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Refuses a change whose answer could not be given in the form that is asked for. Spring would find out only when it writes
 * the answer, after the change has been made.
 */
final class AcceptInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        List<String> accept = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        boolean declares = request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) != null;
        if (accept.isEmpty() || declares || !AccessInterceptor.isOurs(handler)) {
            return true; // Spring itself has compared what the handler declares
        }
        boolean stream = "GET".equals(request.getMethod());
        try {
            for (MediaType type : MediaType.parseMediaTypes(accept)) {
                if (type.includes(MediaType.APPLICATION_JSON)
                        || (stream && type.includes(MediaType.TEXT_EVENT_STREAM))) {
                    return true;
                }
            }
        } catch (InvalidMediaTypeException e) {
            throw new RefusedException(CommonProblem.NOT_ACCEPTABLE);
        }
        throw new RefusedException(CommonProblem.NOT_ACCEPTABLE);
    }
}
