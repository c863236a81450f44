/** The rules of the queue: pure, with time handed in. */
@NullMarked
package org.careturn.queueing.domain;

import org.jspecify.annotations.NullMarked;
