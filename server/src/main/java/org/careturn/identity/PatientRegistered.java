package org.careturn.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has an account of the kind PATIENT now and needs a record. Published within the transaction that makes the
 * account.
 *
 * @param phone E.164; known to be this person's
 * @param language BCP 47
 */
public record PatientRegistered(
        UUID accountId, String name, String phone, @Nullable String language) {
    @Override
    public String toString() {
        return "PatientRegistered[" + accountId + "]";
    }
}
