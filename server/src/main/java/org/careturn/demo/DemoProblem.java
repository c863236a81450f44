package org.careturn.demo;

import org.careturn.platform.ProblemType;

/** Refusals of the demo's own. */
public enum DemoProblem implements ProblemType {
    CLOCK_GOES_FORWARD(409, "The clock is driven already, and only goes forward.");

    private final int status;
    private final String title;

    DemoProblem(int status, String title) {
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
