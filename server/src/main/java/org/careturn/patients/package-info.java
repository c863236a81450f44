/** Patients' records: who they are and how they are reached, and in which facilities they are known. */
@ApplicationModule(allowedDependencies = {"facilities", "identity", "audit", "platform"})
@NullMarked
package org.careturn.patients;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
