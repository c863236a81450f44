package org.careturn.platform;

/** Carries a refusal out of a reading method, where an {@link Outcome} would say nothing more. */
public final class RefusedException extends RuntimeException {
    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.type().code() + ": " + refusal.detail(), null, false, false);
        this.refusal = refusal;
    }

    public RefusedException(ProblemType type) {
        this(Refusal.of(type));
    }

    public RefusedException(ProblemType type, String detail) {
        this(Refusal.of(type, detail));
    }

    public Refusal refusal() {
        return refusal;
    }
}
