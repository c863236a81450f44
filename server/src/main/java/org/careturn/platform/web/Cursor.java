package org.careturn.platform.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended, in a form that clients pass back and don't look into. It stands in addresses, hence holds ids and
 * times and never a name.
 */
public final class Cursor {
    private static final int MAX_LENGTH = 200;

    private Cursor() {}

    public static String of(Object position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(position.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The position as a text, null where there is no cursor.
     *
     * @throws RefusedException where no page ended so
     */
    public static @Nullable String text(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            if (cursor.length() <= MAX_LENGTH) {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                if (SafeText.isSafe(text) && of(text).equals(cursor)) {
                    return text;
                }
            }
        } catch (IllegalArgumentException notBase64) {
            throw ofNoPage();
        }
        throw ofNoPage();
    }

    /**
     * The position as an id, null where there is no cursor.
     *
     * @throws RefusedException where no page ended so
     */
    public static @Nullable UUID id(@Nullable String cursor) {
        String text = text(cursor);
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw ofNoPage();
        }
    }

    /**
     * The position as a number, null where there is no cursor.
     *
     * @throws RefusedException where no page ended so
     */
    public static @Nullable Long number(@Nullable String cursor) {
        String text = text(cursor);
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException notANumber) {
            throw ofNoPage();
        }
    }

    /** The refusal of a cursor that leads nowhere in the list. */
    public static RefusedException ofNoPage() {
        return new RefusedException(CommonProblem.INVALID_REQUEST, "This cursor came from no page of this list.");
    }
}
