package org.careturn.patients;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person to be registered in a facility.
 *
 * @param id a UUID of version 7 that the client made, so that a ticket can refer to it at once; or none
 * @param name in any script, one word or several; without control characters or such as turn the direction of the text
 * @param birthPrecision how much of the birth date is known; null: all of it
 * @param ageYears instead of a birth date
 * @param contactPhone international, or national in the facility's country
 * @param language BCP 47
 */
public record NewPatient(
        @Nullable @Pattern(regexp = UUID_7) String id,
        @NotNull UUID facilityId,
        @NotNull @Size(max = 200) @Pattern(regexp = NAME) String name,
        @Nullable LocalDate birthDate,
        Birth.@Nullable Precision birthPrecision,
        @Nullable @Min(0) @Max(140) Integer ageYears,
        @Nullable @Size(min = 1, max = 40) String contactPhone,
        Patient.@Nullable Sex sex,

        @Nullable @Size(max = 35) @Pattern(regexp = LANGUAGE)
        String language) {
    /** With a birth date that is known to the day. */
    public NewPatient(
            @Nullable String id,
            UUID facilityId,
            String name,
            @Nullable LocalDate birthDate,
            @Nullable String contactPhone,
            Patient.@Nullable Sex sex,
            @Nullable String language) {
        this(id, facilityId, name, birthDate, null, null, contactPhone, sex, language);
    }

    static final String NAME = "(?=.*\\p{L})[^\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]*";
    static final String LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*";
    static final String UUID_7 = "(?i)[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
}
