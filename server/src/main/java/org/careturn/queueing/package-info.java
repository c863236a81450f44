/**
 * The core: visits with their numbers, entries that wait in queues, calls to rooms, desks at work. Its order is decided
 * in {@code domain}, which is pure; the statements stand in {@code jdbc}.
 */
@ApplicationModule(allowedDependencies = {"patients", "facilities", "identity", "audit", "platform"})
@NullMarked
package org.careturn.queueing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
