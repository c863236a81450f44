/** Who may come in: accounts with their roles, passwords, sign-ins and tokens. */
@ApplicationModule(allowedDependencies = {"platform", "audit"})
@NullMarked
package org.careturn.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
