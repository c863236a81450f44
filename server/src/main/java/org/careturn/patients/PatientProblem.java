package org.careturn.patients;

import org.careturn.platform.ProblemType;

public enum PatientProblem implements ProblemType {
    IMPLAUSIBLE_BIRTH_DATE(400, "A birth date lies after the first day of 1880 and not in the future."),
    IMPLAUSIBLE_PHONE(
            400, "This is no phone number of the facility's country, nor an international one with + in front."),
    SEARCH_TOO_SHORT(400, "Type two letters at least, four digits of a phone, a birth date or a ticket number."),
    WRONG_CLAIM_CODE(400, "This code is wrong, used or too old. Ask for another one."),
    NO_MATCHING_RECORD(409, "No record has your phone, this name and this birth date. The reception can look for it."),
    NO_SUCH_ACCOUNT(409, "No patient signs in with this phone."),
    OWN_RECORD_IN_USE(409, "This account has a record with visits already. The two must be merged."),
    RECORD_HAS_ACCOUNT(409, "Somebody else signs in as this patient already."),
    PATIENT_IS_HERE(409, "The patient is here: the visit must end first."),
    PATIENT_IS_EXPECTED(409, "The patient has an appointment or waits for one: it must be cancelled first."),
    PATIENT_IS_ERASED(409, "This record was erased: it is nobody's any more."),
    NOTE_ID_TAKEN(409, "A note with this id exists already."),
    UNKNOWN_GUARDIAN(409, "The guardian has no record that you may see."),
    NOT_OWN_GUARDIAN(409, "Nobody is their own guardian."),
    GUARDIAN_ALREADY(409, "This person is the patient's guardian already for a part of that time."),
    INVALID_END(400, "A guardianship ends after today, and within 100 years."),
    SAME_RECORD(409, "A record can't be merged with itself."),
    BOTH_HAVE_ACCOUNTS(409, "Somebody signs in as each of the two; one account must be closed before."),
    RECORD_FULL(
            409, "A record holds at most 5 further phones, 50 allergies and 20 priority groups: some must go first."),
    MERGED_AGAIN(409, "The record has been merged into another since; that must be undone first."),
    ACCOUNT_MOVED_ON(409, "Another account signs in with this record by now."),
    MOVED_ROWS_GONE(409, "Some of what had moved isn't there any more."),
    PATIENT_ID_TAKEN(409, "A record with this id exists already.");

    private final int status;
    private final String title;

    PatientProblem(int status, String title) {
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
