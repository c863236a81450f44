/** Who did what to whom: rows written in the business transaction, never changed afterwards. */
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package org.careturn.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
