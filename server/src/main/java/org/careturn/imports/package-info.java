/**
 * Patients, staff and schedules out of files of comma-separated values: read and checked row by row, tried out without a
 * trace, then written through the services that the screens use.
 */
@ApplicationModule(allowedDependencies = {"scheduling", "patients", "facilities", "identity", "audit", "platform"})
@NullMarked
package org.careturn.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
