/**
 * Clients that keep working without a network: they push what was done meanwhile, and pull what has changed. Each mutation
 * is judged on the current state, by the service that REST calls.
 */
@ApplicationModule(
        allowedDependencies = {"queueing", "scheduling", "patients", "facilities", "identity", "audit", "platform"})
@NullMarked
package org.careturn.sync;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
