package org.careturn.identity;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** What the records know of the person behind an account; brought by the module that keeps them. */
public interface KnownBirthDates {

    /** To the day; empty where it isn't known so, or the account has no record. */
    Optional<LocalDate> of(UUID accountId);
}
