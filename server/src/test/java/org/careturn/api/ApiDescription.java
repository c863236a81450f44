package org.careturn.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.careturn.support.Http;
import org.springframework.context.ApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API as the running application has it: its document as it is served, and every endpoint of ours that is mapped.
 *
 * @param document the OpenAPI document
 * @param operations sorted by path, then method; with or without a description
 */
record ApiDescription(JsonNode document, List<ApiOperation> operations) {

    static ApiDescription read(Http http, ApplicationContext application) {
        Http.Answer answer = http.get("/v3/api-docs");
        if (answer.status() != 200) {
            throw new AssertionError("/v3/api-docs answers " + answer.status() + ": the server's log says why");
        }
        List<ApiOperation> operations = new ArrayList<>();
        application
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> {
                    if (isOurs(handler)) {
                        if (mapping.getMethodsCondition().getMethods().isEmpty()) {
                            throw new AssertionError(handler + " takes every method: name those that it takes");
                        }
                        mapping.getPatternValues()
                                .forEach(path -> mapping.getMethodsCondition()
                                        .getMethods()
                                        .forEach(method -> operations.add(new ApiOperation(
                                                method.name(),
                                                path,
                                                handler,
                                                description(answer.body(), path, method.name())))));
                    }
                });
        operations.sort(Comparator.comparing(ApiOperation::path).thenComparing(ApiOperation::method));
        return new ApiDescription(answer.body(), List.copyOf(operations));
    }

    /** The operation's part of the document, with its responses in place. */
    private static JsonNode description(JsonNode document, String path, String method) {
        JsonNode found = document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
        if (!(found.deepCopy() instanceof ObjectNode description)) {
            return found;
        }
        JsonNode responses = description.path("responses");
        for (String status : responses.propertyNames()) {
            JsonNode reference = responses.path(status).path("$ref");
            if (reference.isString()) {
                ((ObjectNode) responses)
                        .set(status, document.at(reference.asString().substring(1)));
            }
        }
        return description;
    }

    private static boolean isOurs(HandlerMethod handler) {
        return handler.getBeanType().getName().startsWith("org.careturn.");
    }
}
