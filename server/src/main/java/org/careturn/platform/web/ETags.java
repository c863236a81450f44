package org.careturn.platform.web;

import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** A record's version as it stands in {@code ETag} and {@code If-Match}. */
public final class ETags {
    private static final Pattern VERSION = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");

    private ETags() {}

    /**
     * The version that a change expects.
     *
     * @throws RefusedException PRECONDITION_REQUIRED without the header, INVALID_REQUEST where it names no version
     */
    static long expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
            throw new RefusedException(CommonProblem.PRECONDITION_REQUIRED);
        }
        Matcher version = VERSION.matcher(ifMatch.strip());
        if (!version.matches()) {
            throw new RefusedException(
                    CommonProblem.INVALID_REQUEST, "If-Match takes one ETag as it was received, such as \"3\".");
        }
        return Long.parseLong(version.group(1));
    }

    public static <T> ResponseEntity<T> ok(T body, long version) {
        return ResponseEntity.ok().eTag(tag(version)).body(body);
    }

    /** The same answer with the version of its body. */
    public static <T> ResponseEntity<T> tagged(ResponseEntity<T> answer, ToLongFunction<? super T> version) {
        T body = answer.getBody();
        if (body == null) {
            return answer;
        }
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .eTag(tag(version.applyAsLong(body)))
                .body(body);
    }

    private static String tag(long version) {
        return '"' + Long.toString(version) + '"';
    }
}
