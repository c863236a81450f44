/** What those see who run the server: figures for Prometheus, faults for Sentry. Knows the tables, and no other module. */
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package org.careturn.watching;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
