package org.careturn.identity.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.careturn.platform.ProblemType;
import org.careturn.platform.Refusal;
import org.careturn.platform.web.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem where no handler has been reached. */
@Component
final class ProblemWriter {
    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    void write(HttpServletResponse response, ProblemType type) throws IOException {
        if (type.status() == 503) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "2");
        }
        response.setStatus(type.status());
        response.setContentType(Problems.MEDIA_TYPE.toString());
        json.writeValue(response.getOutputStream(), Problems.of(Refusal.of(type)));
    }
}
