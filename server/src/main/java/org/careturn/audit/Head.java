package org.careturn.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A head of the chain that somebody kept: {@code number:hash}. */
public record Head(long number, String text) {
    public static final String FORM = "[1-9][0-9]{0,17}:[0-9a-f]{64}";
    private static final Pattern PATTERN = Pattern.compile("([1-9][0-9]{0,17}):[0-9a-f]{64}");

    /** Empty where the text has another form. */
    public static Optional<Head> parse(String text) {
        Matcher form = PATTERN.matcher(text);
        return form.matches() ? Optional.of(new Head(Long.parseLong(form.group(1)), text)) : Optional.empty();
    }
}
