package org.careturn.forecasting.whatif;

import org.careturn.platform.ProblemType;

/** Refusals of what-if questions. */
public enum WhatIfProblem implements ProblemType {
    TOO_MANY_WHAT_IFS(409, "Other questions of this facility are still being worked on; wait for them, or cancel one."),
    WHAT_IF_DAY_OUT_OF_RANGE(400, "The day lies more than two years back, or more than a year ahead."),
    WHAT_IF_UNKNOWN_QUEUE(400, "The facility has no such queue.");

    private final int status;
    private final String title;

    WhatIfProblem(int status, String title) {
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
