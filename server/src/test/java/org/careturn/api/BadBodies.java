package org.careturn.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Everything that a body's schema rules out, made out of a good body, one fault at a time. */
final class BadBodies {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonNode document;
    private final JsonNode good;
    private final List<BadBody> bad = new ArrayList<>();

    /** @param fault what is wrong with it, for the failure's message */
    record BadBody(String fault, String body) {}

    private BadBodies(JsonNode document, JsonNode good) {
        this.document = document;
        this.good = good;
    }

    static List<BadBody> of(JsonNode document, JsonNode schema, JsonNode good) {
        BadBodies bodies = new BadBodies(document, good);
        bodies.object(bodies.resolved(schema), "");
        for (String text : List.of("", "{", "[]", "7", "\"text\"", good + " {}", "[".repeat(50_000), "{\"a\":")) {
            String shown = text.length() > 20 ? text.substring(0, 20) + "…" : text;
            bodies.bad.add(new BadBody("the body is " + shown, text));
        }
        return bodies.bad;
    }

    private JsonNode resolved(JsonNode schema) {
        if (schema.has("$ref")) {
            return document.at(schema.path("$ref").asString().substring(1));
        }
        for (JsonNode one : schema.path("anyOf")) {
            if (one.has("$ref")) {
                return resolved(one);
            }
        }
        return schema;
    }

    private static Set<String> types(JsonNode schema, JsonNode resolved) {
        Set<String> types = new TreeSet<>();
        JsonNode type = resolved.path("type");
        if (type.isArray()) {
            type.forEach(one -> types.add(one.asString()));
        } else {
            types.add(type.asString(""));
        }
        schema.path("anyOf").forEach(one -> types.add(one.path("type").asString("")));
        return types;
    }

    private void object(JsonNode schema, String at) {
        replace(at, "noSuchField", NODES.numberNode(7), "has an unknown field");
        Set<String> required = new TreeSet<>();
        schema.path("required").forEach(name -> required.add(name.asString()));
        schema.path("properties").properties().forEach(property -> {
            String name = property.getKey();
            if (required.contains(name)) {
                replace(at, name, null, "is missing");
            }
            value(property.getValue(), at, name);
        });
    }

    private void value(JsonNode declared, String at, String name) {
        JsonNode schema = resolved(declared);
        Set<String> types = types(declared, schema);
        if (!types.contains("null")) {
            replace(at, name, NODES.nullNode(), "is null");
        }
        if (!types.contains("boolean")) {
            replace(at, name, NODES.booleanNode(true), "is true");
        }
        if (!types.contains("string")) {
            replace(at, name, NODES.stringNode("7"), "is a text");
        }
        if (!types.contains("object")) {
            replace(at, name, NODES.objectNode(), "is an object");
        }
        if (!types.contains("array")) {
            replace(at, name, NODES.arrayNode(), "is a list");
        }
        if (!types.contains("integer")) {
            replace(at, name, NODES.numberNode(7), "is a number");
        }
        String here = at + '/' + name;
        if (types.contains("string")) {
            text(schema, at, name);
        } else if (types.contains("integer")) {
            number(schema, at, name);
        } else if (types.contains("array")) {
            list(schema, at, name, good.at(here));
        } else if (types.contains("object") && good.at(here).isObject()) {
            object(schema, here);
        }
    }

    private void text(JsonNode schema, String at, String name) {
        replace(at, name, NODES.stringNode("a\0b"), "holds NUL");
        replace(at, name, NODES.stringNode("a\ud800b"), "holds half of a surrogate pair");
        replace(at, name, NODES.stringNode("x".repeat(schema.path("maxLength").asInt(10_000) + 1)), "is too long");
        if (schema.path("minLength").asInt(0) > 0) {
            replace(at, name, NODES.stringNode(""), "is empty");
        }
        if (schema.path("pattern").asString("").equals("\\S")) {
            replace(at, name, NODES.stringNode(" \t "), "is blank");
        }
        if (schema.has("enum")
                || schema.has("format")
                || schema.path("pattern").asString("").startsWith("^")) {
            replace(at, name, NODES.stringNode("\u2603?"), "is of another form");
        }
    }

    private void number(JsonNode schema, String at, String name) {
        replace(at, name, NODES.numberNode(1.5), "is 1.5");
        replace(at, name, JsonMapper.shared().readTree("123456789012345678901234567890"), "is huge");
        if (schema.has("minimum")) {
            replace(at, name, NODES.numberNode(schema.path("minimum").asLong() - 1), "is too small");
        }
        if (schema.has("maximum")) {
            replace(at, name, NODES.numberNode(schema.path("maximum").asLong() + 1), "is too large");
        }
    }

    private void list(JsonNode schema, String at, String name, JsonNode example) {
        if (schema.path("minItems").asInt(0) > 0) {
            replace(at, name, NODES.arrayNode(), "is an empty list");
        }
        if (!example.isArray() || example.isEmpty()) {
            return;
        }
        ArrayNode many = NODES.arrayNode();
        for (int i = 0; i <= schema.path("maxItems").asInt(10_000); i++) {
            many.add(example.get(0));
        }
        replace(at, name, many, "is a list of " + many.size());
        String first = at + '/' + name;
        value(schema.path("items"), first, "0");
    }

    private void replace(String at, String name, @Nullable JsonNode value, String fault) {
        JsonNode body = good.deepCopy();
        JsonNode parent = body.at(JsonPointer.compile(at));
        if (parent instanceof ObjectNode object) {
            if (value == null) {
                object.remove(name);
            } else {
                object.set(name, value);
            }
        } else if (parent instanceof ArrayNode list && value != null) {
            list.set(Integer.parseInt(name), value);
        } else {
            return;
        }
        bad.add(new BadBody((at + '/' + name).substring(1).replace('/', '.') + ' ' + fault, escaped(body)));
    }

    /** A lone surrogate has no form in UTF-8, hence stands there as an escape. */
    private static String escaped(JsonNode body) {
        StringBuilder text = new StringBuilder();
        for (char c : body.toString().toCharArray()) {
            if (Character.isSurrogate(c)) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** The good body with other ids, one at a time: those of nothing, and those of records elsewhere. */
    static List<BadBody> foreign(JsonNode good, World elsewhere) {
        BadBodies bodies = new BadBodies(good, good);
        bodies.foreign(good, "", elsewhere);
        return bodies.bad;
    }

    private void foreign(JsonNode node, String at, World elsewhere) {
        if (node.isObject()) {
            for (var field : node.properties()) {
                String name = field.getKey();
                if (field.getValue().isContainer()) {
                    foreign(field.getValue(), at + '/' + name, elsewhere);
                }
                if (elsewhere.has(name) && !name.equals("refreshToken")) {
                    boolean list = field.getValue().isArray();
                    JsonNode nothing = NODES.stringNode(UUID.randomUUID().toString());
                    replace(at, name, list ? NODES.arrayNode().add(nothing) : nothing, "is of nothing");
                    replace(at, name, JsonMapper.shared().valueToTree(elsewhere.value(name)), "is of elsewhere");
                }
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                foreign(node.get(i), at + '/' + i, elsewhere);
            }
        }
    }

    /** The fields of a body that may be of any length. */
    static List<String> unlimited(JsonNode document, JsonNode schema) {
        BadBodies bodies = new BadBodies(document, schema);
        List<String> found = new ArrayList<>();
        bodies.unlimited(schema, schema.path("$ref").asString("body").replaceAll(".*/", ""), found);
        return found;
    }

    private void unlimited(JsonNode declared, String name, List<String> found) {
        JsonNode schema = resolved(declared);
        Set<String> types = types(declared, schema);
        String pattern = schema.path("pattern").asString("*").replace("\\+", "");
        boolean open = pattern.contains("*") || pattern.contains("+") || !pattern.startsWith("^");
        if (types.contains("string")
                && open
                && !(schema.has("maxLength") || schema.has("enum") || schema.has("format"))) {
            found.add(name);
        }
        if (types.contains("array")) {
            if (!schema.has("maxItems")) {
                found.add(name);
            }
            unlimited(schema.path("items"), name + "[]", found);
        }
        schema.path("properties")
                .properties()
                .forEach(property -> unlimited(property.getValue(), name + '.' + property.getKey(), found));
    }

    /** Another body of the same form, or one that lacks a field. */
    static JsonNode other(JsonNode good) {
        JsonNode other = good.deepCopy();
        for (String name : List.copyOf(((ObjectNode) other).propertyNames())) {
            JsonNode value = other.get(name);
            if (value.isBoolean()) {
                ((ObjectNode) other).put(name, !value.asBoolean());
                return other;
            }
            if (value.isInt()) {
                ((ObjectNode) other).put(name, value.asInt() + 1);
                return other;
            }
            if (value.asString("").matches("[0-9-]+T[0-9:]+Z")) {
                ((ObjectNode) other).put(name, value.asString().replace("Z", ".5Z"));
                return other;
            }
            if (value.asString("").matches("[0-9]{2}:[0-9]{2}:00")) {
                ((ObjectNode) other).put(name, value.asString().replaceAll("00$", "01"));
                return other;
            }
            if (name.equals("resolution")) {
                ((ObjectNode) other).put(name, value.asString().equals("DONE") ? "KEEP" : "DONE");
                return other;
            }
            if (name.endsWith("Id")) {
                ((ObjectNode) other).put(name, UUID.randomUUID().toString());
                return other;
            }
            if (Set.of("queueIds", "facilityIds").contains(name)) {
                ((ObjectNode) other).putArray(name).add(UUID.randomUUID().toString());
                return other;
            }
            if (name.equals("items")) {
                ((ArrayNode) value).set(0, other(value.get(0)));
                return other;
            }
            if (name.equals("roles")) {
                ((ArrayNode) value).set(0, other(value.get(0)));
                return other;
            }
            if (name.equals("loginPhone") && value.isString()) {
                ((ObjectNode) other).put(name, "+9779812345679");
                return other;
            }
            if (Set.of("reason", "name", "label", "displayName", "text", "token")
                    .contains(name)) {
                ((ObjectNode) other).put(name, value.asString() + "x");
                return other;
            }
        }
        String last = List.copyOf(((ObjectNode) other).propertyNames()).getLast();
        ((ObjectNode) other).remove(last);
        return other;
    }
}
