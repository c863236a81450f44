package org.careturn.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.careturn.api.Exchange.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether an answer is one that the document describes. */
final class Contract {
    private final Schemas schemas;

    Contract(ApiDescription api) {
        this.schemas = new Schemas(api.document());
    }

    Schemas schemas() {
        return schemas;
    }

    /** What is wrong with the answer; nothing where it is as described. */
    List<String> faults(ApiOperation operation, Answer answer) {
        JsonNode response = operation.description().path("responses").path(Integer.toString(answer.status()));
        if (response.isMissingNode()) {
            return List.of("status " + answer.status() + " " + answer.code() + " is not described");
        }
        List<String> faults = new ArrayList<>(headerFaults(response, answer));
        if (answer.status() >= 400) {
            faults.addAll(problemFaults(operation, answer));
        } else if (!response.has("content")) {
            if (!answer.body().isMissingNode()) {
                faults.add("there is a body");
            }
        } else if (!response.path("content").has(answer.contentType())) {
            faults.add("the content type is " + answer.contentType());
        } else if (answer.contentType().equals("application/json")) {
            faults.addAll(schemas.faults(
                    Schemas.pointer(
                            "paths",
                            operation.path(),
                            operation.method().toLowerCase(java.util.Locale.ROOT),
                            "responses",
                            Integer.toString(answer.status()),
                            "content",
                            "application/json",
                            "schema"),
                    answer.body()));
        }
        return faults;
    }

    private List<String> problemFaults(ApiOperation operation, Answer answer) {
        List<String> faults = new ArrayList<>();
        if (!answer.contentType().equals("application/problem+json")) {
            faults.add("a refusal of type " + answer.contentType());
        }
        Set<String> listed = operation.problems(answer.status());
        if (!listed.contains(answer.code())) {
            faults.add("the problem " + answer.code() + " is not among those of status " + answer.status() + ", "
                    + listed + ": add it to refuses in openapi/*.yaml");
        }
        if (!answer.body().path("type").asString("").equals("urn:careturn:problem:" + answer.code())
                || answer.body().path("status").asInt(0) != answer.status()) {
            faults.add("type or status don't fit: " + answer.body());
        }
        faults.addAll(schemas.faults(Schemas.pointer("components", "schemas", "Problem"), answer.body()));
        return faults;
    }

    private List<String> headerFaults(JsonNode response, Answer answer) {
        List<String> faults = new ArrayList<>();
        boolean etag = response.path("headers").has("ETag");
        if (etag != answer.headers().firstValue("ETag").isPresent()) {
            faults.add(
                    etag ? "there is no ETag" : "there is an ETag, which etag: true in openapi/*.yaml would describe");
        }
        for (String name : response.path("headers").propertyNames()) {
            String value = answer.headers().firstValue(name).orElse(null);
            String pointer = Schemas.pointer("components", "headers", name, "schema");
            if (value == null) {
                if (name.equals("X-Request-Id") || name.equals("Retry-After")) {
                    faults.add("there is no " + name);
                }
            } else {
                JsonNode read = name.equals("Retry-After")
                        ? JsonMapper.shared().readTree(value)
                        : JsonMapper.shared().getNodeFactory().stringNode(value);
                faults.addAll(schemas.faults(pointer, read));
            }
        }
        return faults;
    }
}
