package org.careturn.notifications;

import org.careturn.platform.ProblemType;

/** Refusals about messages. */
public enum NotificationProblem implements ProblemType {
    UNUSABLE_TEXT(400, "This text can't be sent as it is written."),
    MESSAGE_ON_ITS_WAY(409, "This message is still on its way."),
    MESSAGE_OVERTAKEN(409, "This message is of no use any more."),
    MESSAGE_RESENT_ENOUGH(409, "This message was sent again as often as may be."),
    FEEDBACK_GIVEN(409, "This visit was rated already."),
    FEEDBACK_CLOSED(409, "It is too late to rate this visit.");

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
