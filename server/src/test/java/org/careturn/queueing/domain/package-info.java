// Stands before the package's own description on the tests' class path, and so must name the same.
@NamedInterface("rules")
@NullMarked
package org.careturn.queueing.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
