package org.careturn.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody signs in by another phone from now on. Published within the transaction that changes it.
 *
 * @param former E.164; null where there was none
 * @param present E.164; known to be this person's
 */
public record LoginPhoneChanged(UUID accountId, @Nullable String former, String present) {
    @Override
    public String toString() {
        return "LoginPhoneChanged[" + accountId + "]";
    }
}
