package org.careturn.platform.web;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/**
 * Strings as PostgreSQL can store them: no NUL, no half of a surrogate pair; without white space around them. A number or
 * a truth value is no text.
 */
public final class SafeText extends StringDeserializer {

    /** As it was typed, white space around it included: a password. */
    public static final class Exact extends StringDeserializer {
        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws JacksonException {
            return read(parser, context);
        }
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws JacksonException {
        return read(parser, context).strip();
    }

    private static String read(JsonParser parser, DeserializationContext context) throws JacksonException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return context.reportInputMismatch(String.class, "is no text");
        }
        String text = parser.getString();
        if (!isSafe(text)) {
            return context.reportInputMismatch(String.class, "holds characters that no text has");
        }
        return text;
    }

    public static boolean isSafe(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
