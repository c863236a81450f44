package org.careturn.identity;

/** What a one-time code is for; it opens nothing else. */
public enum CodePurpose {
    REGISTRATION,
    PASSWORD_RESET,
    RECORD_CLAIM,
    LOGIN_PHONE
}
