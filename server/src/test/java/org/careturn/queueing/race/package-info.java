@NullMarked
package org.careturn.queueing.race;

import org.jspecify.annotations.NullMarked;
