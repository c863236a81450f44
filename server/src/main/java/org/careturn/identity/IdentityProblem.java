package org.careturn.identity;

import org.careturn.platform.ProblemCodes;
import org.careturn.platform.ProblemType;

/** Refusals around accounts and sign-in. */
public enum IdentityProblem implements ProblemType {
    WEAK_PASSWORD(400, "The password needs at least 8 characters, not the same few again and again, and no user name."),
    ROLE_MISMATCH(400, "This kind of account can't hold that role there."),
    WRONG_CREDENTIALS(401, "The user name or phone and the password don't belong together."),
    SIGN_IN_ENDED(401, "This sign-in has ended. Sign in again."),
    ORIGIN_NOT_ALLOWED(403, "Requests with the sign-in cookie are taken from CareTurn's own pages only."),
    USER_NAME_TAKEN(409, "Another account has this user name."),
    LOGIN_PHONE_TAKEN(409, "Another account signs in with this phone."),
    OWN_ACCOUNT(409, "Nobody deactivates their own account.");

    private final int status;
    private final String title;

    IdentityProblem(int status, String title) {
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
