/** The statements of this module. */
@NullMarked
package org.careturn.scheduling.jdbc;

import org.jspecify.annotations.NullMarked;
