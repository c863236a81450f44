package org.careturn.platform.openapi;

import static org.careturn.platform.CommonProblem.CONFLICT;
import static org.careturn.platform.CommonProblem.IDEMPOTENCY_KEY_REQUIRED;
import static org.careturn.platform.CommonProblem.IDEMPOTENCY_KEY_REUSED;
import static org.careturn.platform.CommonProblem.INVALID_REQUEST;
import static org.careturn.platform.CommonProblem.NOT_ACCEPTABLE;
import static org.careturn.platform.CommonProblem.NOT_ALLOWED;
import static org.careturn.platform.CommonProblem.NOT_FOUND;
import static org.careturn.platform.CommonProblem.PRECONDITION_FAILED;
import static org.careturn.platform.CommonProblem.PRECONDITION_REQUIRED;
import static org.careturn.platform.CommonProblem.SECOND_FACTOR_REQUIRED;
import static org.careturn.platform.CommonProblem.SIGN_IN_REQUIRED;
import static org.careturn.platform.CommonProblem.TOO_LARGE;
import static org.careturn.platform.CommonProblem.UNAVAILABLE;
import static org.careturn.platform.CommonProblem.UNEXPECTED;
import static org.careturn.platform.CommonProblem.UNSUPPORTED_MEDIA_TYPE;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.careturn.platform.ProblemType;

/** The problems that an operation may answer with: those that follow from its form, and those that its text names. */
@SuppressWarnings({"rawtypes", "unchecked"}) // as swagger's own model is
final class ProblemResponses {
    private static final String PROBLEM = "Problem";

    private final ProblemCatalogue catalogue;
    private final Map<String, ProblemType> used = new TreeMap<>();
    private final Map<String, ApiResponse> shared = new TreeMap<>();

    ProblemResponses(ProblemCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    Map<String, ApiResponse> of(Operation operation, String path, List<String> refuses) {
        List<ProblemType> all =
                new ArrayList<>(List.of(INVALID_REQUEST, NOT_ACCEPTABLE, TOO_LARGE, UNEXPECTED, UNAVAILABLE));
        if (operation.getExtensions() != null && operation.getExtensions().containsKey(HandlerForms.ROLES)) {
            all.addAll(List.of(SIGN_IN_REQUIRED, NOT_ALLOWED, SECOND_FACTOR_REQUIRED));
        }
        if (path.contains("{")) {
            all.add(NOT_FOUND);
        }
        if (operation.getRequestBody() != null) {
            all.add(UNSUPPORTED_MEDIA_TYPE);
        }
        if (HandlerForms.takesKey(operation)) {
            all.addAll(List.of(IDEMPOTENCY_KEY_REQUIRED, IDEMPOTENCY_KEY_REUSED, CONFLICT));
        }
        if (HandlerForms.takes(operation, HandlerForms.IF_MATCH)) {
            all.addAll(List.of(PRECONDITION_REQUIRED, PRECONDITION_FAILED));
        }
        refuses.forEach(code -> all.add(catalogue.of(code)));
        Map<String, List<ProblemType>> byStatus = all.stream()
                .distinct()
                .collect(Collectors.groupingBy(
                        problem -> Integer.toString(problem.status()), TreeMap::new, Collectors.toList()));
        Map<String, ApiResponse> responses = new LinkedHashMap<>();
        byStatus.forEach((status, problems) ->
                responses.put(status, problems.size() == 1 ? shared(status, problems) : response(status, problems)));
        return responses;
    }

    private ApiResponse shared(String status, List<ProblemType> problem) {
        String code = problem.getFirst().code();
        shared.put(code, response(status, problem));
        return new ApiResponse().$ref("#/components/responses/" + code);
    }

    private ApiResponse response(String status, List<ProblemType> problems) {
        MediaType media = new MediaType().schema(new JsonSchema().$ref("#/components/schemas/" + PROBLEM));
        problems.forEach(problem -> {
            used.put(problem.code(), problem);
            media.addExamples(problem.code(), new Example().$ref("#/components/examples/" + problem.code()));
        });
        ApiResponse response = new ApiResponse()
                .description(problems.stream()
                        .map(problem -> '`' + problem.code() + "`: " + problem.title())
                        .collect(Collectors.joining("\n\n")))
                .content(new Content().addMediaType("application/problem+json", media));
        response.addHeaderObject(AnswerHeaders.REQUEST_ID, AnswerHeaders.reference(AnswerHeaders.REQUEST_ID));
        if (status.equals("503") || status.equals("429")) {
            response.addHeaderObject(AnswerHeaders.RETRY_AFTER, AnswerHeaders.reference(AnswerHeaders.RETRY_AFTER));
        }
        return response;
    }

    /** After all operations have been described: what they point to. */
    void addTo(Components components) {
        components.setResponses(shared);
        used.forEach((code, problem) -> components.addExamples(code, new Example().value(example(problem))));
    }

    private static Map<String, Object> example(ProblemType problem) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", problem.type());
        example.put("title", problem.title());
        example.put("status", problem.status());
        example.put("detail", problem.title());
        example.put("code", problem.code());
        example.put("requestId", "q1zXw3eDk7RtYvB2nM4aLg");
        return example;
    }

    void addSchema(Map<String, Schema> schemas) {
        Schema<?> error = new JsonSchema().typesItem("object");
        error.addProperty("field", new JsonSchema().typesItem("string"));
        error.addProperty("message", new JsonSchema().typesItem("string"));
        error.setRequired(List.of("field", "message"));
        schemas.put("FieldError", error.description("A field of the request that can't be taken."));

        Schema<?> problem = new JsonSchema().typesItem("object");
        problem.addProperty(
                "type", text("`urn:careturn:problem:` and the code").pattern("^urn:careturn:problem:[a-z-]+$"));
        problem.addProperty("title", text("One sentence for a person, the same for each problem of this type."));
        problem.addProperty(
                "status", new JsonSchema().typesItem("integer").format("int32").description("The HTTP status."));
        problem.addProperty("detail", text("What is the matter in this case."));
        problem.addProperty(
                "code", text("What clients branch on; it never changes.").pattern("^[a-z-]+$"));
        problem.addProperty("requestId", text("Names the request in logs."));
        problem.addProperty(
                "errors",
                new JsonSchema()
                        .typesItem("array")
                        .items(new JsonSchema().$ref("#/components/schemas/FieldError"))
                        .description("The fields that can't be taken, where it is about fields."));
        problem.setRequired(List.of("type", "title", "status", "detail", "code", "requestId"));
        schemas.put(
                PROBLEM,
                problem.description(
                        "A refusal (RFC 9457). Some add facts of their own, such as ids and states; clients pass over what they don't know."));
    }

    private static Schema<?> text(String description) {
        return new JsonSchema().typesItem("string").description(description);
    }
}
