package org.careturn.patients;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody must not get. Two that differ only in case or spaces are one.
 *
 * @param criticality how bad a reaction could be, in FHIR's words; null where nobody has said
 */
public record Allergy(
        @NotNull @Size(min = 1, max = 200) @Pattern(regexp = LINE)
        String text,

        @Nullable Criticality criticality) {
    static final String LINE = "(?=.*[\\p{L}\\p{N}])[^\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]*";

    /** From the one that is told least to the one that is told first. */
    public enum Criticality {
        LOW,
        UNABLE_TO_ASSESS,
        HIGH
    }

    String key() {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ");
    }

    Allergy normalized() {
        return new Allergy(Normalizer.normalize(text, Normalizer.Form.NFC), criticality);
    }

    /** The more critical of two that are one, so that a warning is never weakened by accident. */
    static Allergy worse(Allergy one, Allergy other) {
        if (one.criticality == null || other.criticality == null) {
            return one.criticality == null ? other : one;
        }
        return other.criticality.compareTo(one.criticality) > 0 ? other : one;
    }
}
