package org.careturn.notifications;

import org.careturn.platform.ProblemType;

/** Refusals about messages. */
public enum NotificationProblem implements ProblemType {
    UNUSABLE_TEXT(400, "This text can't be sent as it is written.");

    private final int status;
    private final String title;

    NotificationProblem(int status, String title) {
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
