package org.careturn.notifications;

import org.jspecify.annotations.Nullable;

/**
 * What is sent.
 *
 * @param title of a push; null for an SMS
 */
public record Message(@Nullable String title, String text) {
    @Override
    public String toString() {
        return "Message[]";
    }
}
