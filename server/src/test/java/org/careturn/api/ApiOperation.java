package org.careturn.api;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.AllowAnyone;
import org.careturn.platform.web.WriteKey;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * An endpoint.
 *
 * @param path with its variables in braces
 * @param description its part of the OpenAPI document
 */
record ApiOperation(String method, String path, HandlerMethod handler, JsonNode description) {

    @Override
    public String toString() {
        return method + ' ' + path;
    }

    /** Its name in the document. */
    String id() {
        return description.path("operationId").asString("");
    }

    boolean isOpen() {
        return handler.hasMethodAnnotation(AllowAnyone.class);
    }

    /** Null where no policy is declared. */
    @Nullable
    Set<Role> roles() {
        Allow allow = handler.getMethodAnnotation(Allow.class);
        return allow == null ? null : EnumSet.copyOf(List.of(allow.value()));
    }

    boolean isWrite() {
        for (var parameter : handler.getMethodParameters()) {
            if (parameter.getParameterType() == WriteKey.class) {
                return true;
            }
        }
        return false;
    }

    boolean needsVersion() {
        return !parameter("header", "If-Match").isMissingNode();
    }

    JsonNode parameter(String in, String name) {
        for (JsonNode parameter : description.path("parameters")) {
            if (parameter.path("in").asString().equals(in)
                    && parameter.path("name").asString().equals(name)) {
                return parameter;
            }
        }
        return MissingNode.getInstance();
    }

    boolean takesBody() {
        return description.has("requestBody");
    }

    JsonNode bodyMedia() {
        return description.path("requestBody").path("content").path("application/json");
    }

    /** The codes of problems that the document lists for this status. */
    Set<String> problems(int status) {
        return new TreeSet<>(description
                .path("responses")
                .path(Integer.toString(status))
                .path("content")
                .path("application/problem+json")
                .path("examples")
                .propertyNames());
    }
}
