package org.careturn.platform;

/**
 * A kind of refusal that clients may branch on: its code never changes. Each module lists its own in an enum.
 *
 * <p>On the wire it is an RFC 9457 problem with {@code type = urn:careturn:problem:<code>}.
 */
public interface ProblemType {
    /** Lower case, words joined by hyphens. */
    String code();

    /** The HTTP status, 4xx or 503. */
    int status();

    /** One sentence for a person. */
    String title();

    default String type() {
        return "urn:careturn:problem:" + code();
    }
}
