/** What the queue does by itself. */
@NullMarked
package org.careturn.queueing.jobs;

import org.jspecify.annotations.NullMarked;
