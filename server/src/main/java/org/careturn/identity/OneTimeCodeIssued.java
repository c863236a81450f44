package org.careturn.identity;

import org.jspecify.annotations.Nullable;

/**
 * A code was made and is to be brought to this phone. Published within the transaction that made it, so that whoever
 * brings it can store its work there.
 *
 * @param phone E.164
 * @param code six digits; to be shown to nobody but the phone's owner
 * @param language BCP 47; null where it isn't known
 */
public record OneTimeCodeIssued(
        String phone,
        CodePurpose purpose,
        String code,
        @Nullable String language) {
    @Override
    public String toString() {
        return "OneTimeCodeIssued[" + purpose + "]";
    }
}
