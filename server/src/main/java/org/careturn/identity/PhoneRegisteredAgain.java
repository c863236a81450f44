package org.careturn.identity;

import org.jspecify.annotations.Nullable;

/**
 * Somebody wanted to register with a phone that has an account; its owner is to be told, and only the owner.
 *
 * @param phone E.164
 * @param language BCP 47, of the one who tried; null where it isn't known
 */
public record PhoneRegisteredAgain(String phone, @Nullable String language) {
    @Override
    public String toString() {
        return "PhoneRegisteredAgain[]";
    }
}
