/** Measures a real server process against goals, and against the same SQL without it. */
@NullMarked
package org.careturn.bench;

import org.jspecify.annotations.NullMarked;
