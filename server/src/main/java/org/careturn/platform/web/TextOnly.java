package org.careturn.platform.web;

import java.time.DateTimeException;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** A date or a time as its text of ISO 8601. Jackson would take lists and numbers too, and an empty list for none. */
final class TextOnly<T> extends StdScalarDeserializer<T> {
    private final transient Function<String, T> read;

    TextOnly(Class<T> type, Function<String, T> read) {
        super(type);
        this.read = read;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws JacksonException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return context.reportInputMismatch(this, "is no text");
        }
        try {
            return read.apply(parser.getString().strip());
        } catch (DateTimeException e) {
            return context.reportInputMismatch(this, "is no date or time");
        }
    }
}
