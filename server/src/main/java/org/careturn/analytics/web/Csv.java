package org.careturn.analytics.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table as comma-separated values by RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe. */
final class Csv {
    private final StringBuilder text = new StringBuilder();

    Csv(String... headings) {
        row((Object[]) headings);
    }

    final Csv row(@Nullable Object... fields) {
        text.append(Arrays.stream(fields).map(Csv::field).collect(Collectors.joining(",")))
                .append("\r\n");
        return this;
    }

    /** The headings of a group of columns for the period, and again for the previous one. */
    static String[] beside(List<String> first, List<String> figures) {
        List<String> all = new ArrayList<>(first);
        all.addAll(figures);
        figures.forEach(figure -> all.add("previous" + Character.toUpperCase(figure.charAt(0)) + figure.substring(1)));
        return all.toArray(String[]::new);
    }

    static Object[] joined(@Nullable Object[]... parts) {
        return Stream.of(parts).flatMap(Arrays::stream).toArray();
    }

    private static String field(@Nullable Object value) {
        String field = Objects.toString(value, "");
        if (value instanceof String && !field.isEmpty() && "=+-@\t\r".indexOf(field.charAt(0)) >= 0) {
            field = '\'' + field;
        }
        return field.matches("[A-Za-z0-9_:.-]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
