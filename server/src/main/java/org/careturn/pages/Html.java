package org.careturn.pages;

import java.util.Collection;
import java.util.stream.Collectors;

/** HTML that may go out as it stands. Whatever is put into it that isn't itself {@code Html} is escaped. */
public record Html(String text) {
    public static final Html NOTHING = new Html("");
    private static final String GAP = "{}";

    /**
     * Fills the gaps {@code {}} of a template in order. Gaps in attributes stand within double quotes.
     *
     * @param template a constant of the program
     * @throws IllegalArgumentException where there are more or fewer values than gaps
     */
    public static Html of(String template, Object... values) {
        StringBuilder html = new StringBuilder();
        int from = 0;
        for (Object value : values) {
            int gap = template.indexOf(GAP, from);
            if (gap < 0) {
                throw new IllegalArgumentException("more values than gaps: " + template);
            }
            html.append(template, from, gap).append(value instanceof Html(String ready) ? ready : escaped(value));
            from = gap + GAP.length();
        }
        if (template.indexOf(GAP, from) >= 0) {
            throw new IllegalArgumentException("fewer values than gaps: " + template);
        }
        return new Html(html.append(template, from, template.length()).toString());
    }

    public static Html all(Collection<Html> parts) {
        return new Html(parts.stream().map(Html::text).collect(Collectors.joining("\n")));
    }

    private static String escaped(Object value) {
        StringBuilder text = new StringBuilder();
        for (char one : String.valueOf(value).toCharArray()) {
            switch (one) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\'' -> text.append("&#39;");
                default -> text.append(one);
            }
        }
        return text.toString();
    }
}
