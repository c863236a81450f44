package org.careturn.patients;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a record: what is null stays as it is.
 *
 * @param clear what is to be emptied
 */
public record PatientChange(
        @Nullable @Size(max = 200) @Pattern(regexp = NewPatient.NAME)
        String name,

        @Nullable LocalDate birthDate,
        @Nullable @Size(min = 1, max = 40) String contactPhone,
        Patient.@Nullable Sex sex,

        @Nullable @Size(max = 35) @Pattern(regexp = NewPatient.LANGUAGE)
        String language,

        @Nullable @Size(max = 4) List<@NotNull Clearable> clear) {

    public enum Clearable {
        BIRTH_DATE,
        CONTACT_PHONE,
        SEX,
        LANGUAGE
    }

    boolean clears(Clearable field) {
        return clear != null && clear.contains(field);
    }

    /** Whether this touches only how to reach the person, which patients may change themselves. */
    boolean isOnlyReachability() {
        return name == null
                && birthDate == null
                && sex == null
                && !clears(Clearable.BIRTH_DATE)
                && !clears(Clearable.SEX);
    }
}
