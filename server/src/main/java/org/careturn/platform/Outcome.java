package org.careturn.platform;

import java.util.Map;
import java.util.function.Function;

/** What became of a command: done, done as near to the wish as was possible, nothing to do as it is so already, or refused. */
public sealed interface Outcome<T> {
    record Done<T>(T value) implements Outcome<T> {}

    record Merged<T>(T value) implements Outcome<T> {}

    record Noop<T>(T value) implements Outcome<T> {}

    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> merged(T value) {
        return new Merged<>(value);
    }

    static <T> Outcome<T> noop(T value) {
        return new Noop<>(value);
    }

    static <T> Outcome<T> refused(ProblemType type) {
        return new Refused<>(Refusal.of(type));
    }

    static <T> Outcome<T> refused(ProblemType type, String detail) {
        return new Refused<>(Refusal.of(type, detail));
    }

    static <T> Outcome<T> refused(ProblemType type, String detail, Map<String, ?> facts) {
        return new Refused<>(new Refusal(type, detail, facts));
    }

    default <R> Outcome<R> map(Function<? super T, ? extends R> f) {
        return switch (this) {
            case Done<T>(T value) -> new Done<>(f.apply(value));
            case Merged<T>(T value) -> new Merged<>(f.apply(value));
            case Noop<T>(T value) -> new Noop<>(f.apply(value));
            case Refused<T>(Refusal refusal) -> new Refused<>(refusal);
        };
    }

    /** The value; for callers to whom a refusal would be a bug, such as the demo's loader. */
    default T orElseThrow() {
        return switch (this) {
            case Done<T>(T value) -> value;
            case Merged<T>(T value) -> value;
            case Noop<T>(T value) -> value;
            case Refused<T>(Refusal refusal) -> throw new RefusedException(refusal);
        };
    }
}
