package org.careturn.imports;

import org.careturn.platform.ProblemType;

/** Refusals of imports. */
public enum ImportProblem implements ProblemType {
    TOO_MANY_IMPORTS(409, "Other files of this facility are still being worked on; wait for them, or cancel one."),
    IMPORT_HAS_FAULTS(409, "The file has rows that can't be written. Mend them and give the file again."),
    IMPORT_NOT_CHECKED(409, "The file is still being checked, or was started or cancelled already.");

    private final int status;
    private final String title;

    ImportProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
