package org.careturn.patients;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's record. It belongs to the organisation; staff see it in the facilities where the person is known.
 *
 * @param name the alias until the person is identified
 * @param alias what somebody was registered as who couldn't say who they are
 * @param birthDate the first day of the month or year where no more is known
 * @param contactPhone E.164; not unique, families share one
 * @param priorityGroups codes such as AGE, PREGNANCY, DISABILITY
 * @param language BCP 47
 */
public record Patient(
        UUID id,
        String name,
        @Nullable String alias,
        boolean identified,
        @Nullable LocalDate birthDate,
        Birth.@Nullable Precision birthPrecision,
        @Nullable String contactPhone,
        List<String> otherPhones,
        @Nullable Sex sex,
        @Nullable String language,
        @Nullable String address,
        List<Allergy> allergies,
        List<String> priorityGroups,
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

    /** What people change in it. */
    public Profile profile() {
        return new Profile(
                name,
                birthDate == null || birthPrecision == null ? null : new Birth(birthDate, birthPrecision),
                contactPhone,
                otherPhones,
                sex,
                language,
                address,
                allergies,
                priorityGroups);
    }

    @Override
    public String toString() {
        return "Patient[" + id + ']';
    }
}
