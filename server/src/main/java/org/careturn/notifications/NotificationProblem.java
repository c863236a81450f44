package org.careturn.notifications;

import org.careturn.platform.ProblemCodes;
import org.careturn.platform.ProblemType;

/** Refusals about messages. */
public enum NotificationProblem implements ProblemType {
    UNUSABLE_TEXT(400, "This text can't be sent as it is written."),
    NOT_RESENDABLE(409, "This message can't be sent again: what it is about is over, or it is still on its way."),
    RESENT_TOO_OFTEN(429, "This message was sent again several times already. Call the patient instead.");

    private final int status;
    private final String title;

    NotificationProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public String code() {
        return ProblemCodes.of(this);
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
