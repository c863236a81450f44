package org.careturn.platform;

/** Refusals that any endpoint may give. */
public enum CommonProblem implements ProblemType {
    INVALID_REQUEST(400, "The request is not in the form that this address takes."),
    IDEMPOTENCY_KEY_REQUIRED(400, "Every change needs an Idempotency-Key header of 8 to 100 characters."),
    SIGN_IN_REQUIRED(401, "Sign in first."),
    NOT_ALLOWED(403, "Your role doesn't allow this."),
    SECOND_FACTOR_REQUIRED(403, "Switch on your second factor first."),
    NOT_FOUND(404, "There is nothing here that you may see."),
    METHOD_NOT_ALLOWED(405, "This address doesn't take that method."),
    NOT_ACCEPTABLE(406, "This address can't answer in the form that was asked for."),
    CONFLICT(409, "Somebody else changed this first, or it exists already."),
    IDEMPOTENCY_KEY_REUSED(409, "This Idempotency-Key was used for another request."),
    PRECONDITION_FAILED(412, "The record changed since you read it."),
    TOO_LARGE(413, "The request is too large."),
    UNSUPPORTED_MEDIA_TYPE(415, "This address takes application/json."),
    PRECONDITION_REQUIRED(428, "Name the version that you read in the If-Match header."),
    TOO_MANY_REQUESTS(429, "Too many requests; wait a little."),
    UNEXPECTED(500, "Something went wrong on our side. Nothing was changed."),
    UNAVAILABLE(503, "The service can't answer just now; try again in a few seconds.");

    private final int status;
    private final String title;

    CommonProblem(int status, String title) {
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

    /** What a status says by itself, where the framework refuses. */
    public static CommonProblem ofStatus(int status) {
        return switch (status) {
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 503 -> UNAVAILABLE;
            default -> status >= 400 && status < 500 ? INVALID_REQUEST : UNEXPECTED;
        };
    }
}
