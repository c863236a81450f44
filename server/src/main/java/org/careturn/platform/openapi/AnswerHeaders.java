package org.careturn.platform.openapi;

import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The headers of answers that clients may use. */
final class AnswerHeaders {
    static final String REQUEST_ID = "X-Request-Id";
    static final String ETAG = "ETag";
    static final String OUTCOME = "CareTurn-Outcome";
    static final String REPLAYED = "Idempotency-Replayed";
    static final String RETRY_AFTER = "Retry-After";

    static final Map<String, Header> ALL = new TreeMap<>(Map.of(
            REQUEST_ID,
            header("Names this request in logs and in the audit log; the caller may give one.", text(), true),
            ETAG,
            header("The version of the record, for If-Match.", text().pattern("^\"[0-9]{1,18}\"$"), true),
            OUTCOME,
            header(
                    "DONE; MERGED where the nearest to what was wished for was done, as that has changed in between; or NOOP"
                            + " where there was nothing to do. Not on a repeated answer.",
                    oneOf("DONE", "MERGED", "NOOP"),
                    false),
            REPLAYED,
            header("Says that this is the first answer again, to the same Idempotency-Key.", oneOf("true"), false),
            RETRY_AFTER,
            header("Seconds after which to try again.", new JsonSchema().typesItem("integer"), true)));

    private AnswerHeaders() {}

    static Header reference(String name) {
        return new Header().$ref("#/components/headers/" + name);
    }

    private static Header header(String description, Schema<?> schema, boolean required) {
        Header header = new Header().description(description).schema(schema);
        return required ? header.required(true) : header;
    }

    private static Schema<?> text() {
        return new JsonSchema().typesItem("string");
    }

    private static Schema<?> oneOf(String... values) {
        JsonSchema schema = new JsonSchema();
        schema.typesItem("string");
        schema.setEnum(List.of((Object[]) values));
        return schema;
    }
}
