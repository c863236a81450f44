package org.careturn.sync;

import org.careturn.platform.ProblemType;

/** Refusals of the synchronisation. */
public enum SyncProblem implements ProblemType {
    CLIENT_REVOKED(403, "This client has been revoked: it keeps what it has not sent, and sends nothing more."),
    TOO_MANY_CLIENTS(409, "This account has as many clients as it may have: revoke one first."),
    GAP(409, "Mutations are sent in the order of their numbers, without a gap."),
    MID_REUSED(409, "This number was used for another mutation."),
    EPOCH_CHANGED(409, "The database is not the one that this client knows: pull first."),
    UPGRADE_REQUIRED(426, "This server doesn't know that mutation, or its version: keep it, and upgrade.");

    private final int status;
    private final String title;

    SyncProblem(int status, String title) {
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
