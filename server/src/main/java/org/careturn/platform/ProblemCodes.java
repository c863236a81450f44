package org.careturn.platform;

import java.util.Locale;

/** The code of a problem type that an enum lists: its name, as it stands on the wire. */
public final class ProblemCodes {
    private ProblemCodes() {}

    public static String of(Enum<?> type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
