package org.careturn.sync.web;

import java.util.Collection;
import java.util.Map;
import org.careturn.platform.web.SafeText;
import org.jspecify.annotations.Nullable;

/** Whether JSON without a form of its own can be stored. */
final class Texts {
    private static final int DEEPEST = 8;

    private Texts() {}

    static boolean areSafe(@Nullable Object value) {
        return areSafe(value, 0);
    }

    private static boolean areSafe(@Nullable Object value, int depth) {
        return switch (value) {
            case null -> true;
            case String text -> SafeText.isSafe(text);
            case Map<?, ?> map ->
                depth < DEEPEST
                        && map.entrySet().stream()
                                .allMatch(entry -> SafeText.isSafe(String.valueOf(entry.getKey()))
                                        && areSafe(entry.getValue(), depth + 1));
            case Collection<?> list -> depth < DEEPEST && list.stream().allMatch(item -> areSafe(item, depth + 1));
            default -> true;
        };
    }
}
