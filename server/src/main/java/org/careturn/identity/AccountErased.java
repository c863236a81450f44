package org.careturn.identity;

import org.jspecify.annotations.Nullable;

/**
 * An account became nobody's; published in the transaction of the erasure.
 *
 * @param phone by which it signed in, E.164
 */
public record AccountErased(@Nullable String phone) {
    @Override
    public String toString() {
        return "AccountErased[]";
    }
}
