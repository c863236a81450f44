/** Files that people hand to a command. */
@NullMarked
package org.careturn.platform.input;

import org.jspecify.annotations.NullMarked;
