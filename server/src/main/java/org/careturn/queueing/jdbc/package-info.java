/** The statements of the queue. */
@NullMarked
package org.careturn.queueing.jdbc;

import org.jspecify.annotations.NullMarked;
