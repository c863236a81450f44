@NullMarked
package org.careturn.queueing;

import org.jspecify.annotations.NullMarked;
