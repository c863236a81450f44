package org.careturn.platform;

import java.util.Locale;

/**
 * A kind of refusal that clients may branch on: its code never changes. Each module lists its own in an enum.
 *
 * <p>On the wire it is an RFC 9457 problem with {@code type = urn:careturn:problem:<code>}.
 */
public interface ProblemType {
    /** Of the enum's constant. */
    String name();

    /** The name as it stands on the wire: lower case, words joined by hyphens. */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status, 4xx or 503. */
    int status();

    /** One sentence for a person. */
    String title();

    default String type() {
        return "urn:careturn:problem:" + code();
    }
}
