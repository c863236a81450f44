package org.careturn.platform.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.WriteKey;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/** What a handler's signature and annotations tell: who may use it, and its headers. */
final class HandlerForms implements OperationCustomizer {
    static final String ROLES = "x-roles";
    static final String KEY = "Idempotency-Key";
    static final String IF_MATCH = "If-Match";

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        Allow allow = handler.getMethodAnnotation(Allow.class);
        if (allow == null) {
            operation.setSecurity(List.of());
        } else {
            operation.addExtension(
                    ROLES, Arrays.stream(allow.value()).map(Enum::name).sorted().toList());
        }
        List<Parameter> parameters =
                new ArrayList<>(operation.getParameters() == null ? List.of() : operation.getParameters());
        for (Parameter parameter : parameters) {
            if (parameter.getName().equals(IF_MATCH)) {
                parameter
                        .required(true)
                        .description("The ETag of the record as it was read.")
                        .schema(new JsonSchema().typesItem("string").pattern("^(W/)?\"[0-9]{1,18}\"$"))
                        .example("\"1\"");
            }
        }
        for (MethodParameter parameter : handler.getMethodParameters()) {
            if (parameter.getParameterType() == WriteKey.class) {
                parameters.add(new HeaderParameter()
                        .name(KEY)
                        .required(true)
                        .description(
                                "Names this one change; sent again with it, the same request gets the same answer.")
                        .schema(new JsonSchema().typesItem("string").pattern("^[!-~]{8,100}$"))
                        .example("0199c3f0-6a1e-7c55-9d2b-3f0c8e6a7b10"));
            }
        }
        RequestMapping mapping = handler.getMethodAnnotation(RequestMapping.class);
        for (String media : mapping == null ? new String[0] : mapping.produces()) {
            operation
                    .getResponses()
                    .addApiResponse(
                            "200",
                            new ApiResponse()
                                    .content(new Content()
                                            .addMediaType(
                                                    media,
                                                    new MediaType().schema(new JsonSchema().typesItem("string")))));
        }
        operation.setParameters(parameters.isEmpty() ? null : parameters);
        return operation;
    }

    static boolean takesKey(Operation operation) {
        return takes(operation, KEY);
    }

    static boolean takes(Operation operation, String parameter) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(taken -> taken.getName().equals(parameter));
    }
}
