package org.careturn.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Refusal;
import org.careturn.platform.RefusedException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Refuses bodies over 256 KiB, whether they say their length or not, and text that PostgreSQL could not store. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class RequestLimits extends OncePerRequestFilter {
    static final int MAX_BODY_BYTES = 256 * 1024;

    private final JsonMapper json;

    RequestLimits(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MAX_BODY_BYTES) {
            refuse(response, Refusal.of(CommonProblem.TOO_LARGE));
        } else if (hasUnstorableText(request)) {
            refuse(
                    response,
                    Refusal.of(CommonProblem.INVALID_REQUEST, "The address holds characters that no text has."));
        } else {
            chain.doFilter(new Limited(request), response);
        }
    }

    private static boolean hasUnstorableText(HttpServletRequest request) {
        if (!SafeText.isSafe(request.getRequestURI())) {
            return true;
        }
        return request.getQueryString() != null
                && request.getParameterMap().values().stream().anyMatch(values -> {
                    for (String value : values) {
                        if (!SafeText.isSafe(value)) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    private void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
        response.setStatus(refusal.type().status());
        response.setContentType(Problems.MEDIA_TYPE.toString());
        json.writeValue(response.getOutputStream(), Problems.of(refusal));
    }

    private static final class Limited extends HttpServletRequestWrapper {
        Limited(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counted(super.getInputStream());
        }
    }

    private static final class Counted extends ServletInputStream {
        private final ServletInputStream in;
        private long read;

        Counted(ServletInputStream in) {
            this.in = in;
        }

        private int count(int n) {
            read += Math.max(0, n);
            if (read > MAX_BODY_BYTES) {
                throw new RefusedException(CommonProblem.TOO_LARGE);
            }
            return n;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            return count(in.read(buffer, from, length));
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
