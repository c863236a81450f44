package org.careturn.identity;

import org.careturn.platform.ProblemType;

/** Refusals around accounts and sign-in. */
public enum IdentityProblem implements ProblemType {
    WEAK_PASSWORD(400, "The password needs at least 8 characters, not the same few again and again, and no user name."),
    BREACHED_PASSWORD(400, "This password is known from breaches, and guessed first. Choose another one."),
    LOGIN_PHONE_INVALID(400, "This is no phone number with + and its country's code in front."),
    WRONG_CODE(400, "This code is wrong, used or too old. Ask for another one."),
    RESET_AT_RECEPTION(
            400, "The code or the date of birth is still wrong. The reception can help you; or ask for another code."),
    ROLE_MISMATCH(400, "This kind of account can't hold that role there."),
    WRONG_CREDENTIALS(401, "The user name or phone and the password don't belong together."),
    SECOND_FACTOR_NEEDED(401, "Add the code of your authenticator app, or a recovery code."),
    WRONG_SECOND_FACTOR(401, "This code is wrong or was used already. Wait for the next one."),
    SIGN_IN_ENDED(401, "This sign-in has ended. Sign in again."),
    ANOTHER_KIND_OF_ACCOUNT(403, "This account signs in elsewhere: staff at the desk, patients in the app."),
    NEW_PASSWORD_NEEDED(
            403, "This password was given to you. Choose one that nobody else knows, with the same sign-in."),
    FIRST_PASSWORD_LAPSED(403, "This first password isn't valid any more. An administrator can hand you another one."),
    WRONG_PASSWORD(403, "This is not your present password."),
    ORIGIN_NOT_ALLOWED(403, "Requests with the sign-in cookie are taken from CareTurn's own pages only."),
    USER_NAME_TAKEN(409, "Another account has this user name."),
    LOGIN_PHONE_TAKEN(409, "Another account signs in with this phone."),
    OWN_ACCOUNT(409, "Nobody deactivates their own account."),
    LAST_ADMIN(409, "Nobody else would be an administrator there. Make somebody else one first."),
    SECOND_FACTOR_ON(409, "The second factor is on already."),
    SECOND_FACTOR_OFF(409, "There is no second factor to confirm or to switch off."),
    CODES_UNAVAILABLE(503, "One-time codes can't be sent here yet. Ask at the reception.");

    private final int status;
    private final String title;

    IdentityProblem(int status, String title) {
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
