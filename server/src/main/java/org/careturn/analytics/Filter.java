package org.careturn.analytics;

import java.util.UUID;
import org.careturn.facilities.Urgency;
import org.jspecify.annotations.Nullable;

/** Of whom figures are told: of those at this service, called by this doctor, of this category; each may be left out. */
public record Filter(
        @Nullable UUID serviceId,
        @Nullable UUID doctorId,
        @Nullable Urgency urgency) {}
