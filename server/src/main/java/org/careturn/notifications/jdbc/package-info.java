/** The statements. */
@NullMarked
package org.careturn.notifications.jdbc;

import org.jspecify.annotations.NullMarked;
