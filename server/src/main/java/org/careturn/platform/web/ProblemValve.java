package org.careturn.platform.web;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Tomcat makes one of these by its name. It says nothing about the request or what went wrong with it. */
public final class ProblemValve extends ErrorReportValve {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        CommonProblem type = CommonProblem.ofStatus(status);
        response.setStatus(type.status());
        response.setContentType(Problems.MEDIA_TYPE.toString());
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        String requestId = Ids.token();
        response.setHeader(RequestId.HEADER, requestId);
        try {
            Writer out = response.getReporter();
            if (out != null) {
                out.write(JSON.writeValueAsString(Problems.of(Refusal.of(type), requestId)));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException gone) {
            return; // nobody is there to be told
        }
    }
}
