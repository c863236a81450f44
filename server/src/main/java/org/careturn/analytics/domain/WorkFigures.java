package org.careturn.analytics.domain;

import org.jspecify.annotations.Nullable;

/**
 * How desks were used.
 *
 * @param openMinutes desks open, less breaks; a desk that may serve several at once counts as often
 * @param breakMinutes of breaks
 * @param servingMinutes of services that can be relied on
 * @param utilisation serving by open; null where no desk was open
 * @param services how many make up the serving minutes
 * @param unreliable entries whose times were entered late or undone: their services are left out
 */
public record WorkFigures(
        double openMinutes,
        double breakMinutes,
        double servingMinutes,
        @Nullable Double utilisation,
        int services,
        int unreliable) {}
