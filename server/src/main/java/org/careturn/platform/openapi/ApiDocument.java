package org.careturn.platform.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.careturn.platform.openapi.ApiTexts.OperationText;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** Completes what springdoc found by the texts, the problems and the examples, and puts all of it in a lasting order. */
@SuppressWarnings({"rawtypes", "unchecked"}) // as swagger's own model is
final class ApiDocument implements GlobalOpenApiCustomizer {
    private final ProblemResponses problems = new ProblemResponses(new ProblemCatalogue());
    private final ApiTexts texts = ApiTexts.read();

    @Override
    public void customise(OpenAPI api) {
        Components components = api.getComponents();
        Map<String, Schema> schemas = new TreeMap<>(components.getSchemas());
        describeSchemas(schemas);
        problems.addSchema(schemas);
        components.setSchemas(schemas);
        components.setHeaders(AnswerHeaders.ALL);

        Paths paths = new Paths();
        Set<String> areas = new TreeSet<>();
        new TreeMap<>(api.getPaths()).forEach((path, item) -> {
            item.readOperationsMap().forEach((method, operation) -> {
                OperationText text = texts.operations().get(method + " " + path);
                if (text == null) {
                    operation.setOperationId(null);
                    operation.setTags(null);
                } else {
                    areas.add(text.area());
                    describe(method, path, operation, text, schemas);
                }
            });
            paths.addPathItem(path, item);
        });
        api.setPaths(paths);
        problems.addTo(components);
        api.setTags(areas.stream()
                .map(area -> new Tag().name(area).description(texts.areas().get(area)))
                .toList());
    }

    private void describe(
            PathItem.HttpMethod method,
            String path,
            Operation operation,
            OperationText text,
            Map<String, Schema> schemas) {
        operation.setOperationId(text.id());
        operation.setTags(List.of(text.area()));
        operation.setSummary(text.summary());
        operation.setDescription(description(operation, text));
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(parameter -> {
                String own = texts.parameters().get(method + " " + path + " " + parameter.getName());
                String description = own == null ? texts.parameters().get(parameter.getName()) : own;
                if (description != null) {
                    parameter.setDescription(description);
                }
            });
        }
        if (operation.getRequestBody() != null) {
            operation.getRequestBody().getContent().values().forEach(media -> {
                media.setExample(text.body());
                closed(media, schemas);
            });
        }
        operation.setResponses(responses(path, operation, text));
    }

    private static String description(Operation operation, OperationText text) {
        Object roles = operation.getExtensions() == null
                ? null
                : operation.getExtensions().get(HandlerForms.ROLES);
        String who = roles instanceof List<?> names
                ? "For " + String.join(", ", names.stream().map(String::valueOf).toList()) + '.'
                : "Needs no sign-in.";
        return text.description() == null ? who : text.description().strip() + "\n\n" + who;
    }

    /** The server refuses fields that it doesn't know. */
    private static void closed(MediaType media, Map<String, Schema> schemas) {
        String reference = media.getSchema() == null ? null : media.getSchema().get$ref();
        if (reference != null) {
            Schema<?> schema = schemas.get(reference.substring(reference.lastIndexOf('/') + 1));
            if (schema != null) {
                schema.setAdditionalProperties(false);
            }
        }
    }

    private ApiResponses responses(String path, Operation operation, OperationText text) {
        @Nullable ApiResponse found = operation.getResponses().get("200");
        @Nullable Content content = found == null ? null : found.getContent();
        if (content != null) {
            content.values().forEach(media -> media.setExample(text.answer()));
        }
        ApiResponses responses = new ApiResponses();
        boolean write = HandlerForms.takesKey(operation);
        for (int status : text.statuses() == null ? List.of(200) : text.statuses()) {
            ApiResponse done = new ApiResponse().description(done(status, write));
            if (status != 204) {
                done.setContent(content);
            }
            done.addHeaderObject(AnswerHeaders.REQUEST_ID, AnswerHeaders.reference(AnswerHeaders.REQUEST_ID));
            if (text.etag()) {
                done.addHeaderObject(AnswerHeaders.ETAG, AnswerHeaders.reference(AnswerHeaders.ETAG));
            }
            if (write) {
                done.addHeaderObject(AnswerHeaders.OUTCOME, AnswerHeaders.reference(AnswerHeaders.OUTCOME));
                done.addHeaderObject(AnswerHeaders.REPLAYED, AnswerHeaders.reference(AnswerHeaders.REPLAYED));
            }
            responses.addApiResponse(Integer.toString(status), done);
        }
        problems.of(operation, path, text.refuses() == null ? List.of() : text.refuses())
                .forEach(responses::addApiResponse);
        return responses;
    }

    private static String done(int status, boolean write) {
        return switch (status) {
            case 201 -> "Made.";
            case 204 -> "Done; there is nothing to tell.";
            default -> write ? "Done, or so already." : "The answer.";
        };
    }

    private void describeSchemas(Map<String, Schema> schemas) {
        schemas.forEach((name, schema) -> {
            String own = texts.schemas().get(name);
            if (own != null) {
                schema.setDescription(own);
            }
            Map<String, Schema> properties = schema.getProperties();
            if (properties != null) {
                properties.forEach((field, property) -> {
                    String text = texts.schemas().get(name + "." + field);
                    if (text != null) {
                        property.setDescription(text);
                    }
                });
            }
        });
    }
}
