package org.careturn.imports;

/** What becomes of rows that are likely to be about somebody whom the facility knows. */
public enum LikelyRows {
    SKIP,
    WRITE
}
