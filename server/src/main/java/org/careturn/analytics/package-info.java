/**
 * What happened over days and years: arrivals, waits, outcomes, stays, utilisation, use. Each service day is gathered into a
 * few packed rows as soon as something of it has changed; {@code domain}, which is pure, makes figures of them.
 */
@ApplicationModule(allowedDependencies = {"facilities", "platform"})
@NullMarked
package org.careturn.analytics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
