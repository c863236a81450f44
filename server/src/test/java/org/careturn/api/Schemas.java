package org.careturn.api;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks values against the document's schemas, formats included. What the server sends must be described: a field that a
 * schema doesn't name is a fault here, although clients are to pass over such.
 */
final class Schemas {
    private static final String DOCUMENT = "https://careturn.test/openapi";

    private final SchemaRegistry registry;
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    Schemas(JsonNode document) {
        JsonNode closed = document.deepCopy();
        closed.path("components").path("schemas").properties().forEach(schema -> {
            if (schema.getValue() instanceof ObjectNode object
                    && object.has("properties")
                    && !schema.getKey().equals("Problem")) {
                object.put("additionalProperties", false);
            }
        });
        String text = closed.toString();
        registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(DOCUMENT, text)));
    }

    /** What is wrong with the value; the schema is named by its JSON pointer in the document. */
    List<String> faults(String pointer, JsonNode value) {
        Schema schema = compiled.computeIfAbsent(pointer, this::compile);
        return schema
                .validate(
                        value.toString(),
                        InputFormat.JSON,
                        run -> run.executionConfig(
                                config -> config.formatAssertionsEnabled(true).locale(Locale.ENGLISH)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** By a reference, as the registry would read the whole document anew for each place in it. */
    private Schema compile(String pointer) {
        return registry.getSchema("{\"$ref\": \"" + DOCUMENT + "#" + pointer + "\"}", InputFormat.JSON);
    }

    static String pointer(String... parts) {
        StringBuilder pointer = new StringBuilder();
        for (String part : parts) {
            pointer.append('/').append(part.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
