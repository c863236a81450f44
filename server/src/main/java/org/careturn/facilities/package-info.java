/** Where care is given: facilities, departments, services with their queues, rooms, routes, and the settings of the order. */
@ApplicationModule(allowedDependencies = {"identity", "audit", "platform"})
@NullMarked
package org.careturn.facilities;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
