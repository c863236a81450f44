package org.careturn.scheduling;

import org.jspecify.annotations.Nullable;

/**
 * Published in the transaction of each transition, so that whoever must tell the patient stages that with it.
 *
 * @param before null where the appointment was made
 */
public record AppointmentChanged(
        AppointmentAction action,
        @Nullable Appointment before,
        Appointment after,
        @Nullable String reason) {}
