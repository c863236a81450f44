package org.careturn.analytics.domain;

import org.jspecify.annotations.Nullable;

/**
 * How long visits took, from arrival to their end.
 *
 * @param stays how many reliable ones there are; visits that go on have none
 * @param stayP50 minutes; null without stays
 * @param stayP90 minutes; null without stays
 * @param unreliable visits of which a time was entered late or undone: their stays are left out
 */
public record StayFigures(
        int visits,
        int stays,
        @Nullable Double stayP50,
        @Nullable Double stayP90,
        int unreliable) {}
