/**
 * Doctors' schedules, the slots that follow from them, appointments, check-in and the waiting list. Slots are computed in
 * {@code domain}, which is pure; the statements stand in {@code jdbc}.
 */
@ApplicationModule(allowedDependencies = {"queueing", "patients", "facilities", "identity", "audit", "platform"})
@NullMarked
package org.careturn.scheduling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
