package org.careturn.patients;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's record. It belongs to the organisation; staff see it in the facilities where the person is known.
 *
 * @param contactPhone E.164; not unique, families share one
 * @param language BCP 47
 */
public record Patient(
        UUID id,
        String name,
        @Nullable LocalDate birthDate,
        @Nullable String contactPhone,
        @Nullable Sex sex,
        @Nullable String language,
        Instant createdAt,
        long version) {

    public enum Sex {
        FEMALE,
        MALE,
        OTHER,
        UNKNOWN
    }

    /** What a board shows of a patient to staff. */
    public record Brief(UUID id, String name, @Nullable LocalDate birthDate) {
        @Override
        public String toString() {
            return "Brief[" + id + ']';
        }
    }

    @Override
    public String toString() {
        return "Patient[" + id + ']';
    }
}
