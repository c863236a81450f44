/** Gathers and reads days. */
@NullMarked
package org.careturn.analytics.jdbc;

import org.jspecify.annotations.NullMarked;
