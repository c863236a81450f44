package org.careturn.patients;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a record: what is null stays as it is; a list replaces the list that was.
 *
 * @param birthPrecision how much of the birth date is known; null: all of it
 * @param ageYears instead of a birth date
 * @param otherPhones international, or national in the facility's country
 * @param priorityGroups codes such as AGE, PREGNANCY, DISABILITY
 * @param clear what is to be emptied
 */
public record PatientChange(
        @Nullable @Size(max = 200) @Pattern(regexp = NewPatient.NAME)
        String name,

        @Nullable LocalDate birthDate,
        Birth.@Nullable Precision birthPrecision,
        @Nullable @Min(0) @Max(140) Integer ageYears,
        @Nullable @Size(min = 1, max = 40) String contactPhone,
        @Nullable @Size(max = Profile.MOST_OTHER_PHONES) List<@NotNull @Size(min = 1, max = 40) String> otherPhones,
        Patient.@Nullable Sex sex,

        @Nullable @Size(max = 35) @Pattern(regexp = NewPatient.LANGUAGE)
        String language,

        @Nullable @Size(min = 1, max = 500) @Pattern(regexp = LINES)
        String address,

        @Nullable @Size(max = Profile.MOST_ALLERGIES) List<@NotNull @Valid Allergy> allergies,

        @Nullable @Size(max = Profile.MOST_PRIORITY_GROUPS)
        List<@NotNull @Size(max = 40) @Pattern(regexp = GROUP) String> priorityGroups,

        @Nullable @Size(max = 5) List<@NotNull Clearable> clear) {
    static final String LINES = "(?=[\\s\\S]*[\\p{L}\\p{N}])"
            + "[^\\u0000-\\u0009\\u000B-\\u001F\\u007F-\\u009F\\u2028-\\u202E\\u2066-\\u2069]*";
    static final String GROUP = "[A-Z][A-Z0-9_]{1,39}";

    public enum Clearable {
        BIRTH_DATE,
        CONTACT_PHONE,
        SEX,
        LANGUAGE,
        ADDRESS
    }

    boolean clears(Clearable field) {
        return clear != null && clear.contains(field);
    }

    /** Whether this touches only what patients may change themselves. */
    boolean isOnlyOwn() {
        return name == null
                && birthDate == null
                && birthPrecision == null
                && ageYears == null
                && sex == null
                && priorityGroups == null
                && !clears(Clearable.BIRTH_DATE)
                && !clears(Clearable.SEX);
    }
}
