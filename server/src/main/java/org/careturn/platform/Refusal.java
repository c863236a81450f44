package org.careturn.platform;

import java.util.Map;

/**
 * An expected no: its type, a sentence that helps, and facts that a client may use (ids, states, times; never personal
 * data).
 */
public record Refusal(ProblemType type, String detail, Map<String, ?> facts) {
    public static Refusal of(ProblemType type) {
        return new Refusal(type, type.title(), Map.of());
    }

    public static Refusal of(ProblemType type, String detail) {
        return new Refusal(type, detail, Map.of());
    }
}
