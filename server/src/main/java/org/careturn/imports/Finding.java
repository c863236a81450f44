package org.careturn.imports;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was noticed about a row, without any of its values.
 *
 * @param line on which the row begins, the file's first being 1
 * @param column by the name that the kind of file has for it; null: the row or the file as a whole
 * @param code stable, such as {@code invalid-value}, or that of the problem with which the row would be refused
 * @param detail a sentence
 * @param recordId the record that the row is likely to be about
 */
public record Finding(
        int line,
        @Nullable String column,
        String code,
        Severity severity,
        String detail,
        @Nullable UUID recordId) {

    /** A file with a FAULT isn't written; a HINT is for somebody to look at. */
    public enum Severity {
        FAULT,
        HINT
    }

    static Finding fault(int line, @Nullable String column, String code, String detail) {
        return new Finding(line, column, code, Severity.FAULT, detail, null);
    }

    static Finding hint(int line, @Nullable String column, String code, String detail) {
        return new Finding(line, column, code, Severity.HINT, detail, null);
    }
}
