package org.careturn.platform.settings;

import java.util.List;

/** Start-up stops because of these settings: one sentence for each, naming the setting and never its value. */
public final class InvalidSettingsException extends RuntimeException {
    private final List<String> problems;

    public InvalidSettingsException(List<String> problems) {
        super(String.join(" ", problems));
        this.problems = List.copyOf(problems);
    }

    public InvalidSettingsException(String problem) {
        this(List.of(problem));
    }

    public InvalidSettingsException(String problem, Throwable cause) {
        this(List.of(problem));
        initCause(cause);
    }

    public List<String> problems() {
        return problems;
    }
}
