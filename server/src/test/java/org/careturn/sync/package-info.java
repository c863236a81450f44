/** The synchronisation against a real PostgreSQL. */
@NullMarked
package org.careturn.sync;

import org.jspecify.annotations.NullMarked;
