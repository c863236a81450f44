package org.careturn.notifications.texts;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ArgType;
import com.ibm.icu.text.MessagePattern.Part;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A text with arguments in ICU's notation: {@code {start, date, ::EEEdMMMjmm}}, {@code {calls, plural, one {...} other {...}}}. */
public final class Template {
    static final int LONGEST = 1_000;
    private static final Set<String> DATE_TYPES = Set.of("date", "time");
    private static final int SHOWN = 60;

    private Template() {}

    /** What is wrong with it, in sentences for whoever wrote it; none: it can be rendered. */
    public static List<String> errors(String text, List<Argument> arguments, Language language) {
        MessagePattern pattern;
        try {
            pattern = new MessagePattern(text);
            new MessageFormat(text, language.locale());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return List.of("The braces, plurals or formats of this text are not as ICU MessageFormat wants them.");
        }
        List<String> errors = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (int i = 0; i < pattern.countParts(); i++) {
            Part part = pattern.getPart(i);
            if (part.getType() == Part.Type.ARG_START) {
                String name = pattern.getSubstring(pattern.getPart(i + 1));
                named.add(name);
                errors.addAll(misuse(pattern, i, name, arguments));
            }
        }
        arguments.stream()
                .filter(argument -> argument.required() && !named.contains(argument.name()))
                .map(argument -> "The text must contain {" + argument.name() + "}.")
                .forEach(errors::add);
        if (!errors.isEmpty()) {
            return errors.stream().distinct().toList();
        }
        return rendersWithSamples(text, arguments, language)
                ? List.of()
                : List.of("The text can't be filled with sample values: see its formats.");
    }

    private static List<String> misuse(MessagePattern pattern, int start, String name, List<Argument> arguments) {
        Argument argument = arguments.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
        if (argument == null) {
            String known = arguments.isEmpty()
                    ? "none"
                    : String.join(", ", arguments.stream().map(Argument::name).toList());
            return List.of("There is no {" + shortened(name) + "} here; there are: " + known + ".");
        }
        ArgType used = pattern.getPart(start).getArgType();
        String format = used == ArgType.SIMPLE ? pattern.getSubstring(pattern.getPart(start + 2)) : "";
        boolean fits = switch (argument.type()) {
            case TEXT -> used == ArgType.NONE;
            case NUMBER -> used == ArgType.NONE || used == ArgType.PLURAL || format.equals("number");
            case TIME -> used == ArgType.SIMPLE && DATE_TYPES.contains(format);
            case CHOICE -> used == ArgType.SELECT;
        };
        return fits ? List.of() : List.of(use(argument));
    }

    private static String use(Argument argument) {
        return switch (argument.type()) {
            case TEXT -> "Write {" + argument.name() + "} without a format.";
            case NUMBER ->
                "Write {" + argument.name() + "} or {" + argument.name() + ", plural, one {...} other {...}}.";
            case TIME ->
                "Write {" + argument.name() + ", date, ::EEEdMMMjmm} or {" + argument.name() + ", time, ::jmm}.";
            case CHOICE -> "Write {" + argument.name() + ", select, ... other {...}}.";
        };
    }

    private static boolean rendersWithSamples(String text, List<Argument> arguments, Language language) {
        Map<String, String> samples = new HashMap<>();
        arguments.forEach(argument -> samples.put(argument.name(), argument.sample()));
        try {
            return !render(text, arguments, samples, language, ZoneId.of("UTC")).isBlank();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * The text with these values. What has no value is written as nothing, rather than in braces.
     *
     * @throws IllegalArgumentException where the text has errors
     */
    public static String render(
            String text, List<Argument> arguments, Map<String, String> values, Language language, ZoneId zone) {
        Map<String, Object> filled = new HashMap<>();
        for (Argument argument : arguments) {
            String value = values.get(argument.name());
            filled.put(argument.name(), value == null ? "" : argument.value(value, zone));
        }
        return new MessageFormat(text, language.locale()).format(filled).strip();
    }

    private static String shortened(String name) {
        return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "...";
    }
}
