package org.careturn.facilities;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * An urgency as a facility names and shows it.
 *
 * @param colour {@code #rrggbb}, lower case
 * @param targetMinutes within which service should start
 */
public record UrgencyLevel(
        @NotNull Urgency urgency,
        @NotBlank @Size(max = 60) String label,
        @NotNull @Pattern(regexp = "#[0-9a-f]{6}") String colour,
        @Min(0) @Max(1440) int targetMinutes) {}
