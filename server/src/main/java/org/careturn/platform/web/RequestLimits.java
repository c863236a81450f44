package org.careturn.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses bodies over 256 KiB, whether they say their length or not, and text that PostgreSQL could not store. A file to be
 * imported may have 8 MiB where it says its length: it is read only once the sender is known.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class RequestLimits extends OncePerRequestFilter {
    static final int MAX_BODY_BYTES = 256 * 1024;

    /** A file to be imported, whose quotes and line ends JSON writes with two characters. */
    private static final String FILES = "/api/v1/imports";

    static final int MAX_FILE_BYTES = 8 * 1024 * 1024;
    private static final String UNSTORABLE = "The address holds characters that no text has.";

    private final JsonMapper json;

    RequestLimits(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String fault = faultOfAddress(request);
        int most = request.getRequestURI().equals(FILES) ? MAX_FILE_BYTES : MAX_BODY_BYTES;
        if (request.getContentLengthLong() > most) {
            refuse(response, Refusal.of(CommonProblem.TOO_LARGE));
        } else if (fault != null) {
            refuse(response, Refusal.of(CommonProblem.INVALID_REQUEST, fault));
        } else if (request.getContentLengthLong() >= 0) {
            chain.doFilter(request, response);
        } else {
            byte[] body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
            if (body.length > MAX_BODY_BYTES) {
                refuse(response, Refusal.of(CommonProblem.TOO_LARGE));
            } else {
                chain.doFilter(body.length == 0 ? request : new WholeBody(request, body), response);
            }
        }
    }

    private static @Nullable String faultOfAddress(HttpServletRequest request) {
        if (!SafeText.isSafe(request.getRequestURI())) {
            return UNSTORABLE;
        }
        if (request.getQueryString() == null) {
            return null;
        }
        try {
            for (Map.Entry<String, String[]> parameter :
                    request.getParameterMap().entrySet()) {
                for (String value : parameter.getValue()) {
                    if (!SafeText.isSafe(value)) {
                        return UNSTORABLE;
                    }
                    // Spring would take it for one that isn't there, and a filter for none.
                    if (value.isBlank() && request.getRequestURI().startsWith("/api/")) {
                        return "A parameter of the query has no value.";
                    }
                }
            }
            return null;
        } catch (IllegalStateException notUtf8) {
            return UNSTORABLE;
        }
    }

    private void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
        response.setStatus(refusal.type().status());
        response.setContentType(Problems.MEDIA_TYPE.toString());
        json.writeValue(response.getOutputStream(), Problems.of(refusal));
    }

    /** A body that came without its length, read in full. */
    private static final class WholeBody extends HttpServletRequestWrapper {
        private final byte[] body;

        WholeBody(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Bytes(new ByteArrayInputStream(body));
        }
    }

    private static final class Bytes extends ServletInputStream {
        private final ByteArrayInputStream in;

        Bytes(ByteArrayInputStream in) {
            this.in = in;
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] buffer, int from, int length) {
            return in.read(buffer, from, length);
        }

        @Override
        public boolean isFinished() {
            return in.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("bodies are read at once");
        }
    }
}
