package org.careturn.sync.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;

/** An object of whatever it holds: text that can't be stored is one mutation's fault, and must not stop those beside it. */
final class AnyArgs extends ValueDeserializer<Map<String, Object>> {
    @Override
    public Map<String, Object> deserialize(JsonParser parser, DeserializationContext context) {
        JsonNode tree = context.readTree(parser);
        if (!tree.isObject()) {
            return context.reportInputMismatch(Map.class, "is no object");
        }
        return members(tree);
    }

    @SuppressWarnings("NullAway") // a member may be null, and a map of these is still what is asked for
    private static Map<String, Object> members(JsonNode object) {
        Map<String, Object> members = new LinkedHashMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), plain(member.getValue())));
        return members;
    }

    private static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            return members(node);
        }
        if (node.isArray()) {
            List<@Nullable Object> items = new ArrayList<>();
            node.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (node.isString()) {
            return node.stringValue();
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        return node.isNull() ? null : node.booleanValue();
    }
}
