package org.careturn.patients;

import org.careturn.platform.ProblemCodes;
import org.careturn.platform.ProblemType;

public enum PatientProblem implements ProblemType {
    IMPLAUSIBLE_BIRTH_DATE(400, "A birth date lies after the first day of 1880 and not in the future."),
    IMPLAUSIBLE_PHONE(
            400, "This is no phone number of the facility's country, nor an international one with + in front."),
    PATIENT_ID_TAKEN(409, "A record with this id exists already.");

    private final int status;
    private final String title;

    PatientProblem(int status, String title) {
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
