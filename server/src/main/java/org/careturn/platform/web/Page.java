package org.careturn.platform.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A part of a list; {@code nextCursor} leads on, and is null on the last page. */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /**
     * The page of what was found.
     *
     * @param found up to one more than {@code limit}, which tells whether there is a next page
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<? super T, String> cursor) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = List.copyOf(found.subList(0, limit));
        return new Page<>(items, cursor.apply(items.getLast()));
    }
}
