package org.careturn.facilities;

import org.careturn.platform.ProblemType;

public enum FacilityProblem implements ProblemType {
    NAME_TAKEN(409, "This name is in use here already."),
    PREFIX_TAKEN(409, "Another queue of this facility has this prefix."),
    SERVICE_INACTIVE(409, "The service is not active; its queue stays closed."),
    FACILITY_CLOSED(409, "The facility is closed then."),
    REASON_REQUIRED(400, "The facility is closed then; staff may do this, with a reason."),
    UNKNOWN_TIME_ZONE(400, "A time zone is named as in the IANA database, such as Europe/Dublin."),
    UNKNOWN_COUNTRY(400, "A country is named by its two letters of ISO 3166, such as IE."),
    UNKNOWN_DEPARTMENT(400, "The facility has no such department."),
    UNKNOWN_QUEUE(400, "The facility has no such queue."),
    QUEUE_TWICE_IN_STEP(400, "A step names each queue once."),
    URGENCIES_INCOMPLETE(400, "Name each of the five urgencies once."),
    IMPOSSIBLE_HOURS(
            400, "Opening hours end after they begin, both in whole minutes, and those of one weekday don't overlap."),
    NO_WHOLE_MINUTE(400, "A service day begins at a whole minute."),
    HOLIDAY_TWICE(400, "Name each day once."),
    GROUP_TWICE(400, "Name each priority group once.");

    private final int status;
    private final String title;

    FacilityProblem(int status, String title) {
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
