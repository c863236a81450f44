package org.careturn.platform.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.careturn.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.MediaType;

/** A refusal as it stands on the wire: {@code application/problem+json} of RFC 9457. */
public final class Problems {
    public static final MediaType MEDIA_TYPE = MediaType.APPLICATION_PROBLEM_JSON;

    private Problems() {}

    public static Map<String, Object> of(Refusal refusal) {
        return of(refusal, MDC.get(RequestId.KEY));
    }

    static Map<String, Object> of(Refusal refusal, @Nullable String request) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", refusal.type().type());
        problem.put("title", refusal.type().title());
        problem.put("status", refusal.type().status());
        problem.put("detail", refusal.detail());
        problem.put("code", refusal.type().code());
        if (request != null) {
            problem.put("requestId", request);
        }
        // no fact may stand in for a member of the standard, whose types clients rely on
        refusal.facts().forEach(problem::putIfAbsent);
        return problem;
    }
}
