package org.careturn.patients;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can't say who they are, as far as it can be seen.
 *
 * @param id a UUID of version 7 that the client made, so that a ticket can refer to it at once; or none
 * @param ageYears as they look
 */
public record UnidentifiedPatient(
        @Nullable @Pattern(regexp = NewPatient.UUID_7) String id,
        @NotNull UUID facilityId,
        @Nullable @Min(0) @Max(140) Integer ageYears,
        Patient.@Nullable Sex sex) {
    private static final List<String> WORDS = List.of(
            "Alder", "Birch", "Cedar", "Dune", "Elm", "Fern", "Grove", "Heron", "Iris", "Juniper", "Kelp", "Linden",
            "Maple", "Nettle", "Olive", "Poplar", "Quartz", "River", "Sage", "Tulip", "Umber", "Vale", "Willow",
            "Yarrow");

    /** A neutral word and a number that nobody else has. */
    static String alias(long number) {
        return WORDS.get((int) (number % WORDS.size())) + ' ' + number;
    }
}
