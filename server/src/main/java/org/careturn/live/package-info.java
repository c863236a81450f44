/**
 * Server-sent events: what commits on any node reaches the streams of every node, each cut to what its reader may see.
 */
@ApplicationModule(allowedDependencies = {"queueing", "facilities", "identity", "platform"})
@NullMarked
package org.careturn.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
